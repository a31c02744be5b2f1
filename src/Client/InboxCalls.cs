using KeyEcosystem.Contracts;
using KeyEcosystem.Contracts.Inbox;

namespace KeyEcosystem.Client;

/// <summary>Calls of the inbox.</summary>
public static class InboxCalls
{
    /// <summary>One page of the decisions that wait for the caller, the most urgent first.</summary>
    /// <param name="http">The node.</param>
    /// <param name="cursor">The next value of the page before; null for the first page.</param>
    /// <param name="limit">Entries of the page, 1 to 500; null for the node's default.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<Page<InboxItemView>> Inbox(this NodeHttp http, string? cursor, int? limit, CancellationToken stop) =>
        http.Get<Page<InboxItemView>>($"inbox/v1/items{QueryText.Of(("cursor", cursor), ("limit", limit?.ToString()))}", stop);

    /// <summary>All decisions that wait for the caller.</summary>
    /// <param name="http">The node.</param>
    /// <param name="stop">Ends the reading.</param>
    public static IAsyncEnumerable<InboxItemView> AllInbox(this NodeHttp http, CancellationToken stop) => PageCalls.All(cursor => http.Inbox(cursor, 500, stop), stop);
}
