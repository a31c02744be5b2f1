using System.Diagnostics;

namespace KeyEcosystem.Fixtures;

/// <summary>A real Slurm cluster of a test's own, with pretended accelerators, that the test may break.</summary>
public sealed class SlurmCluster : IDisposable
{
    private readonly string folder;

    /// <summary>Starts one where Slurm is installed: two nodes of four devices h100 each.</summary>
    public SlurmCluster()
        : this("alpha", "h100")
    {
    }

    private SlurmCluster(string name, string flavor)
    {
        // The test command names a folder: what it finds running in there at its end, it stops.
        var parent = Environment.GetEnvironmentVariable("KEYECO_TEST_SLURM");
        folder = parent is null ? Directory.CreateTempSubdirectory("keyeco-slurm-").FullName : Path.Combine(parent, Guid.NewGuid().ToString("N")[..8]);
        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows())
        {
            // slurmrestd is another user.
            File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.OtherExecute | UnixFileMode.GroupExecute);
        }

        var (code, output, errors) = Run("start", name, flavor, "2", "4");
        Facts = code == 0 ? output.Trim().Split(';').Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal) : null;
        Absence = code == 0 ? null : "No Slurm here: " + errors.Trim();
    }

    /// <summary>Why there is none; null when it runs.</summary>
    public string? Absence { get; }

    /// <summary>Its url, user, key file, completions file and folder, by these names.</summary>
    public IReadOnlyDictionary<string, string>? Facts { get; }

    /// <summary>Starts another one beside it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="flavor">The type of its devices.</param>
    public static SlurmCluster Start(string name, string flavor) => new(name, flavor);

    /// <summary>Does something to it.</summary>
    /// <param name="verb">A verb of tools/slurm.sh.</param>
    public void Do(string verb)
    {
        var (code, _, errors) = Run(verb);
        if (code != 0)
        {
            throw new InvalidOperationException($"slurm.sh {verb}: {errors}");
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Run("stop");
        Directory.Delete(folder, recursive: true);
    }

    private (int Code, string Output, string Errors) Run(string verb, params string[] more)
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "KeyEcosystem.slnx")))
        {
            root = Path.GetDirectoryName(root) ?? throw new InvalidOperationException("The repository was not found.");
        }

        // Into files: a daemon that it starts would hold a pipe open.
        var (output, errors) = (Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N")), Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N")));
        try
        {
            using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" \"$@\" > \"$OUTPUT\" 2> \"$ERRORS\" < /dev/null", Path.Combine(root, "tools", "slurm.sh"), verb, folder, .. more])
            {
                UseShellExecute = false,
                Environment = { ["OUTPUT"] = output, ["ERRORS"] = errors },
            })!;
            process.WaitForExit();
            return (process.ExitCode, File.ReadAllText(output), File.ReadAllText(errors));
        }
        finally
        {
            File.Delete(output);
            File.Delete(errors);
        }
    }
}
