#!/usr/bin/env bash
# The one test command: builds, checks the format, runs every test, those that have a store also on PostgreSQL.
#   ./test.sh                    everything
#   ./test.sh Market Dataspace   the tests of these rooms only, without the format
set -uo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
cd "$root" || exit 1
began=$SECONDS cores=$(nproc 2> /dev/null || echo 2)
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# Programs that run for seconds only are slower for being measured first.
export DOTNET_TieredPGO=0
work="$(mktemp -d)"
postgres="$work/postgres"
# A database is some three hundred files, and the tests make a hundred of them: in memory, where there is room, the server takes half the processor time.
room() { { df --output=avail /dev/shm | tail -1; sed -nE 's/^MemAvailable: *([0-9]+) kB/\1/p' /proc/meminfo; } 2> /dev/null | awk '$1 > 4000000 { enough++ } END { exit enough != 2 }'; }
if room; then postgres="$(mktemp -d /dev/shm/keyeco-test-XXXXXX)"; fi
# One compiler for the whole build, of a name of its own: it is ended below, and nobody else's with it. The build's nodes end with the build.
export UseSharedCompilation=true SharedCompilationId="keyeco-test-$$" MSBUILDDISABLENODEREUSE=1
finish() {
  # shellcheck disable=SC2046
  kill $(jobs -p) 2> /dev/null
  wait
  end_compiler
  # A test that was ended left its cluster running.
  for each in "$KEYECO_TEST_SLURM"/*/; do [ -f "$each/slurm.conf" ] && "$root/tools/slurm.sh" stop "$each"; done
  [ -d "$postgres/data" ] && "$root/tools/postgres.sh" stop "$postgres"
  rm -rf "$work" "$postgres"
}
end_compiler() { dotnet exec "$(dirname "$(readlink -f "$(command -v dotnet)")")/sdk/$(dotnet --version)/Roslyn/bincore/VBCSCompiler.dll" -shutdown -pipename:"$SharedCompilationId" > /dev/null 2>&1; }
trap finish EXIT
trap 'exit 130' INT TERM
# Tests start Slurm clusters of their own in here.
export KEYECO_TEST_SLURM="$work/slurm"
mkdir "$KEYECO_TEST_SLURM"
# The servers' users must be able to reach their folders.
chmod 711 "$work" "$KEYECO_TEST_SLURM"

names=()
for project in tests/*.Tests/*.csproj; do names+=("$(basename "$project" .Tests.csproj)"); done
whole=yes
if [ $# -gt 0 ]; then
  whole=no
  for name in "$@"; do [ -f "tests/$name.Tests/$name.Tests.csproj" ] || { echo "There is no \"$name\"; there are: ${names[*]}"; exit 64; }; done
  names=("$@")
fi

# What the full suite needs from the system, and the PostgreSQL, while the build runs. Where it may not be installed, the tests that need it are skipped and say so.
prepare() {
  local missing=() browser=chromium
  if [ "$(uname)" = Linux ]; then
    # Chromium without its windows: the same pages at two thirds of the processor time.
    apt-cache show chromium-headless-shell > /dev/null 2>&1 && browser=chromium-headless-shell
    [ -e /usr/share/zoneinfo/Asia/Shanghai ] || missing+=(tzdata)
    command -v bwrap > /dev/null || missing+=(bubblewrap)
    compgen -G '/usr/lib/postgresql/*/bin/initdb' > /dev/null || command -v initdb > /dev/null || missing+=(postgresql)
    # The console is tested in a real browser, which needs a Chinese font to show what it says.
    command -v chromium-headless-shell > /dev/null || command -v chromium > /dev/null || command -v chromium-browser > /dev/null || command -v google-chrome > /dev/null || missing+=("$browser")
    # The printed report is read again.
    command -v pdftotext > /dev/null || missing+=(poppler-utils)
    { command -v fc-list > /dev/null && [ -n "$(fc-list :lang=zh)" ]; } || missing+=(fonts-wqy-microhei)
  fi
  if [ "${#missing[@]}" -gt 0 ] && [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
    echo "Installing ${missing[*]} ..."
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}"; } > "$work/apt.log" 2>&1 \
      || echo "Not installed: ${missing[*]}; the tests that need them are skipped."
  fi
  "$root/tools/slurm.sh" install > "$work/slurm.log" 2>&1 || echo "No Slurm: the tests on it are skipped ($(tail -1 "$work/slurm.log"))."
  "$root/tools/postgres.sh" start "$postgres" > "$work/server" 2> "$work/postgres.log" || rm -f "$work/server"
}
prepare &
prepared=$!

