using System.Globalization;
using KeyEcosystem.Compute.Core;

namespace KeyEcosystem.Compute.Sandbox;

/// <summary>
/// The chain of programs that builds a box, each becoming the next: setpriv (another user, no capability) -> bubblewrap or unshare (the walls) ->
/// sh as first process of the box (waits for the node's go) -> prlimit (limits of each process) -> the job.
/// </summary>
internal static class BoxCommand
{
    /// <summary>Descriptor at which the job's filter is handed to bubblewrap.</summary>
    public const int FilterDescriptor = 3;

    /// <summary>Descriptor at which the box waits for the node's go.</summary>
    public const int GoDescriptor = 4;

    /// <summary>Descriptor at which the box says that its walls stand.</summary>
    public const int ReadyDescriptor = 5;

    private const string Entry = "echo R >&5; read -r _ <&4 || exit 125; exec 4<&- 5>&-; \"$@\"; exit $?";
    private const long SmallTree = 1 << 20;
    private const long TemporaryMax = 64L << 20;
    private const int UserInside = 1000;
    private static readonly string[] Etc = ["ld.so.cache", "ld.so.conf", "ld.so.conf.d", "localtime", "ssl/certs", "alternatives", "mime.types", "python3", "python3.11", "python3.12", "python3.13", "perl", "fonts"];
    private static readonly string[] OwnEtc = ["passwd", "group", "nsswitch.conf", "hosts"];
    private static readonly string[] Roots = ["bin", "sbin", "lib", "lib64", "lib32", "libx32"];
    private static readonly Lazy<string> SetupScript = new(() =>
    {
        using var reader = new StreamReader(typeof(BoxCommand).Assembly.GetManifestResourceStream("sandbox-setup.sh")!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    });

    /// <summary>Program and arguments that build the box and start the job in it.</summary>
    /// <param name="kind">What builds the walls.</param>
    /// <param name="job">The job.</param>
    /// <param name="asRoot">Whether the node is root and so gives the box a user of its own.</param>
    public static IReadOnlyList<string> Of(SandboxKind kind, BoxJob job, bool asRoot)
    {
        List<string> parts = [.. OtherUser(job, asRoot)];
        parts.AddRange(kind == SandboxKind.Bubblewrap ? Bubblewrap(job) : Unshare(job));
        parts.AddRange(Inside(job));
        return parts;
    }

    /// <summary>All that the job's environment holds.</summary>
    /// <param name="job">The job.</param>
    public static IReadOnlyList<(string Name, string Value)> Environment(BoxJob job) =>
    [
        ("PATH", "/usr/bin:/bin:/usr/sbin:/sbin"), ("HOME", "/job"), ("TMPDIR", "/tmp"), ("LANG", "C.UTF-8"), ("USER", "job"),
        ("JOB_ID", job.Name), ("KEYECO_IN", "/in"), ("KEYECO_OUT", "/out"),
    ];

    private static IReadOnlyList<string> OtherUser(BoxJob job, bool asRoot) => asRoot
        ? ["/usr/bin/setpriv", $"--reuid={job.User}", $"--regid={job.User}", "--clear-groups", "--inh-caps=-all", "--bounding-set=-all", "--pdeathsig=KILL", "--no-new-privs", "--"]
        : ["/usr/bin/setpriv", "--pdeathsig=KILL", "--no-new-privs", "--"];

    private static IEnumerable<string> Inside(BoxJob job) =>
    [
        "/bin/sh", "-c", Entry, "box",
        "/usr/bin/prlimit", $"--nproc={job.Limits.Processes}", $"--fsize={job.Limits.Disk}", $"--nofile={BoxLimits.OpenFiles}", $"--data={job.Limits.Memory}",
        "--core=0", "--memlock=65536", "--msgqueue=0", "--rtprio=0", "--nice=0", "--",
        "/usr/bin/nice", "-n", "5",
        .. job.Command,
    ];

    private static List<string> Bubblewrap(BoxJob job)
    {
        List<string> parts = ["/usr/bin/bwrap", "--unshare-user", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try"];
        void Put(params string[] more) => parts.AddRange(more);
        if (job.Walls.Processes)
        {
            Put("--unshare-pid", "--as-pid-1");
        }

        if (job.Walls.Network)
        {
            Put("--unshare-net");
        }

        Put("--disable-userns", "--uid", Words(UserInside), "--gid", Words(UserInside), "--hostname", "job", "--die-with-parent", "--new-session", "--cap-drop", "ALL", "--clearenv");
        foreach (var (name, value) in Environment(job))
        {
            Put("--setenv", name, value);
        }

        Put("--ro-bind", "/usr", "/usr");
        foreach (var root in Roots)
        {
            var path = "/" + root;
            if (new FileInfo(path).LinkTarget is { } target)
            {
                Put("--symlink", target, path);
            }
            else if (Directory.Exists(path))
            {
                Put("--ro-bind", path, path);
            }
        }

        foreach (var name in Etc)
        {
            Put("--ro-bind-try", "/etc/" + name, "/etc/" + name);
        }

        foreach (var name in OwnEtc)
        {
            Put("--ro-bind", Path.Combine(job.Folder, "etc", name), "/etc/" + name);
        }

        Put("--proc", "/proc", "--dev", "/dev", "--size", Words(SmallTree), "--perms", "1777", "--tmpfs", "/dev/shm");
        Put("--size", Words(job.Limits.Disk), "--tmpfs", "/job", "--size", Words(job.Limits.Disk), "--tmpfs", "/out");
        Put("--size", Words(Temporary(job)), "--perms", "1777", "--tmpfs", "/tmp", "--ro-bind", Path.Combine(job.Folder, "in"), "/in", "--ro-bind-try", Path.Combine(job.Folder, Scripts.Name), Scripts.Path);
        if (job.Walls.Shown is { } shown)
        {
            Put("--bind", shown, shown);
        }

        Put("--chdir", "/job");
        if (job.Walls.Calls)
        {
            Put("--seccomp", Words(FilterDescriptor));
        }

        // Without these two, "/" and "/dev" are writable trees of half the machine's memory.
        Put("--remount-ro", "/dev", "--remount-ro", "/", "--");
        return parts;
    }

    private static IEnumerable<string> Unshare(BoxJob job) =>
    [
        "/usr/bin/unshare", "--user", "--map-root-user", "--mount", "--pid", "--net", "--ipc", "--uts", "--cgroup", "--fork", "--kill-child=KILL", "--propagation", "private", "--",
        "/bin/sh", "-c", SetupScript.Value, "box",
        Path.Combine(job.Folder, "root"), Path.Combine(job.Folder, "in"), Path.Combine(job.Folder, Scripts.Name), Path.Combine(job.Folder, "etc"),
        Words(job.Limits.Disk), Words(Temporary(job)), Words(BoxLimits.Entries), string.Join(' ', Etc), string.Join(' ', Roots), string.Join(' ', OwnEtc),
    ];

    private static long Temporary(BoxJob job) => Math.Min(job.Limits.Disk, TemporaryMax);

    private static string Words(long number) => number.ToString(CultureInfo.InvariantCulture);
}
