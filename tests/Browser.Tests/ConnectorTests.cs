using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Contracts.Identity;
using KeyEcosystem.Contracts.Members;
using KeyEcosystem.Kernel;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace KeyEcosystem.Browser.Tests;

/// <summary>A data set of another node's catalogue is found, asked for and had, by clicks.</summary>
public sealed class ConnectorTests(ConsoleNode console)
{
    private const string Terms = """{"permission":[{"action":"use"}]}""";

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task From_another_catalogue_to_a_transfer_that_has_begun(string locale)
    {
        await using var chief = await Person.SignedIn(console, locale, ConsoleNode.Operator);
        var other = $"abroad-{locale.ToLowerInvariant()}";
        await using var abroad = await RunningNode.Start(other);
        var title = $"readings {locale}";
        await Publish(abroad, title);
        var (ofHome, ofAbroad) = (Token(), Token());
        var there = await console.Node.Operator.AdmitPeer(new PeerAdmission($"urn:keyeco:{other}", await Stands(console.Node.Operator), new Uri(abroad.Address, "dsp").AbsoluteUri, ofHome, ofAbroad), default);
        await abroad.Operator.AdmitPeer(new PeerAdmission("a", await Stands(abroad.Operator), new Uri(console.Node.Address, "dsp").AbsoluteUri, ofAbroad, ofHome), default);
        var member = await Member(console.Node.Operator, $"Buyer {locale}");
        var name = $"buyer-{locale.ToLowerInvariant()}";
        await console.Node.Operator.Post<UserView>("identity/v1/users", new UserRequest(member, name, name, ["member-admin"], ConsoleNode.Password), default);
        await using var buyer = await Person.SignedIn(console, locale, name);

        await buyer.Open("/connectors");
        await Expect(buyer.Page.GetByRole(AriaRole.Rowheader, new() { Name = $"urn:keyeco:{other}" })).ToBeVisibleAsync();
        await buyer.Look();
        await buyer.Page.ClickAsync($"a[href='/connectors/{there.Id}']");
        await buyer.At("/connectors/");
        await buyer.Page.FillAsync("#keyword", title);
        await buyer.Page.Keyboard.PressAsync("Enter");
        await Expect(buyer.Page.GetByRole(AriaRole.Heading, new() { Name = title })).ToBeVisibleAsync();
        await buyer.Look();
        await buyer.Page.GetByTestId("ask").Last.ClickAsync();
        await buyer.At("/negotiations/");
        await Expect(buyer.Page.Locator("[data-state=FINALIZED]")).ToBeVisibleAsync();
        await buyer.Look();
        await buyer.Page.GetByTestId("data").ClickAsync();
        var transfer = await buyer.At("/transfers/");
        await Expect(buyer.Page.Locator("[data-state=STARTED]")).ToBeVisibleAsync();
        await Expect(buyer.Page.GetByText($"keyeco transfers fetch {transfer}")).ToBeVisibleAsync();
        await buyer.Look();
        await buyer.Page.GetByTestId("completion").ClickAsync();
        await Expect(buyer.Page.Locator("[data-state=COMPLETED]")).ToBeVisibleAsync();

        // The same data once more, sent by the other side and kept here until it is discarded.
        await buyer.Page.GoBackAsync();
        await buyer.At("/negotiations/");
        await buyer.Page.GetByTestId("push").ClickAsync();
        await buyer.At("/transfers/");
        await Expect(buyer.Page.Locator("[data-state=COMPLETED]")).ToBeVisibleAsync();
        await Expect(buyer.Page.GetByTestId("received")).ToBeVisibleAsync();
        await buyer.Look();
        var file = await buyer.Page.RunAndWaitForDownloadAsync(() => buyer.Page.GetByTestId("download").ClickAsync());
        Assert.Equal("a,b\n1,2\n", await File.ReadAllTextAsync(await file.PathAsync(), TestContext.Current.CancellationToken));

        await chief.Open("/connectors");
        await Expect(chief.Page.Locator("tr", new PageLocatorOptions { HasText = $"urn:keyeco:{other}" }).Locator("button")).ToBeVisibleAsync();
    }

    private static async Task Publish(RunningNode node, string title)
    {
        var member = await Member(node.Operator, "Seller");
        var key = await node.Operator.MakeKey(new KeyRequest(member, ["member-admin", "member-user"], "seller", 1), default);
        using var http = new HttpClient { BaseAddress = node.Address, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key.Key) } };
        var seller = new NodeHttp(http);
        using var policy = JsonDocument.Parse(Terms);
        var asset = await seller.Publish(new AssetPublication(null, "dataset", title, "C", "CN", policy.RootElement, 0), default);
        using var content = new MemoryStream(Encoding.UTF8.GetBytes("a,b\n1,2\n"));
        await seller.PutContent(asset.Id, content, null, default, "text/csv");
        await seller.MakeOffer(asset.Id, new OfferPublication(null, "standing", policy.RootElement, 0) { Standing = true }, default);
    }

    private static Task<MemberId> Stands(NodeHttp admin) => Member(admin, "Organisations of the other node");

    private static async Task<MemberId> Member(NodeHttp admin, string name)
    {
        var member = await admin.ApplyMember(new MemberApplication(null, name, name, "institute", "supporting", null, "CN", true), default);
        await admin.StepMember(member.Id, "admit", default);
        return member.Id;
    }

    private static string Token() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
}
