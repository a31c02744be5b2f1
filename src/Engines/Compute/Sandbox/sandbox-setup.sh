# Builds the box with mount alone; runs as root of its own user namespace. Arguments: new root, inputs, script (may be missing), own etc, bytes of a folder, bytes of /tmp,
# entries of a folder, parts of /etc to show, roots to show, own parts of /etc; the rest is the job.
set -eu
n=$1; in=$2; script=$3; own=$4; disk=$5; temp=$6; entries=$7; parts=$8; roots=$9; mine=${10}; shift 10
o=nosuid,nodev
mount -t tmpfs -o size=1m,nr_inodes=4096,mode=0755,$o tmpfs "$n"; cd "$n"
mkdir usr etc proc dev in out job tmp .old
show() { mount -o bind,ro,$o "$1" "$2"; }
show /usr usr
for d in $roots; do if [ -L /$d ]; then cp -P /$d $d; elif [ -d /$d ]; then mkdir $d; show /$d $d; fi; done
for e in $parts; do
  [ -e /etc/$e ] || continue
  case $e in */*) mkdir -p etc/${e%/*};; esac
  if [ -d /etc/$e ]; then mkdir -p etc/$e; else : > etc/$e; fi; show /etc/$e etc/$e; done
for e in $mine; do cp "$own/$e" etc/$e; done
mount -t proc -o $o,noexec proc proc
# One: the namespace that the last line makes. None after it.
echo 1 > /proc/sys/user/max_user_namespaces
for s in sys sysrq-trigger irq bus; do [ ! -e proc/$s ] || mount -o bind,ro,$o,noexec proc/$s proc/$s; done
mount -t tmpfs -o size=64k,nr_inodes=64,mode=0755,nosuid,noexec tmpfs dev
for f in null zero full random urandom; do : > dev/$f; mount --bind /dev/$f dev/$f; done
mkdir dev/shm; ln -s /proc/self/fd dev/fd; ln -s fd/0 dev/stdin; ln -s fd/1 dev/stdout; ln -s fd/2 dev/stderr
mount -t tmpfs -o size=1m,nr_inodes=256,mode=1777,$o tmpfs dev/shm
mount -o remount,bind,ro,nosuid,noexec dev
mount -t tmpfs -o size=$disk,nr_inodes=$entries,mode=0777,$o tmpfs job
mount -t tmpfs -o size=$disk,nr_inodes=$entries,mode=0777,$o tmpfs out
mount -t tmpfs -o size=$temp,nr_inodes=$entries,mode=1777,$o tmpfs tmp
show "$in" in
if [ -f "$script" ]; then : > script; show "$script" script; fi
hostname job 2>/dev/null || true
if command -v ip >/dev/null; then ip link set lo up || true; fi
pivot_root . .old; cd /; umount -l /.old; rmdir /.old; mount -o remount,bind,ro,$o /
cd /job
exec unshare --user --map-user=1000 --map-group=1000 --keep-caps -- setpriv --bounding-set=-all --inh-caps=-all --ambient-caps=-all --no-new-privs -- "$@"
