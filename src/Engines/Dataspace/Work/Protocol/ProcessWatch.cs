using System.Collections.Concurrent;

namespace KeyEcosystem.Dataspace.Work.Protocol;

/// <summary>Who waits for a process to change is told in the moment in which it does.</summary>
internal sealed class ProcessWatch(TimeProvider clock)
{
    /// <summary>Most seconds for which somebody waits.</summary>
    public const int WaitMax = 60;

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

    /// <summary>A process as soon as it is where who asks waits for, or as it stands when the time is over.</summary>
    public async Task<T?> Until<T>(Guid id, int? seconds, Func<Task<T?>> read, Func<T, bool> there, CancellationToken stop)
        where T : class
    {
        var until = clock.GetUtcNow().AddSeconds(seconds ?? 0);
        while (true)
        {
            var changed = seconds > 0 ? Next(id) : Task.CompletedTask;
            var row = await read();
            var left = until - clock.GetUtcNow();
            if (row is null || there(row) || left <= TimeSpan.Zero)
            {
                if (seconds > 0)
                {
                    // Nothing is kept of a process that does not change any more.
                    Changed(id);
                }

                return row;
            }

            await Task.WhenAny(changed, Task.Delay(left, clock, stop));
        }
    }

    /// <summary>Does something for as long as a process stays as it is to be: what is being done is cancelled in the moment in which it does not.</summary>
    /// <param name="process">Which.</param>
    /// <param name="holds">Whether it still is.</param>
    /// <param name="work">What is done.</param>
    /// <param name="stop">Ends it as well.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<T> While<T>(Guid process, Func<Task<bool>> holds, Func<CancellationToken, Task<T>> work, CancellationToken stop)
    {
        using var going = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var done = work(going.Token);
        while (!done.IsCompleted)
        {
            var changed = Next(process);
            if (!await holds())
            {
                await going.CancelAsync();
                break;
            }

            await Task.WhenAny(done, changed);
        }

        return await done;
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
