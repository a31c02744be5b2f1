using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Cli.Agent;

/// <summary>What an agent remembers of its runs: a folder each, so that an agent that was started anew goes on where it was.</summary>
internal sealed class RunFolder(string root)
{
    private const string IdFile = "agent.id";
    private const string PoolFile = "pool";
    private const string OrderFile = "order.json";
    private const string HandedFile = "handed";
    private const string LinesFile = "lines";
    private const string AttemptFile = "attempt";
    private const string Checkpoint = "checkpoint";

    /// <summary>A name for what is remembered here, made once.</summary>
    public string Id()
    {
        var file = Path.Combine(root, IdFile);
        if (!File.Exists(file))
        {
            Directory.CreateDirectory(root);
            Write(file, RandomNumberGenerator.GetHexString(32, lowercase: true));
        }

        return File.ReadAllText(file);
    }

    /// <summary>The pool whose runs are remembered here: the one that is said first.</summary>
    public PoolId Of(PoolId pool)
    {
        var file = Path.Combine(root, PoolFile);
        if (!File.Exists(file))
        {
            Write(file, pool.ToString());
        }

        return PoolId.TryParse(File.ReadAllText(file), null, out var remembered) ? remembered : pool;
    }

    /// <summary>Folder of a run by its key.</summary>
    public string Of(string key) => Path.Combine(root, "runs", key);

    /// <summary>All runs that are remembered.</summary>
    public IReadOnlyList<RunOrder> All()
    {
        var runs = Path.Combine(root, "runs");
        Directory.CreateDirectory(runs);
        var orders = new List<RunOrder>();
        foreach (var folder in Directory.EnumerateDirectories(runs).Order(StringComparer.Ordinal))
        {
            var file = Path.Combine(folder, OrderFile);
            if (File.Exists(file) && JsonSerializer.Deserialize<RunOrder>(File.ReadAllText(file), NodeHttp.Json) is { } order)
            {
                orders.Add(order);
            }
        }

        return orders;
    }

    /// <summary>Remembers an order before anything of it is done.</summary>
    public void Remember(RunName run, RunOrder order)
    {
        var folder = Of(run.Key);
        foreach (var inner in new[] { "in", "out", "code", Checkpoint })
        {
            Directory.CreateDirectory(Path.Combine(folder, inner));
        }

        Write(Path.Combine(folder, OrderFile), JsonSerializer.Serialize(order, NodeHttp.Json));
    }

    /// <summary>Whether the run may have been handed to the cluster; said before it is.</summary>
    public bool Handed(string key) => File.Exists(Path.Combine(Of(key), HandedFile));

    /// <summary>From now on the cluster may have the run.</summary>
    public void Hand(string key) => Write(Path.Combine(Of(key), HandedFile), "");

    /// <summary>Lines and bytes of each stream that the node has.</summary>
    public (long Lines, long Out, long Error) Sent(string key) =>
        File.Exists(Path.Combine(Of(key), LinesFile)) && File.ReadAllText(Path.Combine(Of(key), LinesFile)).Split(' ') is [var l, var o, var e] ? (long.Parse(l, null), long.Parse(o, null), long.Parse(e, null)) : default;

    /// <summary>Remembers what the node has.</summary>
    public void Sent(string key, long lines, long output, long error) => Write(Path.Combine(Of(key), LinesFile), $"{lines} {output} {error}");

    /// <summary>The node has taken the end: nothing of the run is needed any more but what it saved, where its job may go on from that.</summary>
    /// <param name="run">Which run.</param>
    /// <param name="goesOn">Whether its job may go on in another run.</param>
    public void Forget(RunName run, bool goesOn)
    {
        var (folder, saved) = (Of(run.Key), Saved(run.Job));
        if (goesOn)
        {
            Keep(run);
        }
        else if (Directory.Exists(saved) && AttemptOf(saved) < run.Attempt)
        {
            Directory.Delete(saved, recursive: true);
        }

        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Lays out what the run right before this one saved here, and nobody else has run the job since: it is what the node has, or newer.</summary>
    /// <returns>Whether there was such work.</returns>
    public bool TakeUp(RunName run)
    {
        var (before, saved) = (new RunName(run.Job, run.Attempt - 1), Saved(run.Job));
        if (Directory.Exists(Of(before.Key)))
        {
            Keep(before);
        }

        if (!Directory.Exists(saved) || AttemptOf(saved) != before.Attempt)
        {
            return false;
        }

        var checkpoint = Path.Combine(Of(run.Key), Checkpoint);
        Directory.Delete(checkpoint, recursive: true);
        Directory.Move(Path.Combine(saved, Checkpoint), checkpoint);
        Directory.Delete(saved, recursive: true);
        return true;
    }

    /// <summary>Removes saved work that no run has taken up since a time.</summary>
    public void Clear(DateTimeOffset before)
    {
        foreach (var saved in Directory.Exists(Path.Combine(root, "saved")) ? Directory.GetDirectories(Path.Combine(root, "saved")) : [])
        {
            if (Directory.GetLastWriteTimeUtc(saved) < before.UtcDateTime)
            {
                Directory.Delete(saved, recursive: true);
            }
        }
    }

    private string Saved(JobId job) => Path.Combine(root, "saved", $"{job.Value:n}");

    private static int AttemptOf(string saved) => int.TryParse(File.Exists(Path.Combine(saved, AttemptFile)) ? File.ReadAllText(Path.Combine(saved, AttemptFile)) : "", out var attempt) ? attempt : 0;

    private void Keep(RunName run)
    {
        var (checkpoint, saved) = (Path.Combine(Of(run.Key), Checkpoint), Saved(run.Job));
        if (!Directory.Exists(checkpoint) || !Directory.EnumerateFileSystemEntries(checkpoint).Any())
        {
            return;
        }

        if (Directory.Exists(saved))
        {
            Directory.Delete(saved, recursive: true);
        }

        Directory.CreateDirectory(saved);
        Directory.Move(checkpoint, Path.Combine(saved, Checkpoint));
        Write(Path.Combine(saved, AttemptFile), run.Attempt.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Writes a file that is there whole or not at all.</summary>
    public static void Write(string file, string text)
    {
        using (var stream = new FileStream(file + ".new", FileMode.Create, FileAccess.Write))
        {
            stream.Write(System.Text.Encoding.UTF8.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }

        File.Move(file + ".new", file, overwrite: true);
    }
}
