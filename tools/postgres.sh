#!/usr/bin/env bash
# A PostgreSQL of its own in a folder, on loopback and a free port, for tests and benchmarks.
#   tools/postgres.sh start FOLDER   prints the connection string of its administrator
#   tools/postgres.sh stop FOLDER    ends it; the folder stays
# PostgreSQL refuses to run as root: then it runs as the user postgres, which the package makes.
set -euo pipefail
[ $# = 2 ] || { sed -n '2,5s/^# *//p' "$0" >&2; exit 64; }
folder="$2"
bin="$(ls -d /usr/lib/postgresql/*/bin 2> /dev/null | sort -V | tail -1 || true)"
[ -n "$bin" ] || bin="$(dirname "$(command -v initdb || true)")"
[ -x "$bin/initdb" ] || { echo "PostgreSQL is not installed." >&2; exit 69; }
as() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

case "$1" in
  start)
    mkdir -p "$folder"
    if [ "$(id -u)" = 0 ]; then chown postgres: "$folder"; fi
    cd "$folder"
    # The text order of the cluster is a language's on purpose: the product must not depend on it.
    [ -d data ] || as "$bin/initdb" -D "$folder/data" -U keyeco --auth=trust -E UTF8 --locale=C.UTF-8 > initdb.log
    # Started again, it is found where it was.
    port="$(cat port 2> /dev/null || echo $(( 20000 + (RANDOM % 20000) )))"
    while (: > "/dev/tcp/127.0.0.1/$port") 2> /dev/null; do port=$((port + 1)); done
    echo "$port" > port
    as "$bin/pg_ctl" -D "$folder/data" -l "$folder/server.log" -w -t 30 \
      -o "-c listen_addresses=127.0.0.1 -p $port -k '' -c fsync=on -c synchronous_commit=on -c max_connections=300 -c shared_buffers=128MB" start > "$folder/start.log"
    echo "Host=127.0.0.1;Port=$port;Username=keyeco;Database=postgres" ;;
  stop) cd "$folder"; as "$bin/pg_ctl" -D "$folder/data" -m immediate -w stop > /dev/null ;;
  *) exit 64 ;;
esac
