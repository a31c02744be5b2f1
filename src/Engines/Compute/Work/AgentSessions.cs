using System.Collections.Concurrent;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Compute.Work;

/// <summary>When each agent called last, and the bells that wake its waiting call. In memory: a node that starts again gives every agent its whole lease.</summary>
internal sealed class AgentSessions(TimeProvider clock)
{
    private readonly ConcurrentDictionary<PoolId, Session> sessions = new();
    private readonly DateTimeOffset since = clock.GetUtcNow();

    /// <summary>The last call of a pool's agent; the node's start when it has not called since.</summary>
    public DateTimeOffset LastCall(PoolId pool) => sessions.TryGetValue(pool, out var session) ? session.LastCall : since;

    public void Called(PoolId pool) => Of(pool).LastCall = clock.GetUtcNow();

    /// <summary>Whether this is the first time that it is asked of a pool's agent since the node's start.</summary>
    public bool IsFirst(PoolId pool) => Of(pool).IsFirst();

    /// <summary>The memory of the agent that attached last; null where it is not known.</summary>
    public string? MemoryOf(PoolId pool) => sessions.TryGetValue(pool, out var session) ? session.Memory : null;

    /// <summary>An agent with this memory has attached.</summary>
    public void Attached(PoolId pool, string? memory) => Of(pool).Memory = memory;

    /// <summary>Something changed that the pool's agent may have to do.</summary>
    public void Ring(PoolId pool) => Of(pool).Ring();

    /// <summary>Ends when the bell rings after <paramref name="heard"/>, or when the time is over.</summary>
    public async Task Wait(PoolId pool, long heard, TimeSpan most, CancellationToken stop)
    {
        var rung = Of(pool).After(heard);
        if (rung.IsCompleted)
        {
            return;
        }

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var time = Task.Delay(most, clock, ended.Token);
        await Task.WhenAny(rung, time);
        await ended.CancelAsync();
        stop.ThrowIfCancellationRequested();
        Called(pool);
    }

    /// <summary>How often the bell has rung: read it before looking, so that no ring is missed.</summary>
    public long Rings(PoolId pool) => Of(pool).Rings;

    private Session Of(PoolId pool) => sessions.GetOrAdd(pool, _ => new Session(clock.GetUtcNow()));

    private sealed class Session(DateTimeOffset at)
    {
        private readonly Lock guard = new();
        private TaskCompletionSource next = New();
        private long calledTicks = at.UtcTicks;
        private long rings;
        private int asked;

        public long Rings
        {
            get
            {
                lock (guard)
                {
                    return rings;
                }
            }
        }

        public string? Memory { get; set; }

        public DateTimeOffset LastCall
        {
            get => new(Interlocked.Read(ref calledTicks), TimeSpan.Zero);
            set => Interlocked.Exchange(ref calledTicks, value.UtcTicks);
        }

        public bool IsFirst() => Interlocked.Exchange(ref asked, 1) == 0;

        public void Ring()
        {
            TaskCompletionSource rung;
            lock (guard)
            {
                rings++;
                (rung, next) = (next, New());
            }

            rung.SetResult();
        }

        public Task After(long heard)
        {
            lock (guard)
            {
                return rings > heard ? Task.CompletedTask : next.Task;
            }
        }

        private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
