using System.Runtime.Versioning;

namespace KeyEcosystem.Compute.Sandbox;

/// <summary>The folder of one box on the machine.</summary>
[SupportedOSPlatform("linux")]
internal static class BoxFolder
{
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Seen = Own | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    /// <summary>Makes what the set-up needs, and lets the box's user, and nobody else, enter.</summary>
    /// <param name="job">The job; its inputs lie in the folder already.</param>
    public static void Prepare(BoxJob job)
    {
        Directory.CreateDirectory(job.Folder, Own);
        File.SetUnixFileMode(job.Folder, Own);
        foreach (var name in new[] { "in", "etc", "root" })
        {
            var path = Path.Combine(job.Folder, name);
            Directory.CreateDirectory(path, Seen);
            File.SetUnixFileMode(path, Seen);
        }

        // Results are the node's: the box's user may not even look.
        Directory.CreateDirectory(Path.Combine(job.Folder, "result"), Own);
        var etc = Path.Combine(job.Folder, "etc");
        File.WriteAllText(Path.Combine(etc, "passwd"), "job:x:1000:1000:job:/job:/bin/sh\nnobody:x:65534:65534:nobody:/:/usr/sbin/nologin\n");
        File.WriteAllText(Path.Combine(etc, "group"), "job:x:1000:\nnogroup:x:65534:\n");
        File.WriteAllText(Path.Combine(etc, "nsswitch.conf"), "passwd: files\ngroup: files\nhosts: files\n");
        File.WriteAllText(Path.Combine(etc, "hosts"), "127.0.0.1 localhost job\n");
        if (Libc.IsRoot)
        {
            foreach (var path in new[] { job.Folder, Path.Combine(job.Folder, "root") })
            {
                if (Libc.chown(path, job.User, job.User) != 0)
                {
                    throw Libc.Failed("chown " + path);
                }
            }
        }
    }
}
