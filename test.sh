#!/usr/bin/env bash
# The one test command: builds, checks the format, runs every test.
set -uo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
cd "$root" || exit 1
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
work="$(mktemp -d)"
postgres="$work/postgres"
finish() {
  [ -d "$postgres/data" ] && "$root/tools/postgres.sh" stop "$postgres"
  rm -rf "$work"
}
trap finish EXIT
# The server's user must be able to reach its folder.
chmod 711 "$work"

# What the full suite needs from the system. Where it may not be installed, the tests that need it are skipped and say so.
missing=()
[ "$(uname)" = Linux ] && ! command -v bwrap > /dev/null && missing+=(bubblewrap)
[ "$(uname)" = Linux ] && ! compgen -G '/usr/lib/postgresql/*/bin/initdb' > /dev/null && ! command -v initdb > /dev/null && missing+=(postgresql)
# The console is tested in a real browser, which needs a Chinese font to show what it says.
[ "$(uname)" = Linux ] && ! command -v chromium > /dev/null && ! command -v chromium-browser > /dev/null && ! command -v google-chrome > /dev/null && missing+=(chromium)
[ "$(uname)" = Linux ] && { ! command -v fc-list > /dev/null || [ -z "$(fc-list :lang=zh)" ]; } && missing+=(fonts-wqy-microhei)
if [ "${#missing[@]}" -gt 0 ] && [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
  echo "Installing ${missing[*]} ..."
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}"; } > "$work/apt.log" 2>&1 \
    || echo "Not installed: ${missing[*]}; the tests that need them are skipped."
fi

if ! dotnet build KeyEcosystem.slnx -c Release -v q > "$work/build.log" 2>&1; then
  grep -E "error|warning" "$work/build.log" | sort -u | head -40
  echo "The build failed."
  echo "0 passed, 1 failed, 0 skipped"
  exit 1
fi
if grep -qE "[1-9][0-9]* Warning" "$work/build.log"; then
  grep warning "$work/build.log" | sort -u | head -20
  echo "The build has warnings."
  echo "0 passed, 1 failed, 0 skipped"
  exit 1
fi
if ! dotnet format KeyEcosystem.slnx --verify-no-changes --no-restore > "$work/format.log" 2>&1; then
  head -20 "$work/format.log"
  echo "The format differs: run 'dotnet format'."
  echo "0 passed, 1 failed, 0 skipped"
  exit 1
fi

passed=0 failed=0 skipped=0
# Runs one test project and adds its counts up: run NAME LABEL OPTIONS...
run() {
  local name="$1" label="$2" log="$work/$2.log" code p f s
  shift 2
  dotnet "tests/$name/bin/Release/net10.0/KeyEcosystem.$name.dll" --progress off --no-ansi "$@" > "$log" 2>&1
  code=$?
  p=$(sed -nE 's/^ *succeeded: *([0-9]+).*/\1/p' "$log" | tail -1)
  f=$(sed -nE 's/^ *failed: *([0-9]+).*/\1/p' "$log" | tail -1)
  s=$(sed -nE 's/^ *skipped: *([0-9]+).*/\1/p' "$log" | tail -1)
  p=${p:-0} f=${f:-0} s=${s:-0}
  [ "$code" -ne 0 ] && [ "$f" -eq 0 ] && f=1
  printf '%-34s %5d passed %3d failed %3d skipped\n' "$label" "$p" "$f" "$s"
  { [ "$f" -gt 0 ]; } && cat "$log"
  [ "$s" -gt 0 ] && grep -iE "^ *skipped " "$log" | head -5
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
}

for project in tests/*.Tests/*.csproj; do
  name="$(basename "${project%.csproj}")"
  run "$name" "$name"
done

# Once more on a real PostgreSQL: the tests that have a store, without those that do not touch it.
if server="$("$root/tools/postgres.sh" start "$postgres" 2> "$work/postgres.log")"; then
  export KEYECO_TEST_POSTGRES="$server"
  for name in Platform Members Dataspace Compute Observatory Identity Host Simulation; do
    run "$name.Tests" "$name.Tests on PostgreSQL" --filter-not-trait "Store=none"
  done
else
  echo "No PostgreSQL: the store and API tests ran on SQLite only ($(head -1 "$work/postgres.log"))."
fi
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
