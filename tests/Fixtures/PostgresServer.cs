using System.Diagnostics;
using System.Globalization;

namespace KeyEcosystem.Fixtures;

/// <summary>A PostgreSQL server of a test's own, that the test may kill.</summary>
public sealed class PostgresServer : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("keyeco-server-").FullName;

    /// <summary>Starts it.</summary>
    public PostgresServer()
    {
        if (!OperatingSystem.IsWindows())
        {
            // The server's user must be able to reach its folder.
            File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.OtherExecute | UnixFileMode.GroupExecute);
        }

        Connection = Start();
    }

    /// <summary>Its administrator's connection string.</summary>
    public string Connection { get; }

    /// <summary>Starts it, or starts it again where it was.</summary>
    public string Start() => Tool("start");

    /// <summary>SIGKILL to the server and to every process of it, the server first, so that it can't tidy up.</summary>
    public void Kill()
    {
        var server = int.Parse(File.ReadLines(Path.Combine(folder, "data", "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        int[] all = [server, .. ChildrenOf(server)];
        var processes = all.Select(Find).OfType<Process>().ToList();
        processes.ForEach(p => p.Kill());
        foreach (var process in processes)
        {
            process.WaitForExit();
            process.Dispose();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Kill();
        Directory.Delete(folder, recursive: true);
    }

    private static Process? Find(int id)
    {
        try
        {
            return Process.GetProcessById(id);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static IEnumerable<int> ChildrenOf(int parent)
    {
        foreach (var entry in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(entry), out var id) && ParentOf(id) == parent)
            {
                yield return id;
            }
        }
    }

    private static int ParentOf(int id)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{id}/stat");
            return int.Parse(text[(text.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private string Tool(string verb)
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "KeyEcosystem.slnx")))
        {
            root = Path.GetDirectoryName(root) ?? throw new InvalidOperationException("The repository was not found.");
        }

        using var process = Process.Start(new ProcessStartInfo(Path.Combine(root, "tools", "postgres.sh"), [verb, folder]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var line = process.StandardOutput.ReadLine();
        process.WaitForExit();
        return process.ExitCode == 0 && line is not null ? line : throw new InvalidOperationException("PostgreSQL did not start.");
    }
}
