using System.Collections.Concurrent;

namespace KeyEcosystem.Platform.Store;

/// <summary>Remembers answers read from rows of one mapped class until any row of that class is changed: for what every request asks and what seldom changes.</summary>
/// <typeparam name="TKey">What is asked.</typeparam>
/// <typeparam name="TValue">The answer; shared by all who ask, so nobody may change it.</typeparam>
/// <typeparam name="TRow">The mapped class that all answers are read from, and nothing else.</typeparam>
/// <param name="stamps">Says when rows have changed.</param>
/// <param name="read">Reads an answer.</param>
public sealed class RowCache<TKey, TValue, TRow>(RowStamps stamps, Func<TKey, CancellationToken, Task<TValue>> read)
    where TKey : notnull
{
    private const int AnswersMax = 10_000;

    private volatile Answers answers = new(-1);

    /// <summary>The answer, read anew when anything of its class has changed.</summary>
    /// <param name="key">What is asked.</param>
    /// <param name="stop">Ends the reading.</param>
    public async ValueTask<TValue> Get(TKey key, CancellationToken stop)
    {
        // The stamp is taken before the reading, so that what is kept under it is never older than it.
        var stamp = stamps.Of(typeof(TRow));
        var known = answers;
        if (known.Stamp != stamp || known.Size >= AnswersMax)
        {
            answers = known = new Answers(stamp);
        }

        if (!known.Of.TryGetValue(key, out var answer))
        {
            known.Add(key, answer = await read(key, stop));
        }

        return answer;
    }

    private sealed class Answers(long stamp)
    {
        private int size;

        public long Stamp => stamp;

        /// <summary>How many were added: asking the dictionary would stop all who read it.</summary>
        public int Size => Volatile.Read(ref size);

        public ConcurrentDictionary<TKey, TValue> Of { get; } = new();

        public void Add(TKey key, TValue answer)
        {
            if (Of.TryAdd(key, answer))
            {
                Interlocked.Increment(ref size);
            }
        }
    }
}
