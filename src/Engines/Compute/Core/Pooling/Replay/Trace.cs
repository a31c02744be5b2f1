using System.Globalization;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Compute.Core.Pooling.Replay;

/// <summary>Jobs and owners of a trace; jobs in order of submission, those of the same second as the file has them.</summary>
/// <param name="Jobs">The jobs of the owners that have devices.</param>
/// <param name="Owners">The owners, as the file has them.</param>
/// <param name="OtherJobs">Jobs of owners without devices, which are left out.</param>
public sealed record Trace(IReadOnlyList<TraceJob> Jobs, IReadOnlyList<TraceOwner> Owners, int OtherJobs)
{
    private const long SecondsMax = 100L * 366 * 24 * 3600;
    private const int GpusMax = 10_000_000;

    /// <summary>Devices of all owners.</summary>
    public int Gpus => Owners.Sum(o => o.Gpus);

    /// <summary>By owner, the jobs that ask for more devices than their owner has, which never run alone; owners without one are left out.</summary>
    /// <param name="fromS">Jobs submitted from this second on.</param>
    /// <param name="toS">Jobs submitted before this second.</param>
    public IReadOnlyDictionary<string, int> TooLargeAlone(long fromS, long toS) => Jobs
        .Where(j => j.SubmitS >= fromS && j.SubmitS < toS && j.Gpus > Owners[j.Owner].Gpus)
        .GroupBy(j => j.Owner)
        .OrderBy(g => g.Key)
        .ToDictionary(g => Owners[g.Key].Name, g => g.Count(), StringComparer.Ordinal);

    /// <summary>Reads a trace from two CSV texts; columns are found by name.</summary>
    /// <param name="jobsFile">Name of the file of jobs, for messages.</param>
    /// <param name="jobs">Its lines: job_id, submit_s, duration_s, gpus, vc.</param>
    /// <param name="capacityFile">Name of the file of owners, for messages.</param>
    /// <param name="capacity">Its lines: vc, nodes.</param>
    /// <param name="gpusPerNode">Devices of a node.</param>
    public static Result<Trace> Parse(string jobsFile, IEnumerable<string> jobs, string capacityFile, IEnumerable<string> capacity, int gpusPerNode)
    {
        var owners = new List<TraceOwner>();
        var indexes = new Dictionary<string, int>(StringComparer.Ordinal);
        var nodes = CsvTable.Open(capacityFile, capacity, ["vc", "nodes"]);
        if (!nodes.IsOk)
        {
            return nodes.Refusal;
        }

        foreach (var row in nodes.Value.Rows())
        {
            if (row.Refusal is { } broken)
            {
                return broken;
            }

            if (row.Text("vc") is { Length: 0 })
            {
                return row.Wrong("vc", "the name of an owner", "所有者名称");
            }

            if (row.Number("nodes", GpusMax / Math.Max(1, gpusPerNode)) is not { } count)
            {
                return row.OutOf("nodes", 0, GpusMax / Math.Max(1, gpusPerNode));
            }

            if (!indexes.TryAdd(row.Text("vc"), owners.Count))
            {
                return row.Wrong("vc", "named once; this owner stands in the file twice", "不重复的所有者");
            }

            owners.Add(new TraceOwner(row.Text("vc"), (int)count * gpusPerNode));
        }

        if (owners.Count == 0)
        {
            return CsvTable.Empty(capacityFile, "owners", "所有者");
        }

        if (owners.TrueForAll(o => o.Gpus == 0))
        {
            return CsvTable.Empty(capacityFile, "owner that has a node", "拥有节点的所有者");
        }

        return ReadJobs(jobsFile, jobs, owners, indexes);
    }

    private static Result<Trace> ReadJobs(string file, IEnumerable<string> lines, List<TraceOwner> owners, Dictionary<string, int> indexes)
    {
        var table = CsvTable.Open(file, lines, ["job_id", "submit_s", "duration_s", "gpus", "vc"]);
        if (!table.IsOk)
        {
            return table.Refusal;
        }

        var jobs = new List<TraceJob>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        var others = 0;
        foreach (var row in table.Value.Rows())
        {
            if (row.Refusal is { } broken)
            {
                return broken;
            }

            if (row.Number("submit_s", SecondsMax) is not { } submit)
            {
                return row.OutOf("submit_s", 0, SecondsMax);
            }

            if (row.Number("duration_s", SecondsMax) is not { } duration)
            {
                return row.OutOf("duration_s", 0, SecondsMax);
            }

            if (row.Number("gpus", GpusMax) is not ({ } gpus and > 0))
            {
                return row.OutOf("gpus", 1, GpusMax);
            }

            var id = row.Text("job_id") is { Length: > 0 } named ? named : row.Line.ToString(CultureInfo.InvariantCulture);
            if (!known.Add(id))
            {
                return row.Wrong("job_id", "used once; this job stands in the file twice", "不重复的作业编号");
            }

            if (indexes.TryGetValue(row.Text("vc"), out var owner))
            {
                jobs.Add(new TraceJob(id, submit, duration, (int)gpus, owner));
            }
            else
            {
                others++;
            }
        }

        return jobs.Count == 0 ? CsvTable.Empty(file, "jobs of an owner that the file of capacities names", "属于容量文件中所有者的作业") : new Trace([.. jobs.OrderBy(j => j.SubmitS)], owners, others);
    }
}
