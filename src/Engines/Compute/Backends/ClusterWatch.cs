using System.Runtime.CompilerServices;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Compute.Backends;

/// <summary>Follows a cluster without end.</summary>
public static class ClusterWatch
{
    /// <summary>Asks again and again; a cluster that is away is asked until it is back, and nothing is missed meanwhile.</summary>
    /// <param name="backend">The cluster.</param>
    /// <param name="cursor">Where to go on; null from the start.</param>
    /// <param name="every">Pause between two questions.</param>
    /// <param name="time">The clock that measures it.</param>
    /// <param name="stop">Ends it.</param>
    /// <returns>Every answer that tells a change. Keep its cursor after the changes are dealt with.</returns>
    public static async IAsyncEnumerable<BackendChanges> Watch(this IClusterBackend backend, string? cursor, TimeSpan every, TimeProvider time, [EnumeratorCancellation] CancellationToken stop)
    {
        while (true)
        {
            var answer = await backend.Changes(cursor, stop);
            if (answer.IsOk)
            {
                cursor = answer.Value.Cursor;
                if (answer.Value.Jobs.Count > 0)
                {
                    yield return answer.Value;
                }
            }

            await Task.Delay(every, time, stop);
        }
    }

    /// <summary>Asks for one job again and again until it has ended or can't be found.</summary>
    /// <param name="backend">The cluster.</param>
    /// <param name="key">Which job.</param>
    /// <param name="every">Pause between two questions.</param>
    /// <param name="time">The clock that measures it.</param>
    /// <param name="stop">Ends the waiting.</param>
    public static async Task<Result<BackendJob>> UntilEnded(this IClusterBackend backend, BackendKey key, TimeSpan every, TimeProvider time, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(backend);
        while (true)
        {
            var found = await backend.Find(key, stop);
            if (!found.IsOk || found.Value.Ended)
            {
                return found;
            }

            await Task.Delay(every, time, stop);
        }
    }
}
