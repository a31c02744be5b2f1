#!/usr/bin/env bash
# Takes the API as the node serves it now into docs/openapi/v1.json: look at the difference, then commit it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 KEYECO_ACCEPT_OPENAPI=1
dotnet build tests/Host.Tests/Host.Tests.csproj -v q > /dev/null
dotnet tests/Host.Tests/bin/Debug/net10.0/KeyEcosystem.Host.Tests.dll --progress off --no-ansi --filter-method '*The_committed_description_is_the_served_one'
git --no-pager diff --stat -- docs/openapi/v1.json
