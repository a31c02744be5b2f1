#!/usr/bin/env bash
# Publishes keyeco compiled ahead (ReadyToRun): it starts faster than ./keyeco builds it, and is bound to one kind of machine.
#   tools/publish.sh [FOLDER] [RUNTIME]     default: artifacts/publish, this machine's runtime identifier
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
folder="${1:-artifacts/publish}"
runtime="${2:-$(dotnet --info | sed -nE 's/^ *RID: *([^ ]+).*/\1/p' | head -1)}"
dotnet publish src/Cli/Cli.csproj -c Release -r "$runtime" --self-contained false -p:PublishReadyToRun=true -o "$folder" -v q
echo "Published for $runtime: $folder/keyeco serve"
