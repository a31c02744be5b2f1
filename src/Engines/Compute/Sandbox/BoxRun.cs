using System.Diagnostics;
using System.Runtime.Versioning;
using System.Threading.Channels;
using KeyEcosystem.Compute.Work;

namespace KeyEcosystem.Compute.Sandbox;

/// <summary>
/// One box from its start to its end, on a thread of its own: the kernel ends the box when the thread that started it ends, so a pool's thread would not do.
/// </summary>
[SupportedOSPlatform("linux")]
internal sealed unsafe class BoxRun
{
    private const short Readable = 1;
    private const int WaitMilliseconds = 20;
    private const int SlowReaderMilliseconds = 5;
    private const int StackBytes = 512 * 1024;
    private static readonly TimeSpan SetupMax = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Watched = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan PipesMax = TimeSpan.FromSeconds(5);

    private readonly SandboxKind kind;
    private readonly BoxJob job;
    private readonly ChannelWriter<RunLine> lines;
    private readonly CancellationToken cancel;
    private readonly Stopwatch clock = new();
    private readonly List<int> open = [];
    private readonly List<int> folders = [];
    private BoxStop? stop;
    private TimeSpan? killAt;
    private TimeSpan? wallFrom;
    private int starter;
    private int starterHandle = -1;
    private int first;
    private int firstHandle = -1;
    private int results = -1;
    private long processorMs;

    private BoxRun(SandboxKind kind, BoxJob job, ChannelWriter<RunLine> lines, CancellationToken cancel)
    {
        this.kind = kind;
        this.job = job;
        this.lines = lines;
        this.cancel = cancel;
    }

    /// <summary>Runs a job in a box. The answer comes when nothing of it lives any more.</summary>
    /// <param name="kind">What builds the walls.</param>
    /// <param name="job">The job.</param>
    /// <param name="lines">Takes what it writes; when this is full, the job waits.</param>
    /// <param name="cancel">Ends it.</param>
    public static Task<BoxEnd> Start(SandboxKind kind, BoxJob job, ChannelWriter<RunLine> lines, CancellationToken cancel)
    {
        var done = new TaskCompletionSource<BoxEnd>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(
            () =>
            {
                var run = new BoxRun(kind, job, lines, cancel);
                try
                {
                    done.SetResult(run.Whole());
                }
                catch (Exception failure) when (failure is not OutOfMemoryException)
                {
                    done.SetException(failure);
                }
                finally
                {
                    run.CloseAll();
                }
            },
            StackBytes)
        { IsBackground = true, Name = "box " + job.Name };
        thread.Start();
        return done.Task;
    }

    private BoxEnd Whole()
    {
        BoxFolder.Prepare(job);
        clock.Start();
        var (output, outputEnd) = Pipe();
        var (errors, errorsEnd) = Pipe();
        var (goEnd, go) = Pipe();
        var (ready, readyEnd) = Pipe();
        var filter = Filter();
        if (Libc.IsRoot)
        {
            // Else the job could not open /dev/stdout.
            _ = Libc.fchown(outputEnd, job.User, job.User);
            _ = Libc.fchown(errorsEnd, job.User, job.User);
        }

        if (job.Walls.Calls)
        {
            SeccompFilter.OnThisThread(SeccompFilter.ForStarter);
        }

        starter = Spawn.Start(BoxCommand.Of(kind, job, Libc.IsRoot), BoxCommand.Environment(job), [outputEnd, errorsEnd, filter, goEnd, readyEnd]);
        foreach (var end in new[] { outputEnd, errorsEnd, goEnd, readyEnd, filter })
        {
            Shut(end);
        }

        starterHandle = Keep(Libc.ProcessHandle(starter));
        Libc.NoBlocking(output);
        Libc.NoBlocking(errors);
        var status = Loop(new LinePump(output, error: false), new LinePump(errors, error: true), ready, go, out var words);
        return End(status, words);
    }

    private int Loop(LinePump output, LinePump errors, int ready, int go, out string words)
    {
        var entries = stackalloc PollEntry[4];
        var exited = false;
        var status = 0;
        var waitsReady = true;
        var watched = TimeSpan.Zero;
        TimeSpan? exitedAt = null;
        while (true)
        {
            var outputFree = output.Drain(lines);
            var errorsFree = errors.Drain(lines);
            entries[0] = new PollEntry { Descriptor = output.Ended || !outputFree ? -1 : output.Descriptor, Wanted = Readable };
            entries[1] = new PollEntry { Descriptor = errors.Ended || !errorsFree ? -1 : errors.Descriptor, Wanted = Readable };
            entries[2] = new PollEntry { Descriptor = exited ? -1 : starterHandle, Wanted = Readable };
            entries[3] = new PollEntry { Descriptor = waitsReady ? ready : -1, Wanted = Readable };
            _ = Libc.poll(entries, 4, outputFree && errorsFree ? WaitMilliseconds : SlowReaderMilliseconds);
            if (entries[3].Got != 0 && waitsReady)
            {
                waitsReady = false;
                byte said;
                if (Libc.read(ready, &said, 1) == 1)
                {
                    Begin(go);
                }
            }

            if (entries[0].Got != 0)
            {
                output.Read();
            }

            if (entries[1].Got != 0)
            {
                errors.Read();
            }

            var now = clock.Elapsed;
            Judge(now, output.Bytes + errors.Bytes);
            if (!exited && wallFrom is not null && now - watched >= Watched)
            {
                watched = now;
                Watch();
            }

            if (!exited && entries[2].Got != 0)
            {
                exited = Libc.Reap(starter, out status, out processorMs);
            }

            if (!exited)
            {
                continue;
            }

            exitedAt ??= now;
            var drained = output.Ended && errors.Ended && output.Drain(lines) && errors.Drain(lines);

            // What a killed job left in the pipes is dropped; a reader that stays slow is not waited for without end.
            if (stop is not null || drained || now - exitedAt > PipesMax)
            {
                words = errors.LastLine;
                return status;
            }
        }
    }

