using System.Runtime.Versioning;
using System.Threading.Channels;
using KeyEcosystem.Compute.Work;

namespace KeyEcosystem.Compute.Sandbox;

/// <summary>Finds out what can build walls here, by building them: that a program is installed proves nothing.</summary>
internal static class SandboxTrial
{
    private static readonly BoxLimits Small = new(TimeSpan.FromSeconds(10), 256L << 20, 8L << 20, 16, 1);

    private static readonly (SandboxKind Kind, string Name, string[] Needs)[] Candidates =
    [
        (SandboxKind.Bubblewrap, "bubblewrap", ["/usr/bin/bwrap", "/usr/bin/setpriv", "/usr/bin/prlimit"]),
        (SandboxKind.Unshare, "unshare", ["/usr/bin/unshare", "/usr/bin/setpriv", "/usr/bin/prlimit"]),
    ];

    /// <summary>The first that works; when none does, why not.</summary>
    /// <param name="folder">Folder in which the trial may make one of its own.</param>
    /// <param name="user">User id for the box when the node is root.</param>
    public static (SandboxKind? Kind, SandboxStanding Standing) Run(string folder, uint user)
    {
        if (!OperatingSystem.IsLinux())
        {
            return (null, new SandboxStanding(false, "沙箱只在 Linux 上可用。The sandbox works on Linux only."));
        }

        var faults = new List<string>();
        foreach (var (kind, name, needs) in Candidates)
        {
            var fault = needs.FirstOrDefault(p => !File.Exists(p)) is { } missing ? $"{missing}: 未安装 not installed" : Try(kind, folder, user);
            if (fault is null)
            {
                return (kind, new SandboxStanding(true, name));
            }

            faults.Add($"{name}: {fault}");
        }

        return (null, new SandboxStanding(false, $"没有可用的沙箱（Debian/Ubuntu 上可安装 bubblewrap）。No sandbox works here (on Debian or Ubuntu install bubblewrap). {string.Join("; ", faults)}"));
    }

    /// <summary>Why a box can't be built this way; null when it can.</summary>
    [SupportedOSPlatform("linux")]
    public static string? Try(SandboxKind kind, string folder, uint user)
    {
        var own = Path.Combine(folder, "trial-" + kind.ToString().ToLowerInvariant());
        try
        {
            var job = new BoxJob("trial", own, ["/bin/true"], Small, user, BoxWalls.All);
            var end = BoxRun.Start(kind, job, Channel.CreateUnbounded<RunLine>().Writer, CancellationToken.None).GetAwaiter().GetResult();
            return end is { Why: BoxStop.Exited, ExitCode: 0 } ? null : end.SetupWords.Length > 0 ? end.SetupWords : $"{end.Why}, {end.ExitCode}";
        }
        catch (IOException failure)
        {
            return failure.Message;
        }
        catch (UnauthorizedAccessException failure)
        {
            return failure.Message;
        }
        finally
        {
            if (Directory.Exists(own))
            {
                Directory.Delete(own, recursive: true);
            }
        }
    }
}
