#!/usr/bin/env bash
# Measures the forecasts of docs/benchmarks/observatory.md again: the verb's own output on the competition files, scored, then intervals and chances.
#   tools/forecast-bars.sh [DATA]     default: ../shared/data/foresight
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
data="${1:-../shared/data/foresight}"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
dotnet build bench/Forecasting/Forecasting.csproj -c Release -v q
bench() { dotnet bench/Forecasting/bin/Release/net10.0/KeyEcosystem.Bench.Forecasting.dll "$@"; }
./keyeco --version > /dev/null

measure() {
  local name="$1" file="$2" began=$SECONDS
  ./keyeco observatory forecast --series "$data/$file" --levels 80,95 --out "$work/$name.csv" --json > /dev/null 2>&1
  echo; echo "## $name, $((SECONDS - began)) s"
  bench score "$data/$file" "$work/$name.csv" "${@:3}"
}
measure M3 m3/m3-series.csv.gz "$data/m3/m3-published-forecasts.csv.gz"
measure tourism tourism/tourism-series.csv.gz
measure "M4 weekly" m4/m4-weekly-series.csv.gz
for each in earlier halves chances short; do echo; echo "## $each"; bench "$each" "$data"; done