    /// <summary>The walls stand: takes hold of the box's first process and of its folders, and only then lets the job begin.</summary>
    private void Begin(int go)
    {
        var chain = ProcessTree.Chain(starter);
        first = chain[^1];
        firstHandle = Keep(Libc.ProcessHandle(chain[Math.Min(1, chain.Count - 1)]));
        foreach (var name in new[] { "out", "job", "tmp" })
        {
            var folder = Libc.open(ProcessTree.SeenBy(first, name), Libc.Directory | Libc.CloseOnExec, 0);
            if (folder < 0)
            {
                Stop(BoxStop.Setup);
                return;
            }

            folders.Add(Keep(folder));
        }

        results = folders[0];
        wallFrom = clock.Elapsed;
        var newline = (byte)'\n';
        if (Libc.write(go, &newline, 1) != 1)
        {
            Stop(BoxStop.Setup);
        }
    }

    private void Judge(TimeSpan now, long written)
    {
        if (written > BoxLimits.Output)
        {
            Stop(BoxStop.Output);
        }

        if (cancel.IsCancellationRequested)
        {
            StopGently(BoxStop.Cancelled, now);
        }

        if (wallFrom is { } from ? now - from > job.Limits.Wall : now > SetupMax)
        {
            StopGently(wallFrom is null ? BoxStop.Setup : BoxStop.Wall, now);
        }

        if (killAt is { } at && now > at)
        {
            killAt = null;
            Kill();
        }
    }

    private void Watch()
    {
        var memory = ProcessTree.Memory(starter);
        long disk = 0;
        long entries = 0;
        foreach (var folder in folders)
        {
            var (bytes, count) = Libc.Used(folder);
            disk += bytes;
            entries += count;
        }

        if (memory > job.Limits.Memory)
        {
            Stop(BoxStop.Memory);
        }
        else if (disk > job.Limits.Disk)
        {
            Stop(BoxStop.Disk);
        }
        else if (entries > BoxLimits.Entries)
        {
            Stop(BoxStop.Entries);
        }
    }

    private void StopGently(BoxStop why, TimeSpan now)
    {
        if (stop is not null)
        {
            return;
        }

        if (firstHandle < 0)
        {
            Stop(why);
            return;
        }

        stop = why;
        killAt = now + BoxLimits.Grace;
        foreach (var child in ProcessTree.Children(first))
        {
            _ = Libc.kill(child, Libc.Terminate);
        }
    }

    private void Stop(BoxStop why)
    {
        if (stop is null)
        {
            stop = why;
            Kill();
        }
    }

    /// <summary>Ends the first process of the box, and with it the kernel ends all others. The starter ends after them: ending it would hide who still lives.</summary>
    private void Kill() => Libc.Signal(firstHandle >= 0 ? firstHandle : starterHandle, Libc.Killed);

    private BoxEnd End(int status, string words)
    {
        var signal = status & 0x7f;
        var code = signal != 0 ? 128 + signal : (status >> 8) & 0xff;
        var why = stop ?? (wallFrom is null ? BoxStop.Setup : BoxStop.Exited);
        var (files, refused) = why == BoxStop.Exited && results >= 0
            ? new ResultCollector(Path.Combine(job.Folder, "result"), job.Limits).Collect(results)
            : ([], []);
        return new BoxEnd(why, code, files, refused, why == BoxStop.Setup ? words : "") { ProcessorMs = processorMs };
    }

    private int Filter()
    {
        if (kind != SandboxKind.Bubblewrap || !job.Walls.Calls)
        {
            return -1;
        }

        const uint closeOnExec = 1;
        var file = Keep(Libc.High(Libc.memfd_create("filter", closeOnExec)));
        fixed (byte* bytes = SeccompFilter.ForJob)
        {
            if (Libc.write(file, bytes, SeccompFilter.ForJob.Length) != SeccompFilter.ForJob.Length)
            {
                throw Libc.Failed("write");
            }
        }

        _ = Libc.lseek(file, 0, 0);
        return file;
    }

    private (int Read, int Write) Pipe()
    {
        var (read, write) = Libc.Pipe();
        return (Keep(read), Keep(write));
    }

    private int Keep(int descriptor)
    {
        open.Add(descriptor);
        return descriptor;
    }

    private void Shut(int descriptor)
    {
        if (open.Remove(descriptor))
        {
            Libc.Close(descriptor);
        }
    }

    private void CloseAll()
    {
        foreach (var descriptor in open)
        {
            Libc.Close(descriptor);
        }

        open.Clear();
    }
}
