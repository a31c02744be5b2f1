using System.Diagnostics;
using KeyEcosystem.Compute.Backends;
using KeyEcosystem.Compute.Backends.Slurm;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Bench;

/// <summary>Jobs of one device each that end at once, through the adapter to a cluster that tools/slurm.sh has started, and back.</summary>
internal static class SlurmBench
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(200);

    public static async Task Run(string cluster, int count)
    {
        var facts = cluster.Split(';').Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);
        var folder = Directory.CreateTempSubdirectory("keyeco-bench-").FullName;
        var options = new SlurmOptions(new Uri(facts["url"]), facts["user"], Path.Combine(folder, "runs")) { CompletionsFile = facts["completions"], CompletionsZone = TimeZoneInfo.Local };
        using var http = new HttpClient();
        using var backend = new SlurmBackend(options, SlurmCredential.FromKeyFile(facts["key"], facts["user"]), http, TimeProvider.System);
        string? cursor = (await backend.Changes(null, default)).Value.Cursor;
        var began = Stopwatch.GetTimestamp();
        var keys = new HashSet<BackendKey>();
        for (var i = 0; i < count; i++)
        {
            var key = new BackendKey(new JobId(Guid.CreateVersion7()), 1);
            keys.Add(key);
            var taken = await backend.Submit(new BackendSubmission(key, ["/bin/true"], folder, Path.Combine(folder, "log"), TimeSpan.FromMinutes(1)) { DevicesPerNode = 1 }, default);
            if (!taken.IsOk)
            {
                throw new InvalidOperationException(taken.Refusal.Detail);
            }
        }

        Console.WriteLine($"slurm: {count / Stopwatch.GetElapsedTime(began).TotalSeconds:0} submissions/s, one after another");
        var (delays, looks, ends) = (new List<double>(), new List<double>(), new Dictionary<BackendKey, BackendJob>());
        while (ends.Count < count)
        {
            var look = Stopwatch.GetTimestamp();
            var changes = (await backend.Changes(cursor, default)).Value;
            looks.Add(Stopwatch.GetElapsedTime(look).TotalMilliseconds);
            cursor = changes.Cursor;
            foreach (var job in changes.Jobs.Where(j => j.Ended && keys.Contains(j.Key)))
            {
                ends.Add(job.Key, job);
                var mark = File.GetLastWriteTimeUtc(Path.Combine(options.RunFolder, job.Key.ToString(), "ended"));
                delays.Add((DateTime.UtcNow - mark).TotalMilliseconds);
            }

            await Task.Delay(Every);
        }

        var wall = Stopwatch.GetElapsedTime(began).TotalSeconds;
        Console.WriteLine($"slurm: {count} jobs in {wall:0.0} s, {count / wall:0.0}/s; {ends.Values.Count(j => j.State == BackendJobState.Completed)} completed");
        Console.WriteLine($"slurm: a job's own end to its being told, asked every {Every.TotalMilliseconds:0} ms: p50 {At(delays, 0.5):0} ms, p95 {At(delays, 0.95):0} ms, worst {delays.Max():0} ms");
        Console.WriteLine($"slurm: one question with {count} jobs listed: p50 {At(looks, 0.5):0} ms, p95 {At(looks, 0.95):0} ms");
        var lines = SlurmCompletions.Read(File.ReadLines(facts["completions"]), TimeZoneInfo.Local);
        var usage = (await backend.Usage(DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow, default)).Value;
        var metered = usage.Intervals.Where(i => keys.Contains(i.Key)).Sum(i => i.Milliseconds);
        var said = keys.Sum(k => lines[k].End - lines[k].Start);
        var apart = keys.Max(k => Math.Abs((ends[k].EndedAt!.Value - ends[k].StartedAt!.Value).TotalSeconds - (lines[k].End - lines[k].Start)));
        Console.WriteLine($"slurm: metered {metered / 1000.0:0} s, Slurm's own log {said} s; a job differs by {apart:0} s at most");
        Directory.Delete(folder, recursive: true);
    }

    private static double At(List<double> values, double part) => values.Order().ElementAt((int)(part * (values.Count - 1)));
}
