using System.Globalization;

namespace KeyEcosystem.Compute.Sandbox;

/// <summary>Looks at a process and all below it through /proc. Processes may end while it looks; then they count no more.</summary>
internal static class ProcessTree
{
    private const int ProcessesMax = 5000;

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

            try
            {
                var text = File.ReadAllText($"/proc/{next}/stat");

                // The program's name stands in brackets and may hold anything, brackets and blanks too.
                var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
                pages += long.Parse(fields[21], CultureInfo.InvariantCulture);
            }
            catch (IOException)
            {
            }
            catch (UnauthorizedAccessException)
            {
            }
        }

        return pages * Environment.SystemPageSize;
    }
}
