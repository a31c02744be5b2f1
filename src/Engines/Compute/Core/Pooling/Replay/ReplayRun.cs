namespace KeyEcosystem.Compute.Core.Pooling.Replay;

/// <summary>What happened to the jobs of a trace.</summary>
public sealed class ReplayRun
{
    private readonly List<RunSegment> segments = [];

    internal ReplayRun(int jobs)
    {
        First = new long[jobs];
        Finish = new long[jobs];
        Array.Fill(First, -1);
        Array.Fill(Finish, -1);
    }

    /// <summary>Intervals in which jobs held devices, in order of their ends.</summary>
    public IReadOnlyList<RunSegment> Segments => segments;

    /// <summary>When the last job was done; 0 where none ran.</summary>
    public long EndS { get; private set; }

    /// <summary>Evictions.</summary>
    public int Preemptions { get; internal set; }

    /// <summary>Device seconds of work that evictions lost.</summary>
    public long LostGpuS { get; internal set; }

    /// <summary>When each job first started; -1: never.</summary>
    internal long[] First { get; }

    /// <summary>When each job was done; -1: never.</summary>
    internal long[] Finish { get; }

    /// <summary>Starts forecast at submission, by job.</summary>
    internal Dictionary<int, long> Forecasts { get; } = [];

    internal void Add(int job, long start, long end, bool done)
    {
        if (First[job] < 0)
        {
            First[job] = start;
        }

        if (end > start || done)
        {
            segments.Add(new RunSegment(job, start, end));
            EndS = Math.Max(EndS, end);
        }

        if (done)
        {
            Finish[job] = end;
        }
    }
}
