#!/usr/bin/env bash
# The one test command: installs what is missing where it may, starts the servers it needs on loopback, builds, checks the format, runs every test.
set -uo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
cd "$root" || exit 1
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 KEYECO_SHARED="${KEYECO_SHARED:-$root/../shared}"
work="$(mktemp -d)"
chmod 755 "$work"
pg_pid=""
finish() {
  if [ -n "$pg_pid" ]; then kill -INT "$pg_pid" 2> /dev/null; wait "$pg_pid" 2> /dev/null; fi
  rm -rf "$work"
}
trap finish EXIT

need=()
command -v bwrap > /dev/null || need+=(bubblewrap)
ls /usr/lib/postgresql/*/bin/postgres > /dev/null 2>&1 || need+=(postgresql)
if [ "${#need[@]}" -gt 0 ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
    echo "Installing ${need[*]} ..."
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${need[@]}"; } > "$work/apt.log" 2>&1 ||
      { tail -3 "$work/apt.log"; echo "Not installed: ${need[*]}; the tests that need them say so and are skipped."; }
  else
    echo "Not installed and not allowed to install: ${need[*]}; the tests that need them say so and are skipped."
  fi
fi

start_postgres() {
  local bin data port
  bin="$(ls -d /usr/lib/postgresql/*/bin 2> /dev/null | sort -V | tail -1)"
  [ -n "$bin" ] || return
  data="$work/pg"
  port=$((20000 + $$ % 20000))
  local as=()
  if [ "$(id -u)" = 0 ]; then
    id postgres > /dev/null 2>&1 || return
    mkdir -p "$data" && chown postgres "$data"
    as=(setpriv --reuid=postgres --regid=postgres --init-groups)
  fi
  (cd "$work" && "${as[@]}" "$bin/initdb" -D "$data" -A trust -U keyeco -E UTF8 --locale=C > "$work/initdb.log" 2>&1) || { cat "$work/initdb.log"; return; }
  (cd "$work" && exec "${as[@]}" "$bin/postgres" -D "$data" -p "$port" -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c shared_buffers=64MB > "$work/pg.log" 2>&1) &
  pg_pid=$!
  for _ in $(seq 100); do
    "$bin/pg_isready" -q -h 127.0.0.1 -p "$port" && break
    sleep 0.1
  done
  export KEYECO_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=keyeco;Database=postgres"
  echo "PostgreSQL on port $port for the tests."
}
start_postgres

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
if [ "${KEYECO_SKIP_FORMAT:-}" != 1 ] && ! dotnet format KeyEcosystem.slnx --verify-no-changes --no-restore > "$work/format.log" 2>&1; then
  head -20 "$work/format.log"
  echo "The format differs: run 'dotnet format'."
  echo "0 passed, 1 failed, 0 skipped"
  exit 1
fi

passed=0 failed=0 skipped=0
for project in tests/*/*.csproj; do
  name="$(basename "${project%.csproj}")"
  dll="$(dirname "$project")/bin/Release/net10.0/KeyEcosystem.$name.dll"
  dotnet "$dll" --no-progress --no-ansi > "$work/$name.log" 2>&1
  code=$?
  p=$(sed -nE 's/^ *succeeded: *([0-9]+).*/\1/p' "$work/$name.log" | tail -1)
  f=$(sed -nE 's/^ *failed: *([0-9]+).*/\1/p' "$work/$name.log" | tail -1)
  s=$(sed -nE 's/^ *skipped: *([0-9]+).*/\1/p' "$work/$name.log" | tail -1)
  p=${p:-0} f=${f:-0} s=${s:-0}
  [ "$code" -ne 0 ] && [ "$f" -eq 0 ] && f=1
  printf '%-28s %5d passed %3d failed %3d skipped\n' "$name" "$p" "$f" "$s"
  { [ "$f" -gt 0 ]; } && cat "$work/$name.log"
  [ "$s" -gt 0 ] && grep -iE "^ *skipped " "$work/$name.log" | head -5
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
done
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
