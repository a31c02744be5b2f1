using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text;
using KeyEcosystem.Compute.Store;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;
using Microsoft.Extensions.Options;

namespace KeyEcosystem.Compute.Work;

/// <summary>One file a job, one JSON line a line; readers follow while it grows. A line's id is the offset behind it, so that resuming is a seek.</summary>
internal sealed class JobLogs(ComputeFolders folders, TimeProvider clock, IOptions<ComputeOptions> options)
{
    private const int LineCharsMax = 8192;
    private readonly ConcurrentDictionary<JobId, Growth> growing = new();
    private readonly ConcurrentDictionary<JobId, Counted> counts = new();

    /// <summary>Appends one line; past the limit one last line says so and the rest is dropped.</summary>
    public async Task Append(JobId job, string stream, string text)
    {
        var path = folders.LogOf(job);
        var line = Line(stream, text);
        await using (var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, 0, FileOptions.Asynchronous))
        {
            if (file.Position >= options.Value.LogBytesMax)
            {
                return;
            }

            if (file.Position + line.Length > options.Value.LogBytesMax)
            {
                line = Line("node", $"日志已满，其余不再记录。The log is full ({options.Value.LogBytesMax} bytes); the rest is dropped.");
                Array.Resize(ref line, Math.Max(line.Length, (int)(options.Value.LogBytesMax - file.Position)));
                Pad(line);
            }

            await file.WriteAsync(line);
        }

        if (growing.TryGetValue(job, out var growth))
        {
            growth.Grew();
        }
    }

    /// <summary>Appends lines of a run at an attached cluster; those that came before are left out.</summary>
    /// <returns>How many lines of the run there are now.</returns>
    public async Task<long> AppendOnce(JobId job, int attempt, RunLines lines, CancellationToken stop)
    {
        var counted = counts.GetOrAdd(job, _ => new Counted());
        await counted.Turn.WaitAsync(stop);
        try
        {
            if (counted.Attempt != attempt)
            {
                (counted.Attempt, counted.Lines) = (attempt, null);
            }

            // A node that was started again has counted nothing: it goes on where the agent is, and the agent sends nothing twice unless it heard no answer.
            counted.Lines ??= lines.From;
            foreach (var line in lines.Lines.Skip((int)Math.Clamp(counted.Lines.Value - lines.From, 0, lines.Lines.Count)))
            {
                var text = RunLine.Of(line.Error, line.Text is { Length: > LineCharsMax } ? line.Text[..LineCharsMax] : line.Text ?? "");
                await Append(job, line.Error ? "err" : "out", text.Text);
                counted.Lines++;
            }

            return counted.Lines.Value;
        }
        finally
        {
            counted.Turn.Release();
        }
    }

    /// <summary>Nothing more will be written; call it after the job's end is committed.</summary>
    public void Complete(JobId job)
    {
        if (growing.TryRemove(job, out var growth))
        {
            growth.End();
        }

        counts.TryRemove(job, out _);
    }

    /// <summary>Whether a reader may begin here: the start, or just behind a line.</summary>
    public async Task<bool> IsBoundary(JobId job, long offset, CancellationToken stop)
    {
        var path = folders.LogOf(job);
        if (offset == 0)
        {
            return true;
        }

        if (offset < 0 || !File.Exists(path))
        {
            return false;
        }

        await using var file = Open(path);
        if (offset > file.Length)
        {
            return false;
        }

        file.Position = offset - 1;
        var last = new byte[1];
        return await file.ReadAsync(last, stop) == 1 && last[0] == (byte)'\n';
    }

    /// <summary>The lines behind an offset.</summary>
    /// <param name="job">Whose.</param>
    /// <param name="offset">The start, or a line's id.</param>
    /// <param name="mayGrow">Asked once the reader is on the list: whether the job can still write. Null reads what is there.</param>
    /// <param name="stop">Ends the reading.</param>
    public async IAsyncEnumerable<(long Id, JobLogLine Line)> Read(JobId job, long offset, Func<Task<bool>>? mayGrow, [EnumeratorCancellation] CancellationToken stop)
    {
        var growth = mayGrow is null ? null : growing.GetOrAdd(job, _ => new Growth());
        if (growth is not null && !await mayGrow!())
        {
            Complete(job);
            growth = null;
        }

        while (true)
        {
            var grown = growth?.Next;
            var last = grown is null || growth!.Ended;
            await foreach (var (id, line) in Lines(job, offset, stop))
            {
                offset = id;
                yield return (id, line);
            }

            if (last)
            {
                yield break;
            }

            await grown!.WaitAsync(stop);
        }
    }

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 14, FileOptions.Asynchronous);

    private async IAsyncEnumerable<(long Id, JobLogLine Line)> Lines(JobId job, long offset, [EnumeratorCancellation] CancellationToken stop)
    {
        var path = folders.LogOf(job);
        if (!File.Exists(path))
        {
            yield break;
        }

        await using var file = Open(path);
        file.Position = offset;
        using var line = new MemoryStream();
        var buffer = new byte[1 << 14];
        int n;
        while ((n = await file.ReadAsync(buffer, stop)) > 0)
        {
            for (var from = 0; from < n;)
            {
                var end = Array.IndexOf(buffer, (byte)'\n', from, n - from);
                var take = (end < 0 ? n : end + 1) - from;
                line.Write(buffer, from, take);
                from += take;
                if (end >= 0)
                {
                    offset += line.Length;
                    yield return (offset, Json.Read<JobLogLine>(Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length)));
                    line.SetLength(0);
                }
            }
        }
    }

    private byte[] Line(string stream, string text) => Encoding.UTF8.GetBytes(Json.Write(new JobLogLine(clock.GetUtcNow(), stream, text)) + "\n");

    /// <summary>Fills the last line up to the limit with spaces before its end, so that the file's length says that it is full.</summary>
    private static void Pad(byte[] line)
    {
        var end = Array.IndexOf(line, (byte)'\n');
        Array.Fill(line, (byte)' ', end, line.Length - end);
        line[^1] = (byte)'\n';
    }

    /// <summary>Lets readers wait for the next line.</summary>
    private sealed class Growth
    {
        private volatile TaskCompletionSource next = New();
        private volatile bool ended;

        public Task Next => next.Task;

        public bool Ended => ended;

        public void Grew() => Interlocked.Exchange(ref next, New()).TrySetResult();

        public void End()
        {
            ended = true;
            Grew();
        }

        private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Counted
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);

        public int Attempt { get; set; }

        public long? Lines { get; set; }
    }
}
