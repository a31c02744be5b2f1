using System.Globalization;

namespace KeyEcosystem.Compute.Sandbox;

/// <summary>Looks at a process and all below it through /proc. Processes may end while it looks; then they count no more.</summary>
internal static class ProcessTree
{
    private const int ProcessesMax = 5000;
    private const int SessionField = 3;
    private const int PagesField = 21;

    /// <summary>A folder directly below what a process sees as the top of the file system.</summary>
    public static string SeenBy(int process, string name) => Path.Combine("/proc", process.ToString(CultureInfo.InvariantCulture), "root", name);

    /// <summary>The children of a process.</summary>
    public static IReadOnlyList<int> Children(int process)
    {
        try
        {
            return [.. Directory.GetDirectories($"/proc/{process}/task").SelectMany(t => File.ReadAllText(t + "/children").Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(n => int.Parse(n, CultureInfo.InvariantCulture))];
        }
        catch (IOException)
        {
            return [];
        }
        catch (UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Processes of a session, the one that began it among them. Its number is given to no other process while one of them lives.</summary>
    public static IEnumerable<int> OfSession(int session)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var process) && Fields(process) is { } fields && fields[SessionField] == session.ToString(CultureInfo.InvariantCulture))
            {
                yield return process;
            }
        }
    }

    /// <summary>What /proc says of a process, from its state on; null when it has ended.</summary>
    public static string[]? Fields(int process)
    {
        try
        {
            return Fields(File.ReadAllText($"/proc/{process}/stat"));
        }
        catch (IOException)
        {
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The fields of a line of /proc/PID/stat, from the state on. The program's name stands before it in brackets and may hold anything, brackets and blanks too.</summary>
    public static string[] Fields(string stat) => stat[(stat.LastIndexOf(')') + 2)..].Split(' ');

    /// <summary>The process, its first child, that one's first child, and so on.</summary>
    public static IReadOnlyList<int> Chain(int process)
    {
        var chain = new List<int> { process };
        while (Children(chain[^1]) is [var next, ..])
        {
            chain.Add(next);
        }

        return chain;
    }

    /// <summary>Resident bytes of the process and all below it.</summary>
    public static long Memory(int process)
    {
        long pages = 0;
        var open = new Stack<int>([process]);
        for (var seen = 0; seen < ProcessesMax && open.TryPop(out var next); seen++)
        {
            foreach (var child in Children(next))
            {
                open.Push(child);
            }

            pages += Fields(next) is { } fields ? long.Parse(fields[PagesField], CultureInfo.InvariantCulture) : 0;
        }

        return pages * Environment.SystemPageSize;
    }
}
