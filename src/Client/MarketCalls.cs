using System.Net.Http.Headers;
using KeyEcosystem.Contracts;
using KeyEcosystem.Contracts.Market;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Client;

/// <summary>Calls of the Market.</summary>
public static class MarketCalls
{
    private const string Root = "market/v1";

    /// <summary>One page of your accounts; supervisors see everybody's.</summary>
    /// <param name="http">The node.</param>
    /// <param name="member">Whose, for supervisors; null for all you may see.</param>
    /// <param name="demonstration">The books of demonstrations instead of the others.</param>
    /// <param name="cursor">The next value of the page before; null for the first page.</param>
    /// <param name="limit">Entries of the page, 1 to 500; null for the node's default.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<Page<AccountView>> Accounts(this NodeHttp http, MemberId? member, bool demonstration, string? cursor, int? limit, CancellationToken stop) =>
        http.Get<Page<AccountView>>($"{Root}/accounts{QueryText.Of(("member", member?.ToString()), Books(demonstration), ("cursor", cursor), ("limit", limit?.ToString()))}", stop);

    /// <summary>All your accounts.</summary>
    /// <param name="http">The node.</param>
    /// <param name="member">Whose, for supervisors; null for all you may see.</param>
    /// <param name="demonstration">The books of demonstrations instead of the others.</param>
    /// <param name="stop">Ends the reading.</param>
    public static IAsyncEnumerable<AccountView> AllAccounts(this NodeHttp http, MemberId? member, bool demonstration, CancellationToken stop) =>
        PageCalls.All(cursor => http.Accounts(member, demonstration, cursor, 500, stop), stop);

    /// <summary>One page of your ledger entries, the newest first.</summary>
    /// <param name="http">The node.</param>
    /// <param name="query">Which.</param>
    /// <param name="cursor">The next value of the page before; null for the first page.</param>
    /// <param name="limit">Entries of the page, 1 to 500; null for the node's default.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<Page<EntryView>> Entries(this NodeHttp http, EntryQuery query, string? cursor, int? limit, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(query);
        return http.Get<Page<EntryView>>(
            $"{Root}/entries{QueryText.Of(("member", query.Member?.ToString()), Books(query.Demonstration), ("account", query.Account?.ToString()), ("agreement", query.Agreement?.ToString()), ("from", query.From), ("to", query.To), ("cursor", cursor), ("limit", limit?.ToString()))}", stop);
    }

    /// <summary>All your ledger entries, the newest first.</summary>
    /// <param name="http">The node.</param>
    /// <param name="query">Which.</param>
    /// <param name="stop">Ends the reading.</param>
    public static IAsyncEnumerable<EntryView> AllEntries(this NodeHttp http, EntryQuery query, CancellationToken stop) =>
        PageCalls.All(cursor => http.Entries(query, cursor, 500, stop), stop);

    /// <summary>One ledger entry.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">Which.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<EntryView> Entry(this NodeHttp http, EntryId id, CancellationToken stop) => http.Get<EntryView>($"{Root}/entries/{id}", stop);

    /// <summary>A statement.</summary>
    /// <param name="http">The node.</param>
    /// <param name="member">Whose, for supervisors; null for your own.</param>
    /// <param name="demonstration">The books of demonstrations instead of the others.</param>
    /// <param name="from">Begin of the period; null for the begin of the month.</param>
    /// <param name="to">Its end; null for now.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<StatementView> Statement(this NodeHttp http, MemberId? member, bool demonstration, string? from, string? to, CancellationToken stop) =>
        http.Get<StatementView>($"{Root}/statements{Period(member, demonstration, from, to)}", stop);

    /// <summary>A statement as CSV, written as it arrives.</summary>
    /// <param name="http">The node.</param>
    /// <param name="output">Where to.</param>
    /// <param name="member">Whose, for supervisors; null for your own.</param>
    /// <param name="demonstration">The books of demonstrations instead of the others.</param>
    /// <param name="from">Begin of the period; null for the begin of the month.</param>
    /// <param name="to">Its end; null for now.</param>
    /// <param name="stop">Ends the call.</param>
    public static async Task StatementCsv(this NodeHttp http, Stream output, MemberId? member, bool demonstration, string? from, string? to, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(http);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Root}/statements/csv{Period(member, demonstration, from, to)}");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/csv"));
        using var answer = await http.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
        await NodeHttp.Check(answer, stop);
        await answer.Content.CopyToAsync(output, stop);
    }

    /// <summary>Debits and credits by kind of account.</summary>
    /// <param name="http">The node.</param>
    /// <param name="member">Whose, for supervisors; null for all you may see.</param>
    /// <param name="demonstration">The books of demonstrations instead of the others.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<TrialBalanceView> TrialBalance(this NodeHttp http, MemberId? member, bool demonstration, CancellationToken stop) =>
        http.Get<TrialBalanceView>($"{Root}/trial-balance{QueryText.Of(("member", member?.ToString()), Books(demonstration))}", stop);

    /// <summary>One page of the price lists.</summary>
    /// <param name="http">The node.</param>
    /// <param name="member">Whose list; null for all.</param>
    /// <param name="cursor">The next value of the page before; null for the first page.</param>
    /// <param name="limit">Entries of the page, 1 to 500; null for the node's default.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<Page<PriceView>> Prices(this NodeHttp http, MemberId? member, string? cursor, int? limit, CancellationToken stop) =>
        http.Get<Page<PriceView>>($"{Root}/prices{QueryText.Of(("member", member?.ToString()), ("cursor", cursor), ("limit", limit?.ToString()))}", stop);

    /// <summary>Publishes a price.</summary>
    /// <param name="http">The node.</param>
    /// <param name="publication">The price.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<PriceView> PublishPrice(this NodeHttp http, PricePublication publication, CancellationToken stop) => http.Post<PriceView>($"{Root}/prices", publication, stop);

    /// <summary>Settles what is due; for operators.</summary>
    /// <param name="http">The node.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<SettlementView> Settle(this NodeHttp http, CancellationToken stop) => http.Post<SettlementView>($"{Root}/settlements", null, stop);

    /// <summary>Verifies the whole ledger; for supervisors.</summary>
    /// <param name="http">The node.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<LedgerVerificationView> VerifyLedger(this NodeHttp http, CancellationToken stop) => http.Get<LedgerVerificationView>($"{Root}/verification", stop);

    private static (string Name, string? Value) Books(bool demonstration) => ("demonstration", demonstration ? "true" : null);

    private static string Period(MemberId? member, bool demonstration, string? from, string? to) => QueryText.Of(("member", member?.ToString()), Books(demonstration), ("from", from), ("to", to));
}
