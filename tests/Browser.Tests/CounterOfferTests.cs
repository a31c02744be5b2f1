using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Kernel;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace KeyEcosystem.Browser.Tests;

/// <summary>Other terms are asked for and offered back, and a dispute raised, answered and suspended for, by clicks.</summary>
public sealed class CounterOfferTests(ConsoleNode console)
{
    private const string Research = """{"permission":[{"action":"use","constraint":[{"leftOperand":"purpose","operator":"eq","rightOperand":"research"}]}]}""";

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task From_other_terms_to_a_dispute(string locale)
    {
        var (seller, buyer) = ($"miller-{locale.ToLowerInvariant()}", $"smith-{locale.ToLowerInvariant()}");
        var (owner, user) = (await console.Member(seller), await console.Member(buyer));
        using var terms = System.Text.Json.JsonDocument.Parse(Research);
        var asset = await owner.Http.Publish(new AssetPublication(null, "dataset", $"rolling mill {locale}", "C", "CN", terms.RootElement, 0), default);
        await using var provider = await Person.SignedIn(console, locale, seller);
        await using var consumer = await Person.SignedIn(console, locale, buyer);

        // The consumer asks for another purpose.
        await consumer.Open($"/catalogue/{asset.Id}");
        await consumer.Page.GetByTestId("other-terms").ClickAsync();
        await Expect(consumer.Page.GetByTestId("send-proposal")).ToBeDisabledAsync();
        await consumer.Page.Locator("details:has(#odrl) summary").ClickAsync();
        await consumer.Page.FillAsync("#odrl", Research.Replace("research", "education", StringComparison.Ordinal));
        await consumer.Page.GetByTestId("take").ClickAsync();
        await Expect(consumer.Page.GetByTestId("differences").Locator("[data-change=changed]")).ToBeVisibleAsync();
        await consumer.Page.FillAsync("#proposal-note", "for our course");
        await consumer.Look();
        await consumer.Page.GetByTestId("send-proposal").ClickAsync();
        var id = AgreementId.TryParse(await consumer.At("/agreements/"), null, out var made) ? made : default;

        // The provider sees in what they differ, and offers them with a limit.
        await provider.Open("/inbox");
        await provider.Page.Locator($"a[href='/agreements/{id}']").First.ClickAsync();
        await provider.At("/agreements/");
        await Expect(provider.Page.Locator("[data-testid=proposal][data-by=consumer] [data-change=changed]")).ToBeVisibleAsync();
        await Expect(provider.Page.GetByTestId("proposal")).ToContainTextAsync("for our course");
        await provider.Look();
        await provider.Page.GetByTestId("propose").ClickAsync();
        await provider.Page.Locator("details:has(#odrl) summary").ClickAsync();
        await provider.Page.FillAsync("#odrl", """{"permission":[{"action":"use","constraint":[{"leftOperand":"purpose","operator":"eq","rightOperand":"education"},{"leftOperand":"count","operator":"lteq","rightOperand":"5"}]}]}""");
        await provider.Page.GetByTestId("take").ClickAsync();
        await provider.Page.GetByTestId("send-proposal").ClickAsync();
        await Expect(provider.Page.Locator("[data-testid=proposal][data-by=provider]")).ToBeVisibleAsync();

        // The consumer accepts, and both sign.
        await consumer.Open($"/agreements/{id}");
        await consumer.Look();
        await consumer.Page.GetByTestId("accept").ClickAsync();
        await consumer.Page.Locator(".mud-message-box__yes-button").ClickAsync();
        await Expect(consumer.Page.GetByTestId("sign")).ToBeVisibleAsync();
        await user.Http.StepAgreement(id, "sign", default);
        var signed = await owner.Http.StepAgreement(id, "sign", default);
        Assert.Equal("signed", signed.State);
        Assert.Contains("\"5\"", signed.Policy, StringComparison.Ordinal);

        // The consumer raises a dispute; the provider rejects it and suspends use.
        await consumer.Open($"/agreements/{id}");
        await consumer.Page.FillAsync("#dispute-reason", "half of the rows are missing");
        await consumer.Page.GetByTestId("raise-dispute").ClickAsync();
        await Expect(consumer.Page.GetByTestId("words")).ToContainTextAsync("half of the rows are missing");
        await consumer.Look();
        await provider.Open($"/agreements/{id}");
        var dispute = provider.Page.GetByTestId("dispute");
        await dispute.GetByTestId("reject").ClickAsync();
        await Expect(dispute.Locator(".ke-trouble")).ToBeVisibleAsync();
        await dispute.Locator("textarea").FillAsync("they were never there");
        await dispute.GetByTestId("reject").ClickAsync();
        await Expect(dispute.Locator("[data-state=rejected]")).ToBeVisibleAsync();
        await dispute.Locator("textarea").FillAsync("until it is clear");
        await dispute.GetByTestId("suspend").ClickAsync();
        await Expect(dispute.GetByTestId("suspended")).ToBeVisibleAsync();
        await provider.Page.SetViewportSizeAsync(360, 900);
        await provider.Look();
        Assert.Equal("suspended", (await user.Http.Agreement(id, default)).State);

        // Who withdraws it lets use go on.
        await consumer.Open($"/agreements/{id}");
        await consumer.Page.GetByTestId("dispute").GetByTestId("withdraw").ClickAsync();
        await consumer.Page.Locator(".mud-message-box__yes-button").ClickAsync();
        await Expect(consumer.Page.Locator("[data-testid=dispute] [data-state=withdrawn]")).ToBeVisibleAsync();
        Assert.Equal("signed", (await user.Http.Agreement(id, default)).State);

        // A change of what is in force is a new version with a page of its own.
        await consumer.Page.GetByTestId("amend").ClickAsync();
        await consumer.Page.Locator("details:has(#odrl) summary").ClickAsync();
        await consumer.Page.FillAsync("#odrl", Research);
        await consumer.Page.GetByTestId("take").ClickAsync();
        await consumer.Page.GetByTestId("send-proposal").ClickAsync();
        await Expect(consumer.Page.GetByTestId("replaces")).ToHaveTextAsync(id.ToString());
        await consumer.Look();
        await consumer.Page.GetByTestId("replaces").ClickAsync();
        await Expect(consumer.Page.GetByTestId("new-version")).ToBeVisibleAsync();
        await consumer.Look();
    }

