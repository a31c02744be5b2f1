using System.Runtime.CompilerServices;
using KeyEcosystem.Contracts;

namespace KeyEcosystem.Client;

/// <summary>Lists that are longer than a page.</summary>
public static class PageCalls
{
    /// <summary>Every entry of a list, page after page; stop taking and no further page is asked for.</summary>
    /// <typeparam name="T">What is listed.</typeparam>
    /// <param name="page">Reads the page after a cursor; null for the first.</param>
    /// <param name="stop">Ends the reading.</param>
    public static async IAsyncEnumerable<T> All<T>(Func<string?, Task<Page<T>>> page, [EnumeratorCancellation] CancellationToken stop = default)
    {
        string? cursor = null;
        do
        {
            stop.ThrowIfCancellationRequested();
            var read = await page(cursor);
            foreach (var item in read.Items)
            {
                yield return item;
            }

            cursor = read.Next;
        }
        while (cursor is not null);
    }
}
