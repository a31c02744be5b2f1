using System.Security.Claims;
using KeyEcosystem.Contracts;
using KeyEcosystem.Contracts.Market;
using KeyEcosystem.Kernel;
using KeyEcosystem.Market.Store;
using KeyEcosystem.Platform.Http;
using KeyEcosystem.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace KeyEcosystem.Market.Api;

internal static class LedgerEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/accounts", Accounts).WithName("ListAccounts").WithSummary("Your accounts with their totals.");
        group.MapGet("/entries", Entries).WithName("ListEntries").WithSummary("Your ledger entries, the newest first.");
        group.MapGet("/entries/{id}", One).WithName("GetEntry").WithSummary("One ledger entry.");
        group.MapGet("/trial-balance", TrialBalance).WithName("GetTrialBalance").WithSummary("Debits and credits by kind of account.");
        group.MapGet("/verification", Verify).WithName("VerifyLedger").WithSummary("Verifies the whole ledger; operators, auditors and regulators.");
    }

    private static async Task<Results<Ok<Page<AccountView>>, ProblemHttpResult>> Accounts(ClaimsPrincipal user, LedgerReads reads, string? member, string? demonstration, string? cursor, int? limit, CancellationToken stop)
    {
        var books = Scope.Books(user.Caller(), member);
        var apart = Scope.Demonstration(demonstration);
        var page = Paging.Of(cursor, limit);
        return (books.Refusal ?? apart.Refusal ?? page.Refusal) is { } refusal
            ? Problems.Of(refusal)
            : TypedResults.Ok(await reads.Accounts(books.Value, apart.Value, page.Value.Cursor, page.Value.Limit, stop));
    }

    private static async Task<Results<Ok<Page<EntryView>>, ProblemHttpResult>> Entries(
        ClaimsPrincipal user, LedgerReads reads, string? member, string? demonstration, string? account, string? agreement, string? from, string? to, string? cursor, int? limit, CancellationToken stop)
    {
        var books = Scope.Books(user.Caller(), member);
        var apart = Scope.Demonstration(demonstration);
        var begin = Scope.Instant("from", from);
        var end = Scope.Instant("to", to);
        var page = Paging.Of<EntryCursor>(cursor, limit, EntryCursor.TryParse);
        if ((books.Refusal ?? apart.Refusal ?? begin.Refusal ?? end.Refusal ?? page.Refusal) is { } refusal)
        {
            return Problems.Of(refusal);
        }

        AccountId? on = null;
        if (account is not null)
        {
            // Another member's account is answered like one that is not there.
            if (!AccountId.TryParse(account, null, out var id) || await reads.Find(id, stop) is not { } row || (books.Value is { } own && row.Member != own.Value))
            {
                return Problems.Of(new Refusal("market.account.unknown", "There is no such account of yours.", $"No account in your books has the id \"{account}\"."));
            }

            on = id;
        }

        AgreementId? under = null;
        if (agreement is not null)
        {
            if (!AgreementId.TryParse(agreement, null, out var id))
            {
                return Problems.Of(Refusal.Field("agreement", "an agreement's id", agreement));
            }

            under = id;
        }

        var filter = new EntryFilter(books.Value, apart.Value, on, under, begin.Value, end.Value);
        return TypedResults.Ok(await reads.Entries(filter, page.Value.Cursor, page.Value.Limit, stop));
    }

    private static async Task<Results<Ok<EntryView>, ProblemHttpResult>> One(string id, ClaimsPrincipal user, LedgerReads reads, CancellationToken stop)
    {
        var books = Scope.Books(user.Caller(), null);
        if (!books.IsOk)
        {
            return Problems.Of(books.Refusal);
        }

        return EntryId.TryParse(id, null, out var entry) && await reads.Entry(entry, books.Value, stop) is { } view
            ? TypedResults.Ok(view)
            : Problems.Of(new Refusal("market.entry.unknown", "There is no such entry of yours.", $"No entry in your books has the id \"{id}\"."));
    }

    private static async Task<Results<Ok<TrialBalanceView>, ProblemHttpResult>> TrialBalance(ClaimsPrincipal user, LedgerReads reads, string? member, string? demonstration, CancellationToken stop)
    {
        var books = Scope.Books(user.Caller(), member);
        var apart = Scope.Demonstration(demonstration);
        return (books.Refusal ?? apart.Refusal) is { } refusal ? Problems.Of(refusal) : TypedResults.Ok(await reads.TrialBalance(books.Value, apart.Value, stop));
    }

    private static async Task<Results<Ok<LedgerVerificationView>, ProblemHttpResult>> Verify(ClaimsPrincipal user, LedgerVerification verification, CancellationToken stop) =>
        Scope.SeesAll(user.Caller())
            ? TypedResults.Ok(await verification.Verify(stop))
            : Problems.Of(new Refusal("access.role", "Your role may not do this.", "Only operators, auditors and regulators verify the whole ledger. 只有运营方、审计方与监管方可以核验总账。"));
}
