using KeyEcosystem.Compute.Backends;
using KeyEcosystem.Fixtures;
using KeyEcosystem.Kernel;
using Xunit;

namespace KeyEcosystem.Compute.Tests.Backends;

/// <summary>One kind of cluster as the contract's tests need it: made, closed and opened again, and told to let time pass.</summary>
internal abstract class BackendRig : IDisposable
{
    private readonly TestFolder folder = new("keyeco-backend-");
    private readonly HashSet<BackendKey> keys = [];

    /// <summary>The adapter.</summary>
    public IClusterBackend Backend { get; protected set; } = null!;

    public abstract TimeProvider Time { get; }

    /// <summary>A folder of the test's own.</summary>
    public string Folder => folder.Path;

    /// <summary>Devices the whole cluster has, all of flavor h100, and how many of them a node has.</summary>
    public abstract (int Devices, int OfNode) Size { get; }

    /// <summary>A job that writes "ran" to its log, and so can be counted.</summary>
    /// <param name="seconds">How long it runs.</param>
    /// <param name="code">The code it ends with.</param>
    /// <param name="devices">Devices it needs on its node.</param>
    /// <param name="deaf">Whether it does not heed being asked to end.</param>
    public BackendSubmission Job(double seconds, int code = 0, int devices = 1, bool deaf = false)
    {
        var key = new BackendKey(new JobId(Guid.CreateVersion7()), 1);
        keys.Add(key);
        var ends = deaf ? "trap '' TERM" : "trap 'echo asked; exit 0' TERM";
        // Short naps: a shell heeds a signal when what it waits for has ended.
        var script = $"{ends}; echo ran; i=0; while [ $i -lt {(int)(seconds * 10)} ]; do sleep 0.1; i=$((i+1)); done; exit {code}";
        return new BackendSubmission(key, ["/bin/sh", "-c", script], Folder, Path.Combine(Folder, key + ".log"), TimeSpan.FromMinutes(5))
        {
            DevicesPerNode = devices,
            Flavor = devices > 0 ? "h100" : null,
            Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["SECONDS_"] = $"{seconds:0.#}", ["CODE"] = $"{code}", ["DEAF"] = deaf ? "1" : "" },
        };
    }

    /// <summary>Closes the adapter and opens another.</summary>
    public abstract void Reopen();

    /// <summary>Lets a little time pass.</summary>
    public abstract Task Pass();

    /// <summary>How often a job ran; null where that can't be seen.</summary>
    public virtual int? Runs(BackendSubmission job) => File.Exists(job.LogFile) ? File.ReadLines(job.LogFile).Count(l => l == "ran") : 0;

    public async Task<BackendJob> Submit(BackendSubmission job) => Ok(await Backend.Submit(job, default));

    public async Task<BackendJob> Find(BackendSubmission job) => Ok(await Backend.Find(job.Key, default));

    /// <summary>Waits until a job is as it should be.</summary>
    public async Task<BackendJob> Until(BackendSubmission job, Func<BackendJob, bool> ready)
    {
        for (var i = 0; i < 600; i++)
        {
            var found = await Find(job);
            if (ready(found))
            {
                return found;
            }

            await Pass();
        }

        var last = await Find(job);
        throw new TimeoutException($"{job.Key} ({last.NativeId}) is still {last.State}: {last.Reason}.");
    }

    /// <summary>Changes of this rig's own jobs.</summary>
    public async Task<(List<BackendJob> Jobs, string Cursor)> Changes(string? cursor)
    {
        var changes = Ok(await Backend.Changes(cursor, default));
        return ([.. changes.Jobs.Where(j => keys.Contains(j.Key))], changes.Cursor);
    }

    /// <summary>Follows the changes until a number of jobs has ended.</summary>
    public async Task<(List<BackendJob> Jobs, string Cursor)> Follow(string? cursor, int ends)
    {
        var told = new List<BackendJob>();
        for (var i = 0; i < 600 && told.Count(j => j.Ended) < ends; i++)
        {
            var (jobs, next) = await Changes(cursor);
            told.AddRange(jobs);
            cursor = next;
            await Pass();
        }

        return (told, cursor!);
    }

    public static T Ok<T>(Result<T> result)
    {
        Assert.True(result.IsOk, result.Refusal?.Detail);
        return result.Value;
    }

    public virtual void Dispose() => folder.Dispose();
}