    [Fact]
    public async Task Who_rules_reads_what_both_said_and_ends_it()
    {
        var (owner, user) = (await console.Member("stevedore"), await console.Member("shipper"));
        using var terms = System.Text.Json.JsonDocument.Parse(Research);
        var asset = await owner.Http.Publish(new AssetPublication(null, "dataset", "berths", "C", "CN", terms.RootElement, 0), default);
        var id = (await user.Http.RequestAgreement(new AgreementRequest(null, asset.Id), default)).Id;
        await owner.Http.StepAgreement(id, "agree", default);
        await owner.Http.StepAgreement(id, "sign", default);
        await user.Http.StepAgreement(id, "sign", default);
        var dispute = await user.Http.RaiseDispute(id, new DisputeRequest(null, "the berths are of last year"), default);
        await owner.Http.StepDispute(dispute.Id, "reject", "they are as described", default);
        await using var arbiter = await Person.SignedIn(console, "en", ConsoleNode.Operator);

        await arbiter.Open("/inbox");
        await arbiter.Page.Locator($"a[href='/disputes/{dispute.Id}']").First.ClickAsync();
        await arbiter.At("/disputes/");
        await Expect(arbiter.Page.GetByTestId("words")).ToContainTextAsync("they are as described");
        await arbiter.Look();
        await arbiter.Page.Locator("textarea").FillAsync("the catalogue said so");
        await arbiter.Page.GetByTestId("dismiss").ClickAsync();
        await arbiter.Page.Locator(".mud-message-box__yes-button").ClickAsync();

        await Expect(arbiter.Page.Locator("[data-state=dismissed]")).ToBeVisibleAsync();
        Assert.Equal("the catalogue said so", (await owner.Http.Dispute(dispute.Id, default)).Words[^1].Note);
    }
}
