using System.Globalization;

namespace KeyEcosystem.Compute.Backends.Slurm;

/// <summary>The file in which slurmctld writes down every job that ended (<c>jobcomp/filetxt</c>).</summary>
internal static class SlurmCompletions
{
    /// <summary>Our jobs of a text, the last line of each.</summary>
    /// <param name="lines">Lines of the file.</param>
    /// <param name="zone">Zone in which slurmctld writes times.</param>
    /// <exception cref="InvalidDataException">A line can't be read.</exception>
    public static IReadOnlyDictionary<BackendKey, SlurmRecord> Read(IEnumerable<string> lines, TimeZoneInfo zone)
    {
        var found = new Dictionary<BackendKey, SlurmRecord>();
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            var fields = Fields(line);
            if (!BackendKey.TryParse(fields.GetValueOrDefault("Name"), out var key))
            {
                continue;
            }

            var state = fields.GetValueOrDefault("JobState", "");
            var exit = fields.GetValueOrDefault("ExitCode", "0:0").Split(':');
            var from = Time(fields, "StartTime", zone, number);
            var to = Time(fields, "EndTime", zone, number);
            if (!long.TryParse(fields.GetValueOrDefault("JobId"), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                || !int.TryParse(exit[0], NumberStyles.None, CultureInfo.InvariantCulture, out var code) || !int.TryParse(exit[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var signal))
            {
                throw new InvalidDataException($"Line {number} of the completions of Slurm: JobId or ExitCode can't be read. Is JobCompType jobcomp/filetxt?");
            }

            var nodes = fields.GetValueOrDefault("NodeList", "");
            _ = int.TryParse(fields.GetValueOrDefault("ProcCnt"), NumberStyles.None, CultureInfo.InvariantCulture, out var cpus);
            found[key] = new SlurmRecord(
                key, id, state, "", (code << 8) | signal, Time(fields, "SubmitTime", zone, number), from, to, nodes is "" or "(null)" ? [] : SlurmNames.Nodes(nodes), cpus, [], "");
        }

        return found;
    }

    private static Dictionary<string, string> Fields(string line)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = word.IndexOf('=', StringComparison.Ordinal);
            if (at > 0)
            {
                fields.TryAdd(word[..at], word[(at + 1)..]);
            }
        }

        return fields;
    }

    private static long Time(Dictionary<string, string> fields, string name, TimeZoneInfo zone, int number)
    {
        var text = fields.GetValueOrDefault(name, "");
        if (text is "" or "Unknown" or "None")
        {
            return 0;
        }

        return DateTime.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUnixTimeSeconds()
            : throw new InvalidDataException($"Line {number} of the completions of Slurm, field {name}: \"{text}\" is no time such as 2026-01-31T08:30:00.");
    }
}
