using System.Collections.Concurrent;

namespace KeyEcosystem.Dataspace.Work.Protocol;

/// <summary>Who waits for a process to change is told in the moment in which it does.</summary>
internal sealed class ProcessWatch(TimeProvider clock)
{
    private static readonly TimeSpan NamedMax = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> waiting = new();

    /// <summary>The next change of a process. Ask for it before the process is read, so that no change is missed.</summary>
    public Task Next(Guid process) => waiting.GetOrAdd(process, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>A process as soon as both sides have named it, or as it stands after two seconds.</summary>
    public async Task<T> Named<T>(Guid process, Func<Task<T>> read, Func<T, bool> isNamed, CancellationToken stop)
    {
        var until = clock.GetUtcNow() + NamedMax;
        while (true)
        {
            var row = await read();
            if (isNamed(row) || clock.GetUtcNow() >= until)
            {
                return row;
            }

            var changed = Next(process);
            row = await read();
            if (isNamed(row))
            {
                Changed(process);
                return row;
            }

            await Task.WhenAny(changed, Task.Delay(until - clock.GetUtcNow() is { Ticks: > 0 } left ? left : TimeSpan.Zero, clock, stop));
        }
    }

    /// <summary>A process has changed; who waits reads it again.</summary>
    public void Changed(Guid process)
    {
        if (waiting.TryRemove(process, out var waits))
        {
            waits.TrySetResult();
        }
    }
}
