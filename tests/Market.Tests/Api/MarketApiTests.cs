using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using KeyEcosystem.Contracts;
using KeyEcosystem.Contracts.Market;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Identity;
using Xunit;

namespace KeyEcosystem.Market.Tests.Api;

public sealed class MarketApiTests
{
    [Fact]
    public async Task Without_a_credential_nothing_is_told()
    {
        await using var node = await ApiNode.Start();

        foreach (var path in new[] { "accounts", "entries", "trial-balance", "verification", "statements", "statements/csv", "prices" })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await node.Anonymous().GetAsync(path)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.Unauthorized, (await node.Anonymous().PostAsync("settlements", null)).StatusCode);
    }

    [Fact]
    public async Task Operators_settle_and_everybody_else_is_refused()
    {
        await using var node = await ApiNode.Start();
        await node.Meter(TestNode.Cloud, TestNode.Institute, 5);

        foreach (var role in new[] { NodeRoles.MemberAdmin, NodeRoles.MemberUser, NodeRoles.Auditor, NodeRoles.Regulator, NodeRoles.Trial })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await (await node.As(TestNode.Cloud, role)).PostAsync("settlements", null)).StatusCode);
        }

        using var answer = await (await node.As(TestNode.Factory, NodeRoles.Operator)).PostAsync("settlements", null);
        var view = await answer.Content.ReadFromJsonAsync<SettlementView>();
        Assert.Equal((1, 5L), (view!.Settled, view.Sums[0].AmountMinor));
    }

    [Fact]
    public async Task A_member_sees_its_own_books_and_supervisors_all()
    {
        await using var node = await ApiNode.Start();
        var shared = await node.Meter(TestNode.Cloud, TestNode.Institute, 5);
        var foreign = await node.Meter(TestNode.Cloud, TestNode.Factory, 7);
        var supervisor = await Settle(node);
        var institute = await node.As(TestNode.Institute);

        var entries = await Get<Page<EntryView>>(institute, "entries");
        Assert.Equal([shared], entries.Items.Select(e => e.Reading));
        Assert.All(entries.Items[0].Postings, p => Assert.Equal(TestNode.Institute, p.Member));
        Assert.Equal(0, entries.Items[0].Postings.Sum(p => p.AmountMinor));
        Assert.NotNull(entries.Items[0].Evidence);
        Assert.All((await Get<Page<AccountView>>(institute, "accounts")).Items, a => Assert.Equal(TestNode.Institute, a.Member));
        Assert.Equal([("payable", 5L), ("cost", 5)], (await Get<TrialBalanceView>(institute, "trial-balance")).Rows.Select(r => (r.Kind, r.DebitMinor + r.CreditMinor)));
        Assert.Equal(HttpStatusCode.NotFound, (await institute.GetAsync($"entries/{new EntryId(foreign.Value)}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await institute.GetAsync($"entries/{new EntryId(shared.Value)}")).StatusCode);

        Assert.Equal(2, (await Get<Page<EntryView>>(supervisor, "entries")).Items.Count);
        Assert.Equal(6, (await Get<Page<AccountView>>(supervisor, "accounts")).Items.Count);
        var balance = await Get<TrialBalanceView>(supervisor, "trial-balance");
        Assert.True(balance.Balanced);
        Assert.Equal(balance.Rows.Sum(r => r.DebitMinor), balance.Rows.Sum(r => r.CreditMinor));
    }

    [Theory]
    [InlineData("accounts?member=")]
    [InlineData("entries?member=")]
    [InlineData("trial-balance?member=")]
    [InlineData("statements?member=")]
    [InlineData("statements/csv?member=")]
    public async Task Naming_another_member_is_refused_and_naming_oneself_is_not(string path)
    {
        await using var node = await ApiNode.Start();
        var institute = await node.As(TestNode.Institute);

        Assert.Equal(HttpStatusCode.OK, (await institute.GetAsync(path + TestNode.Institute)).StatusCode);
        using var answer = await institute.GetAsync(path + TestNode.Cloud);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("access.member", await Code(answer));
        Assert.Equal(HttpStatusCode.OK, (await (await node.As(TestNode.Factory, NodeRoles.Auditor)).GetAsync(path + TestNode.Cloud)).StatusCode);

        // Who tries sees what it used, and nobody else's books.
        var trial = await node.As(TestNode.Institute, NodeRoles.Trial);
        Assert.Equal(HttpStatusCode.OK, (await trial.GetAsync(path + TestNode.Institute)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await trial.GetAsync(path + TestNode.Cloud)).StatusCode);
    }

    [Fact]
    public async Task Anothers_account_is_answered_like_one_that_is_not_there()
    {
        await using var node = await ApiNode.Start();
        await node.Meter(TestNode.Cloud, TestNode.Institute, 5);
        var supervisor = await Settle(node);
        var accounts = (await Get<Page<AccountView>>(supervisor, "accounts")).Items;
        var institute = await node.As(TestNode.Institute);

        foreach (var account in accounts)
        {
            using var answer = await institute.GetAsync($"entries?account={account.Id}");
            Assert.Equal(account.Member == TestNode.Institute ? HttpStatusCode.OK : HttpStatusCode.NotFound, answer.StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await institute.GetAsync($"entries?account={new AccountId(Guid.AllBitsSet)}")).StatusCode);
    }

    [Fact]
    public async Task The_statement_is_downloaded_as_csv()
    {
        await using var node = await ApiNode.Start();
        await node.Meter(TestNode.Cloud, TestNode.Institute, 5);
        await Settle(node);

        using var answer = await (await node.As(TestNode.Cloud)).GetAsync("statements/csv");

        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        Assert.EndsWith(".csv", answer.Content.Headers.ContentDisposition!.FileName, StringComparison.Ordinal);
        var lines = (await answer.Content.ReadAsStringAsync()).Split("\r\n");
        Assert.Contains(",provider," + TestNode.Institute + ",device.ms,5,3600000,3600000,CNY,5,0.05,charged,", lines[1], StringComparison.Ordinal);
        Assert.Equal(5, (await Get<StatementView>(await node.As(TestNode.Cloud), "statements")).Lines.Single().AmountMinor);
    }

    [Fact]
    public async Task The_ledger_is_verified_for_supervisors_only()
    {
        await using var node = await ApiNode.Start();
        await node.Meter(TestNode.Cloud, TestNode.Institute, 5);
        await Settle(node);

        foreach (var role in new[] { NodeRoles.Operator, NodeRoles.Auditor, NodeRoles.Regulator })
        {
            var report = await Get<LedgerVerificationView>(await node.As(TestNode.Factory, role), "verification");
            Assert.Equal((true, 1L, 4L, 4), (report.Holds, report.Entries, report.Postings, report.Accounts));
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await (await node.As(TestNode.Cloud, NodeRoles.MemberAdmin)).GetAsync("verification")).StatusCode);
    }

    [Fact]
    public async Task Prices_are_published_by_a_members_administrators_for_their_own_member()
    {
        await using var node = await ApiNode.Start();
        var admin = await node.As(TestNode.Factory, NodeRoles.MemberAdmin);

        using var made = await admin.PostAsJsonAsync("prices", new PricePublication("bytes", 12, null, null));
        using var user = await (await node.As(TestNode.Factory)).PostAsJsonAsync("prices", new PricePublication("bytes", 12, null, null));

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, user.StatusCode);
        var price = Assert.Single((await Get<Page<PriceView>>(await node.As(TestNode.Institute), $"prices?member={TestNode.Factory}")).Items);
        Assert.Equal((TestNode.Factory, 12L, 1_000_000_000L), (price.Member, price.PriceMinor, price.UnitSize));
    }

    [Theory]
    [InlineData("accounts?demonstration=both", "demonstration")]
    [InlineData("accounts?cursor=x", "cursor")]
    [InlineData("entries?limit=0", "limit")]
    [InlineData("entries?cursor=1", "cursor")]
    [InlineData("entries?cursor=-1-00000000000000000000000000000000", "cursor")]
    [InlineData("entries?from=yesterday", "from")]
    [InlineData("entries?to=2026-13-01", "to")]
    [InlineData("entries?agreement=1", "agreement")]
    [InlineData("entries?member=1", "member")]
    [InlineData("statements", "member")]
    [InlineData("statements?member=mbr_00000001000900000000000000000000&from=2026-02-01&to=2026-01-01", "from")]
    [InlineData("prices?member=x", "member")]
    public async Task Bad_input_is_a_problem_that_names_the_field(string path, string field)
    {
        await using var node = await ApiNode.Start();

        using var answer = await (await node.As(TestNode.Factory, NodeRoles.Operator)).GetAsync(path);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(field, problem.RootElement.GetProperty("facts").GetProperty("field").GetString());
    }

    private static async Task<HttpClient> Settle(ApiNode node)
    {
        var supervisor = await node.As(TestNode.Member(9), NodeRoles.Operator);
        using var answer = await supervisor.PostAsync("settlements", null);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return supervisor;
    }

    private static async Task<T> Get<T>(HttpClient http, string path) => (await http.GetFromJsonAsync<T>(path))!;

    private static async Task<string?> Code(HttpResponseMessage answer)
    {
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return problem.RootElement.GetProperty("code").GetString();
    }
}
