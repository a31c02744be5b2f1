using System.Security.Cryptography;
using System.Text;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Compute.Core;

/// <summary>Ids that follow from a job's id, so that doing a step twice is doing it once.</summary>
public static class JobIds
{
    /// <summary>The use of the pool, or of a data set, by a job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="asset">What it uses.</param>
    public static UseId Use(JobId job, AssetId asset) => new(Derive(job, "use", asset.ToString()));

    /// <summary>The use of a pool that is not the job's own, by one attempt: each time it runs there is a use of its own.</summary>
    /// <param name="job">The job.</param>
    /// <param name="asset">The pool's asset.</param>
    /// <param name="attempt">Which attempt, from 1.</param>
    public static UseId Use(JobId job, AssetId asset, int attempt) => new(Derive(job, "use", $"{asset}|{attempt}"));

    /// <summary>The use of a pool by one run of a job that was refused there before.</summary>
    /// <param name="job">The job.</param>
    /// <param name="asset">The pool's asset.</param>
    /// <param name="attempt">Which run, from 1.</param>
    /// <param name="refused">How often it was refused, from 1.</param>
    public static UseId Use(JobId job, AssetId asset, int attempt, int refused) => new(Derive(job, "use", $"{asset}|{attempt}|{refused}"));

    /// <summary>The asset that keeps a result file.</summary>
    /// <param name="job">The job.</param>
    /// <param name="name">The file's name.</param>
    public static AssetId Result(JobId job, string name) => new(Derive(job, "result", name));

    /// <summary>The output of a sealed job in the airlock.</summary>
    /// <param name="job">The job.</param>
    /// <param name="name">The declared name.</param>
    public static PendingId Airlock(JobId job, string name) => new(Derive(job, "airlock", name));

    /// <summary>What an owner says about an output.</summary>
    /// <param name="job">The job.</param>
    /// <param name="name">The declared name.</param>
    /// <param name="owner">The owner.</param>
    public static Guid AirlockVote(JobId job, string name, MemberId owner) => Derive(job, "airlock-vote", $"{name}|{owner}");

    /// <summary>The meter reading of one attempt of a job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="attempt">Which attempt, from 1.</param>
    public static ReadingId Reading(JobId job, int attempt) => new(Derive(job, "reading", $"{attempt}"));

    /// <summary>A device that is shared from a moment on.</summary>
    /// <param name="founder">The job that it is opened for.</param>
    /// <param name="atMs">The moment, milliseconds since 1970.</param>
    public static Guid Device(JobId founder, long atMs) => Derive(founder, "device", $"{atMs}");

    /// <summary>What a pool had open up to a moment.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="until">The moment.</param>
    public static Guid Capacity(PoolId pool, DateTimeOffset until) => Derive(new JobId(pool.Value), "capacity", $"{until.UtcTicks}");

    /// <summary>A UUID of version 8: the job's leading 48 bits, so that ids sort near their job, then a hash.</summary>
    private static Guid Derive(JobId job, string kind, string of)
    {
        Span<byte> bytes = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{job}|{kind}|{of}"), bytes);
        Span<byte> own = stackalloc byte[16];
        job.Value.TryWriteBytes(own, bigEndian: true, out _);
        own[..6].CopyTo(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes[..16], bigEndian: true);
    }
}
