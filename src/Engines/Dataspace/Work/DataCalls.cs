using System.Collections.Concurrent;
using System.Text.Json;
using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Gate;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Dataspace.Work;

/// <summary>
/// Small answers of the data plane (ADR 0028): asked, recorded and metered before a byte goes out, and as many as wait at the same moment for the same asset, caller and purpose in one use.
/// An answer that was recorded counts as read in whole, whatever becomes of the connection.
/// </summary>
internal sealed class DataCalls(IGate gate, ILane lane, IIds ids, TimeProvider clock)
{
    /// <summary>Bytes of what is sent at once; what is larger is metered by what really went out.</summary>
    public const int SmallMax = 1 << 16;

    /// <summary>Of the whole is asked where only parts may be read: nothing is on record yet.</summary>
    public const string PartOnly = "policy.part.only";

    private const int Tries = 16;
    private const int CrowdMin = 8;
    private static readonly TimeSpan CrowdWait = TimeSpan.FromMilliseconds(3);
    private const int CallsMax = 1000;
    private readonly ConcurrentDictionary<Key, Queue> queues = new();

    /// <summary>Asks for one call; the answer is the use under which it is on record, or why there is none.</summary>
    /// <param name="content">What is read, at most <see cref="SmallMax"/> bytes.</param>
    /// <param name="reader">Who reads, and as what.</param>
    public Task<Result<UseId>> Count(ContentShown content, Reader reader)
    {
        var key = new Key(content.Asset.Id, reader.Caller.Member, reader.Caller.Subject, reader.Purpose, content.Parts, reader.Under);
        var call = new Call(content, reader.Caller);
        while (true)
        {
            var queue = queues.GetOrAdd(key, static _ => new Queue());
            switch (queue.Add(call))
            {
                case Added.First:
                    _ = Serve(key, queue);
                    return call.Answer.Task;
                case Added.Behind:
                    return call.Answer.Task;
            }
        }
    }

    private async Task Serve(Key key, Queue queue)
    {
        for (var calls = queue.Take(CallsMax); calls.Count > 0; calls = queue.Take(CallsMax))
        {
            try
            {
                await Answer(key, calls);
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                foreach (var call in calls)
                {
                    call.Answer.TrySetException(failure);
                }
            }

            if (calls.Count >= CrowdMin)
            {
                // Those who were answered ask again at once: waiting a little for them costs less than a record for each few.
                await Task.Delay(CrowdWait, clock);
            }
        }

        queues.TryRemove(new KeyValuePair<Key, Queue>(key, queue));
    }

    private async Task Answer(Key key, List<Call> calls)
    {
        if (await Record(key, calls) is { } together)
        {
            calls.ForEach(c => c.Answer.TrySetResult(together));
            return;
        }

        // Not all of them are permitted: the first ones may be.
        foreach (var call in calls)
        {
            call.Answer.TrySetResult((await Record(key, [call]))!.Value);
        }
    }

    /// <summary>One use for all calls; null when several are not permitted together.</summary>
    private async Task<Result<UseId>?> Record(Key key, List<Call> calls)
    {
        var (asset, caller, bytes, rows) = (calls[0].Content.Asset, calls[0].Caller, calls.Sum(c => c.Content.Length), calls.Sum(c => c.Content.Rows));
        for (var attempt = 1; ; attempt++)
        {
            var use = new UseId(ids.Next());
            var asked = new GateUse(use, key.Member, key.Subject, new AssetId(key.Asset), "read", key.Purpose) { Bytes = bytes, Rows = calls[0].Content.Rows is null ? null : rows, Calls = calls.Count, Ends = true, Parts = key.Parts, Under = key.Under };
            var at = clock.GetUtcNow();
            var change = new Change(new Act("content.read", key.Subject, key.Member.Value, [asked.Asset.ToString(), use.ToString()], "succeeded", JsonSerializer.Serialize(new { calls = calls.Count, bytes })));
            var answer = await gate.Permit(change, asked, CancellationToken.None);
            if (!answer.Permitted)
            {
                if (calls.Count > 1)
                {
                    return null;
                }

                if (key.Parts is null && answer.Reasons.Any(r => r.Code == PartOnly))
                {
                    // Nothing is refused: the same is asked for again, in part.
                    return new Refusal(PartOnly, "Only parts of it may be read.", "");
                }

                // A refusal is on record too.
                var refused = await gate.Pass(asked with { Ends = false }, CancellationToken.None);
                return refused is { IsOk: true, Value.Permitted: true } && attempt < Tries ? await Record(key, calls) : refused.IsOk ? GateRefusal.Of(refused.Value) : refused.Refusal;
            }

            new DataMeters(use.Value, answer.Agreement?.Value, asset.Id, asset.Provider, key.Member.Value, at, at, "succeeded") { Demonstration = asset.Demonstration, Trial = caller.Is(NodeRoles.Trial) }
                .Add(change, ids, bytes, calls[0].Content.Rows is null ? null : rows, calls.Count);

            var done = await lane.Commit(change, CancellationToken.None);
            if (done.IsOk)
            {
                return use;
            }

            if (attempt == Tries || done.Refusal.Code is not ("state.stale" or "state.exists" or "reservation.exceeded"))
            {
                return done.Refusal;
            }
        }
    }

    private readonly record struct Key(Guid Asset, MemberId Member, string Subject, string Purpose, string? Parts, AgreementId? Under);

    private sealed record Call(ContentShown Content, Caller Caller)
    {
        public TaskCompletionSource<Result<UseId>> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private enum Added
    {
        First,
        Behind,
        Closed,
    }

    /// <summary>Calls that wait. Once it was found empty it takes none any more.</summary>
    private sealed class Queue
    {
        private readonly Lock guard = new();
        private List<Call> waiting = [];
        private bool served;
        private bool closed;

        public Added Add(Call call)
        {
            lock (guard)
            {
                if (closed)
                {
                    return Added.Closed;
                }

                waiting.Add(call);
                var first = !served;
                served = true;
                return first ? Added.First : Added.Behind;
            }
        }

        public List<Call> Take(int most)
        {
            lock (guard)
            {
                if (waiting.Count <= most)
                {
                    (var all, waiting) = (waiting, []);
                    closed = all.Count == 0;
                    return all;
                }

                var some = waiting.GetRange(0, most);
                waiting.RemoveRange(0, most);
                return some;
            }
        }
    }
}
