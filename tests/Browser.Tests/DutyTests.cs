using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Kernel;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace KeyEcosystem.Browser.Tests;

/// <summary>What an owner asks for before a use is chosen in a form, done by who uses it, and confirmed or contested, by clicks.</summary>
public sealed class DutyTests(ConsoleNode console)
{
    [Theory]
    [InlineData("zh-CN", "取得同意", "30 天")]
    [InlineData("en", "obtain consent", "delete it within 30 days")]
    public async Task From_the_form_of_an_offer_to_a_duty_that_is_confirmed(string locale, string consent, string deletion)
    {
        var (lender, reader) = ($"lender-{locale.ToLowerInvariant()}", $"reader-{locale.ToLowerInvariant()}");
        var (owner, user) = (await console.Member(lender), await console.Member(reader));
        await using var provider = await Person.SignedIn(console, locale, lender);
        await using var consumer = await Person.SignedIn(console, locale, reader);

        await provider.Open("/publish");
        await provider.Page.FillAsync("#title", $"registry {locale}");
        await provider.Page.SetInputFilesAsync("#file", new FilePayload { Name = "registry.csv", MimeType = "text/csv", Buffer = "a,b\n1,2\n"u8.ToArray() });
        await provider.Page.Locator("#first [data-code=obtainConsent]").CheckAsync();
        await provider.Page.FillAsync("#delete-days", "30");
        await provider.Page.Locator("#delete-days").BlurAsync();
        await Expect(provider.Page.GetByTestId("sentence")).ToContainTextAsync(consent);
        await provider.Look();
        await provider.Page.GetByTestId("publish").ClickAsync();
        await provider.Page.GetByTestId("open-asset").ClickAsync();
        var asset = new AssetId(Guid.ParseExact((await provider.At("/catalogue/"))[4..], "n"));
        var agreement = (await user.Http.RequestAgreement(new AgreementRequest(null, asset), default)).Id;
        await owner.Http.StepAgreement(agreement, "agree", default);
        await owner.Http.StepAgreement(agreement, "sign", default);
        await user.Http.StepAgreement(agreement, "sign", default);

        await consumer.Open("/inbox");
        await consumer.Page.Locator($"a[href='/agreements/{agreement}']").First.ClickAsync();
        await consumer.At("/agreements/");
        var first = consumer.Page.Locator("[data-clause='permission[0].duty[0]']");
        await Expect(consumer.Page.GetByTestId("duty")).ToHaveCountAsync(2);
        await Expect(consumer.Page.GetByTestId("terms").First).ToContainTextAsync(deletion);
        await consumer.Look();
        await first.Locator("input").FillAsync("asked by letter");
        await first.GetByTestId("declare").ClickAsync();
        await Expect(first.Locator("[data-state=declared]")).ToBeVisibleAsync();
        await Expect(first).ToContainTextAsync("asked by letter");

        await provider.Open($"/agreements/{agreement}");
        var asked = provider.Page.Locator("[data-clause='permission[0].duty[0]']");
        await provider.Look();
        await asked.GetByTestId("contest").ClickAsync();
        await Expect(provider.Page.Locator(".ke-trouble")).ToBeVisibleAsync();
        await asked.GetByTestId("confirm").ClickAsync();
        await Expect(asked.Locator("[data-state=confirmed]")).ToBeVisibleAsync();
        await provider.Page.SetViewportSizeAsync(360, 900);
        await provider.Look();
        Assert.Equal([("confirmed", true), ("owed", false)], (await user.Http.Agreement(agreement, default)).Duties.Select(d => (d.State, d.Done)));
    }
}
