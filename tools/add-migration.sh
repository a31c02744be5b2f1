#!/usr/bin/env bash
# Writes what changed in the mapped tables as a migration for SQLite and for PostgreSQL.
#   tools/add-migration.sh NAME       adds a migration, e.g. PoolPrices
#   tools/add-migration.sh --remake   makes the one initial migration anew: only while nothing is released
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
name="${1:-}"
case "$name" in
  --remake) rm -rf src/Host/Migrations/Sqlite src/Host/Migrations/PostgreSql; name=Initial ;;
  [A-Z]*) ;;
  *) sed -n '2,4s/^# *//p' "$0" >&2; exit 64 ;;
esac

dotnet tool restore > /dev/null
dotnet build src/Host/Host.csproj -v q -clp:ErrorsOnly
ef() { dotnet ef migrations "$@" --no-build --startup-project src/Host; }

# The node's tables are composed in Host; the token store's are OpenIddict's and change only with its version.
add() {
  local context="$1" project="$2" folder="$3"
  if ls "$project/$folder"/*_*.cs > /dev/null 2>&1 && ef has-pending-model-changes --context "$context" --project "$project" > /dev/null 2>&1; then
    echo "$context: nothing changed"
    return
  fi
  ef add "$name" --context "$context" --project "$project" -o "$folder" > /dev/null
  echo "$context: $(basename "$(ls "$project/$folder"/*_"$name".cs | tail -1)")"
}
add SqliteNodeContext src/Host Migrations/Sqlite
add PostgresNodeContext src/Host Migrations/PostgreSql
add SqliteIdentityContext src/Platform Identity/Migrations/Sqlite
add PostgresIdentityContext src/Platform Identity/Migrations/PostgreSql
