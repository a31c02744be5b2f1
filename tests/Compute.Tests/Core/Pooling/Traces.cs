using CsCheck;
using KeyEcosystem.Compute.Core.Pooling.Replay;

namespace KeyEcosystem.Compute.Tests.Core.Pooling;

/// <summary>Random traces: few owners, crowded, run times with a heavy tail.</summary>
internal static class Traces
{
    public static Gen<Trace> Any { get; } = Of(Gen.Int[1, 24]);

    public static Gen<Trace> Of(Gen<int> quotas) =>
        from owners in quotas.Array[1, 5]
        from jobs in (
            from owner in Gen.Int[0, owners.Length - 1]
            from submit in Gen.Int[0, 400]
            from tail in Gen.Int[0, 6]
            from duration in Gen.Int[0, 3 << tail]
            from size in Gen.Int[1, 64]
            select (owner, submit, duration, gpus: 1 + (size % owners[owner]))).Array[1, 60]
        select new Trace(
            [.. jobs.OrderBy(j => j.submit).Select((j, i) => new TraceJob($"j{i}", j.submit, j.duration, j.gpus, j.owner))],
            [.. owners.Select((o, i) => new TraceOwner($"o{i}", o))],
            0);
}
