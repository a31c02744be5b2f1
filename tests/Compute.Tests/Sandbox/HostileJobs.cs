using KeyEcosystem.Compute.Sandbox;

namespace KeyEcosystem.Compute.Tests.Sandbox;

/// <summary>
/// Jobs that try to break out. Each prints BROKE when it did. <c>DATA</c> stands for the node's folder, <c>PORT</c> for its API on loopback,
/// <c>NODE</c> for its process number, <c>SOCK</c> for an abstract socket of the machine. Only sh and the perl of Debian's base are used.
/// </summary>
internal static class HostileJobs
{
    /// <summary>Name, script, and the walls without which it must succeed; null when no single wall stops it.</summary>
    public static IReadOnlyDictionary<string, (string Script, Func<string, BoxWalls>? Weak)> All { get; } = new Dictionary<string, (string, Func<string, BoxWalls>?)>(StringComparer.Ordinal)
    {
        ["reads the node's database"] = ("cat DATA/node.db >/dev/null 2>&1 && echo BROKE", Shown),
        ["reads the node's keys"] = ("cat DATA/operator.key >/dev/null 2>&1 && echo BROKE", Shown),
        ["reads another job's files"] = ("cat DATA/other-job/in/secret >/dev/null 2>&1 && echo BROKE", Shown),
        ["writes into the node's folder"] = ("echo x 2>/dev/null >DATA/written && echo BROKE", Shown),
        ["looks for the node's folder by every way"] = ("for p in /proc/1/root /proc/1/cwd /proc/self/root /proc/NODE/root /.old; do cat $p/DATA/node.db >/dev/null 2>&1 && echo BROKE; done", null),
        ["reads /etc/shadow"] = ("cat /etc/shadow >/dev/null 2>&1 && echo BROKE; for h in root home/*; do cat /$h/.ssh/* >/dev/null 2>&1 && echo BROKE; done", null),
        ["reads the node's environment"] = ("env | grep -q KEYECO_TEST_SECRET && echo BROKE; cat /proc/*/environ 2>/dev/null | tr '\\0' '\\n' | grep -q KEYECO_TEST_SECRET && echo BROKE", null),
        ["connects to the API on loopback"] = ("perl -MSocket -e 'socket(S,2,1,0); print \"BROKE\\n\" if connect(S, pack_sockaddr_in(PORT, inet_aton(\"127.0.0.1\")))'", _ => BoxWalls.All with { Network = false }),
        ["connects to an abstract socket of the machine"] = ("perl -MSocket -e 'socket(S,1,1,0); print \"BROKE\\n\" if connect(S, pack_sockaddr_un(\"\\0SOCK\"))'", _ => BoxWalls.All with { Network = false }),
        ["opens a socket to the hypervisor"] = ("perl -e 'print \"BROKE\\n\" if socket(S,40,1,0)'", _ => BoxWalls.All with { Calls = false }),
        ["reaches outside by UDP"] = ("perl -MSocket -e 'socket(S,2,2,0); print \"BROKE\\n\" if connect(S, pack_sockaddr_in(80, inet_aton(\"127.0.0.2\"))) && send(S, \"x\", 0) && 0; print \"BROKE\\n\" if connect(S, pack_sockaddr_in(80, inet_aton(\"169.254.169.254\")))'", null),
        ["opens a raw socket"] = ("perl -e 'print \"BROKE\\n\" if socket(S,2,3,1) || socket(S,17,3,0)'", null),
        ["sees or signals the node"] = ("[ -d /proc/NODE ] && grep -q dotnet /proc/NODE/cmdline 2>/dev/null && echo BROKE; kill -0 NODE 2>/dev/null && echo BROKE", null),
        ["ends everything it can"] = ("kill -9 -1 2>/dev/null; kill -9 1 2>/dev/null; echo alive", null),
        ["traces another process"] = ("sleep 5 & perl -e 'print \"BROKE\\n\" if syscall(101, 16, $ARGV[0]+0, 0, 0) == 0' $!; kill $!", _ => BoxWalls.All with { Calls = false }),
        ["mounts"] = ("mount -t tmpfs none /job 2>/dev/null && echo BROKE; umount /in 2>/dev/null && echo BROKE; mount -o remount,rw / 2>/dev/null && echo BROKE; chroot / true 2>/dev/null && echo BROKE", null),
        ["makes a user namespace"] = ("unshare --user --map-root-user true 2>/dev/null && echo BROKE", null),
        ["writes to inputs and system"] = ("for p in /in/x /usr/x /etc/x /x /dev/x /bin/x; do (echo x >$p) 2>/dev/null && echo BROKE; done", null),
        ["changes kernel settings"] = ("(echo x >/proc/sys/kernel/core_pattern) 2>/dev/null && echo BROKE; (echo b >/proc/sysrq-trigger) 2>/dev/null && echo BROKE; [ -d /sys/kernel ] && echo BROKE", null),
        ["makes a device"] = ("mknod /job/m c 1 1 2>/dev/null && echo BROKE; mknod /out/sda b 8 0 2>/dev/null && echo BROKE", null),
        ["gains rights"] = ("su -c true 2>/dev/null && echo BROKE; cp /bin/sh /job/s && chmod 4755 /job/s && /job/s -p -c 'test $(id -u) = 1000' || echo BROKE; grep -q 'NoNewPrivs:.1' /proc/self/status || echo BROKE; grep -q 'CapBnd:.0000000000000000' /proc/self/status || echo BROKE", null),
        ["loads the kernel, its keys and its clocks"] = ("perl -e 'for (321,298,425,250,246,175,169,227,323,304) { print \"BROKE $_\\n\" if syscall($_,0,0,0,0,0) >= 0 || $! != 1 }'", _ => BoxWalls.All with { Calls = false }),
        ["raises its own limits"] = ("ulimit -n 100000 2>/dev/null && echo BROKE; ulimit -u 100000 2>/dev/null && echo BROKE; nice -n -10 true 2>/dev/null; [ \"$(nice)\" -lt 5 ] && echo BROKE; true", null),
    };

    private static BoxWalls Shown(string data) => BoxWalls.All with { Shown = data };
}