fail() {
  echo "$1"
  echo "0 passed, 1 failed, 0 skipped"
  exit 1
}
# The compiler works on several cores by itself: a second builder beside it costs more to start than it saves on two.
build() { dotnet build "$1" -c Release -v q -m:$(((cores + 1) / 2)) -nodeReuse:false >> "$work/build.log" 2>&1; }
built=yes
if [ "$whole" = yes ]; then build KeyEcosystem.slnx || built=no
else for name in "${names[@]}"; do build "tests/$name.Tests/$name.Tests.csproj" || built=no; done; fi
if [ "$built" = no ]; then
  grep -E "error|warning" "$work/build.log" | sort -u | head -40
  fail "The build failed."
fi
if grep -qE "[1-9][0-9]* Warning" "$work/build.log"; then
  grep warning "$work/build.log" | sort -u | head -20
  fail "The build has warnings."
fi
end_compiler
wait "$prepared"
echo "Built in $((SECONDS - began)) s"

# What is run, the longest first: the browser's tests, the format, each project, and once more on a real PostgreSQL each that has a store, without the tests that do not touch it.
has_store() { grep -q "Fixtures/Fixtures.csproj" "tests/$1.Tests/$1.Tests.csproj"; }
runs=()
[[ " ${names[*]} " == *" Browser "* ]] && runs+=("Browser.Tests")
[ "$whole" = yes ] && runs+=("Format")
for name in "${names[@]}"; do
  [ "$name" = Browser ] || runs+=("$name.Tests")
  [ -f "$work/server" ] && has_store "$name" && runs+=("$name.Tests on PostgreSQL")
done
[ -f "$work/server" ] || echo "No PostgreSQL: the store and API tests run on SQLite only ($(head -1 "$work/postgres.log"))."

# The build has judged style and rules already, as errors; what it does not see is white space, and the order of usings, which the architecture tests judge. Loading every project again to format it takes a minute.
check_format() { dotnet format whitespace . --folder --verify-no-changes --exclude artifacts; }
run() {
  local options=() start=$SECONDS name="${1%% *}"
  if [ "$1" = Format ]; then
    check_format
  else
    [ "$1" = "$name" ] || { options=(--filter-not-trait Store=none); export KEYECO_TEST_POSTGRES; KEYECO_TEST_POSTGRES="$(cat "$work/server")"; }
    dotnet "tests/$name/bin/Release/net10.0/KeyEcosystem.$name.dll" --progress off --no-ansi "${options[@]}"
  fi > "$work/$1.log" 2>&1
  # Written under another name first: who sees it sees it whole.
  echo "$? $((SECONDS - start))" > "$work/$1.end.new"
  mv "$work/$1.end.new" "$work/$1.end"
}

passed=0 failed=0 skipped=0
# Says how a run ended and adds its counts up.
tell() {
  local label="$1" log="$work/$1.log" code seconds p f s
  read -r code seconds < "$work/$1.end"
  p=$(sed -nE 's/^ *succeeded: *([0-9]+).*/\1/p' "$log" | tail -1)
  f=$(sed -nE 's/^ *failed: *([0-9]+).*/\1/p' "$log" | tail -1)
  s=$(sed -nE 's/^ *skipped: *([0-9]+).*/\1/p' "$log" | tail -1)
  p=${p:-0} f=${f:-0} s=${s:-0}
  [ "$code" -ne 0 ] && [ "$f" -eq 0 ] && f=1
  printf '%-34s %5d passed %3d failed %3d skipped %4d s\n' "$label" "$p" "$f" "$s" "$seconds"
  [ "$f" -gt 0 ] && cat "$log"
  [ "$f" -gt 0 ] && [ "$label" = Format ] && echo "The format differs: run 'dotnet format'."
  [ "$s" -gt 0 ] && grep -iE "^ *skipped " "$log" | head -5
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
}

# One more at a time than there are cores, for each waits now and then; told in order.
told=0
tell_ended() { while [ "$told" -lt "${#runs[@]}" ] && [ -f "$work/${runs[$told]}.end" ]; do tell "${runs[$told]}"; told=$((told + 1)); done; }
for each in "${runs[@]}"; do
  while [ "$(jobs -rp | wc -l)" -gt "$cores" ]; do wait -n; tell_ended; done
  run "$each" &
done
wait
tell_ended
echo "Took $((SECONDS - began)) s"
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ] && [ "$told" -eq "${#runs[@]}" ]
