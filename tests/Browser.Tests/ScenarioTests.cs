using Xunit;
using static Microsoft.Playwright.Assertions;

namespace KeyEcosystem.Browser.Tests;

/// <summary>Levers that redraw at once, and a link that leads to the same scenario.</summary>
public sealed class ScenarioTests(ConsoleNode console)
{
    [Fact]
    public async Task A_lever_that_is_moved_changes_costs_and_targets_and_its_link_leads_to_the_same()
    {
        await using var chief = await Person.SignedIn(console, "en", ConsoleNode.Operator);
        await chief.Open("/scenarios");
        var lever = chief.Page.GetByTestId("lever-matching-service");
        await Expect(chief.Page.GetByTestId("cost")).ToContainTextAsync("Costs 0 ");

        await lever.FillAsync("1");

        await Expect(chief.Page.GetByTestId("cost")).ToContainTextAsync("Costs 15 ");
        await Expect(chief.Page.Locator("[data-target=compute-idle-rate]")).ToContainTextAsync("%");
        await chief.Look();
        await Expect(chief.Page.GetByTestId("link")).ToHaveAttributeAsync("href", "/scenarios?matching-service=1");
        await chief.Page.GetByTestId("link").ClickAsync();
        await chief.Page.ReloadAsync();
        await Expect(chief.Page.GetByTestId("cost")).ToContainTextAsync("Costs 15 ");
        await Expect(lever).ToHaveValueAsync("1");
        await chief.Page.GetByTestId("reset").ClickAsync();
        await Expect(chief.Page.GetByTestId("cost")).ToContainTextAsync("Costs 0 ");
    }
}
