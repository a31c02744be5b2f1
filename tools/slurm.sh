#!/usr/bin/env bash
# A Slurm cluster of its own in a folder, on loopback and free ports, with pretended accelerators, for tests and benchmarks.
#   tools/slurm.sh install                    installs Slurm where it may (Debian, Ubuntu; as root or by sudo)
#   tools/slurm.sh start FOLDER [NAME [FLAVOR [NODES [DEVICES]]]]
#                                             prints one line: url=...;user=...;key=...;cluster=...;completions=...;folder=...
#   tools/slurm.sh stop FOLDER                ends its jobs and its daemons; the folder stays
#   tools/slurm.sh controller-kill FOLDER     SIGKILL to slurmctld         (controller-start: starts it on what it had saved)
#   tools/slurm.sh controller-forget FOLDER   starts it without what it had saved: it knows no job any more
#   tools/slurm.sh resume FOLDER              takes nodes back that slurmctld drained
#   tools/slurm.sh rest-stop FOLDER           ends the REST door           (rest-start: opens it where it was)
# Partitions: main (4 processors and 4 GB a node), and owner, whose jobs end those of main when they need the room.
set -euo pipefail
PATH="$PATH:/usr/sbin:/sbin"
usage() { sed -n '2,11s/^# *//p' "$0" >&2; exit 64; }
[ $# -ge 1 ] || usage
verb="$1"

daemons=(slurmctld slurmd slurmrestd munged sbatch scontrol)
packages=(slurmctld slurmd slurm-client slurmrestd slurm-wlm-jwt-plugin munge)
missing() {
  local each
  for each in "${daemons[@]}"; do command -v "$each" > /dev/null || { echo "$each"; return; }; done
  compgen -G '/usr/lib/*/slurm-wlm/auth_jwt.so' > /dev/null || echo "auth_jwt.so"
}

if [ "$verb" = install ]; then
  [ -n "$(missing)" ] || exit 0
  command -v apt-get > /dev/null || { echo "Slurm is not installed, and there is no apt-get to install it." >&2; exit 69; }
  as=()
  if [ "$(id -u)" != 0 ]; then
    sudo -n true 2> /dev/null || { echo "Slurm is not installed, and only root may install it." >&2; exit 69; }
    as=(sudo -n)
  fi
  # The packages start services of the whole machine: a policy that says no keeps them from it.
  policy=/usr/sbin/policy-rc.d made=no
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' | "${as[@]}" tee "$policy" > /dev/null
    "${as[@]}" chmod 755 "$policy"
    made=yes
  fi
  end=0
  { "${as[@]}" apt-get -o DPkg::Lock::Timeout=120 update -qq &&
    "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120 install -y -qq --no-install-recommends "${packages[@]}"; } >&2 || end=69
  [ "$made" = no ] || "${as[@]}" rm -f "$policy"
  exit "$end"
fi

[ $# -ge 2 ] || usage
[ "$verb" != start ] || mkdir -p "$2"
cd "$2"
folder="$PWD"
export SLURM_CONF="$folder/slurm.conf"

alive() { kill -0 "$1" 2> /dev/null && [ "$(sed -E 's/.*\) (.).*/\1/' "/proc/$1/stat" 2> /dev/null)" != Z ]; }
# What a pid file names, as long as it is still that program: numbers are given again.
pid_of() {
  local pid
  pid="$(cat "run/$1.pid" 2> /dev/null)" && [ -n "$pid" ] && alive "$pid" && [[ "$(cat "/proc/$pid/comm" 2> /dev/null)" == "${1%%-*}"* ]] && echo "$pid"
}
end() {
  local pid i
  pid="$(pid_of "$1")" || return 0
  kill "-${2:-TERM}" "$pid" 2> /dev/null || return 0
  for i in $(seq 100); do alive "$pid" || return 0; [ "$i" = 60 ] && kill -KILL "$pid" 2> /dev/null; sleep 0.05; done
}
# Seconds, then a command that is tried until it succeeds.
await() {
  local i
  for i in $(seq $(($1 * 20))); do "${@:2}" > /dev/null 2>&1 && return 0; sleep 0.05; done
  return 1
}
given=" "
free_port() {
  local port
  for _ in $(seq 200); do
    port=$((20000 + RANDOM % 12000))
    if [[ "$given" != *" $port "* ]] && ! (: > "/dev/tcp/127.0.0.1/$port") 2> /dev/null; then given+="$port "; picked="$port"; return; fi
  done
  echo "No port is free." >&2
  exit 69
}
fail() { echo "$1" >&2; tail -3 "${2:-/dev/null}" >&2; stop; exit 70; }

controller() {
  slurmctld -f "$SLURM_CONF" "$@" 2>> log/start.log || fail "slurmctld did not start." log/slurmctld.log
  await 20 scontrol ping || fail "slurmctld does not answer." log/slurmctld.log
}
# It refuses to run as root.
restd=(env SLURM_JWT=daemon SLURMRESTD_SECURITY=)
if [ "$(id -u)" = 0 ]; then restd+=(setpriv --reuid=nobody --regid=nogroup --clear-groups); fi
rest() {
  local port
  port="$(cat rest-port)"
  # Without -s it would load the plugin of the accounting database and end for want of one.
  setsid "${restd[@]}" slurmrestd -f "$SLURM_CONF" -s "openapi/$(cat rest-version)" -a rest_auth/jwt "127.0.0.1:$port" < /dev/null > log/slurmrestd.log 2>&1 &
  echo $! > run/slurmrestd.pid
  await 10 bash -c ": > /dev/tcp/127.0.0.1/$port" || fail "slurmrestd did not start." log/slurmrestd.log
}
stop() {
  local file pid
  if pid_of slurmctld > /dev/null; then
    # The keeper of a job outlives its slurmd: jobs are ended first.
    timeout 5 squeue -h -o %A 2> /dev/null | sort -u | xargs -r timeout 5 scancel 2> /dev/null || true
    none() { [ -z "$(squeue -h -t running,completing -o %A)" ]; }
    await 4 none || true
  fi
  end slurmrestd
  for file in run/slurmd-*.pid; do [ -e "$file" ] && end "$(basename "$file" .pid)"; done
  end slurmctld
  # What still keeps a job of this cluster stands in its spool folder.
  for pid in $(pgrep slurmstepd || true); do
    if [[ "$(readlink "/proc/$pid/cwd")" == "$folder"/* ]]; then kill -KILL "$pid" 2> /dev/null || true; fi
  done
  end munged
}

start() {
  local name="${1:-alpha}" flavor="${2:-h100}" nodes="${3:-2}" devices="${4:-4}" me host i how=mknod source
  [ -z "$(missing)" ] || { echo "Slurm is not installed: $(missing) was not found." >&2; exit 69; }
  stop
  rm -rf state spool log dev run
  mkdir -p run log state spool dev
  chmod 755 . run log state spool dev
  me="$(id -un)" host="$(hostname -s)"
  for key in munge.key jwt.key; do (umask 077; head -c 64 /dev/urandom > "$key"); done

  # Slurm wants for each accelerator a character device of its own; nothing is ever read from it. Only root can make some.
  # A console does as well; where there is none, devices are only counted, and a job is not told which it has.
  if [ "$devices" -gt 0 ]; then
    for i in $(seq 0 $((devices - 1))); do
      if [ $how = mknod ]; then mknod -m 666 "dev/accelerator$i" c 1 3 2> /dev/null || how=console; fi
    done
    if [ $how = console ]; then for i in $(seq 0 $((devices - 1))); do [ -c "/dev/tty$i" ] || how=count; done; fi
    case $how in
      mknod) source="File=$folder/dev/accelerator[0-$((devices - 1))]" ;;
      console) source="File=/dev/tty[0-$((devices - 1))]" ;;
      count) source="Count=$devices" ;;
    esac
    printf 'AutoDetect=off\nName=gpu Type=%s %s\n' "$flavor" "$source" > gres.conf
  else
    echo "AutoDetect=off" > gres.conf
  fi

  free_port
  cat > slurm.conf << CONF
# Who is who.
ClusterName=$name
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$picked
SlurmUser=$me
SlurmdUser=$me
AuthType=auth/munge
AuthInfo=socket=$folder/run/munge.sock
CredType=cred/munge
AuthAltTypes=auth/jwt
AuthAltParameters=jwt_key=$folder/jwt.key
# Where things lie.
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool/%n
SlurmctldPidFile=$folder/run/slurmctld.pid
SlurmdPidFile=$folder/run/slurmd-%n.pid
SlurmctldLogFile=$folder/log/slurmctld.log
SlurmdLogFile=$folder/log/slurmd-%n.log
JobCompType=jobcomp/filetxt
JobCompLoc=$folder/log/completions
# No control groups, no accounting database, nodes larger than the machine.
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
SwitchType=switch/none
SlurmdParameters=config_overrides
ReturnToService=2
# Decides at once rather than in rounds.
SchedulerType=sched/backfill
SchedulerParameters=batch_sched_delay=0,sched_interval=1,sched_min_interval=0,bf_interval=1,bf_resolution=1
SelectType=select/cons_tres
SelectTypeParameters=CR_Core_Memory
PriorityType=priority/basic
PreemptType=preempt/partition_prio
PreemptMode=REQUEUE
MinJobAge=3600
KillWait=1
InactiveLimit=0
SlurmctldTimeout=30
SlurmdTimeout=60
GresTypes=gpu
CONF
  for i in $(seq "$nodes"); do
    free_port
    mkdir -p "spool/$name-$i"
    echo "NodeName=$name-$i NodeHostname=$host NodeAddr=127.0.0.1 Port=$picked CPUs=4 Boards=1 SocketsPerBoard=1 CoresPerSocket=4 ThreadsPerCore=1 RealMemory=4000 $([ "$devices" = 0 ] || echo "Gres=gpu:$flavor:$devices") State=UNKNOWN" >> slurm.conf
  done
  cat >> slurm.conf << CONF
PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP PriorityTier=1 PreemptMode=REQUEUE
PartitionName=owner Nodes=ALL MaxTime=INFINITE State=UP PriorityTier=10 PreemptMode=OFF
CONF
  chmod 644 slurm.conf gres.conf

  munged --key-file="$folder/munge.key" --socket="$folder/run/munge.sock" --pid-file="$folder/run/munged.pid" --log-file="$folder/log/munged.log" \
    --seed-file="$folder/run/munged.seed" --num-threads=2 --force 2>> log/start.log || fail "munged did not start." log/munged.log
  await 5 test -S run/munge.sock || fail "munged does not answer." log/munged.log
  controller -c
  for i in $(seq "$nodes"); do slurmd -N "$name-$i" -f "$SLURM_CONF" 2>> log/start.log || fail "slurmd of node $i did not start." "log/slurmd-$name-$i.log"; done
  free_port
  echo "$picked" > rest-port
  # The newest that this slurmrestd has, of those that need no accounting database.
  { "${restd[@]}" slurmrestd -f "$SLURM_CONF" -s list 2>&1 || true; } | { grep -oE 'openapi/v[0-9.]*[0-9]' || true; } | sort -V | tail -1 | cut -d/ -f2 > rest-version
  [ -s rest-version ] || echo v0.0.38 > rest-version
  rest
  idle() { [ "$(sinfo -h -N -p main -t idle -o %N | wc -l)" = "$nodes" ]; }
  await 30 idle || fail "Not every node came up." log/slurmctld.log
  echo "url=http://127.0.0.1:$(cat rest-port);user=$me;key=$folder/jwt.key;cluster=$name;completions=$folder/log/completions;folder=$folder"
}

case "$verb" in
  start) start "${@:3}" ;;
  stop) stop ;;
  controller-kill) end slurmctld KILL ;;
  controller-start) controller ;;
  controller-forget) end slurmctld; controller -c ;;
  resume)
    for node in $(sinfo -h -N -t drain,drained,draining,down -o %N | sort -u); do scontrol update "nodename=$node" state=resume; done ;;
  rest-stop) end slurmrestd ;;
  rest-start) rest ;;
  *) usage ;;
esac
