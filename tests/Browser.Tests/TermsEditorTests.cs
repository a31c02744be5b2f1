using Xunit;
using static Microsoft.Playwright.Assertions;

namespace KeyEcosystem.Browser.Tests;

/// <summary>Terms written rule by rule, by clicks.</summary>
public sealed class TermsEditorTests(ConsoleNode console)
{
    private const string Pasted = """
        {"permission":[{"action":"read","constraint":[{"xone":[{"leftOperand":"spatial","operator":"isPartOf","rightOperand":"EU"},{"leftOperand":"role","operator":"isAnyOf","rightOperand":["institute","university"]}]}]}]}
        """;

    [Theory]
    [InlineData("zh-CN", "允许读取，条件：(使用方所在国家在EU之内 或 使用方为研究院所)", "恰有一项")]
    [InlineData("en", "You may read it if (your country is within EU or your organisation is an institute)", "exactly one holds")]
    public async Task What_is_written_is_said_and_what_stands_somewhere_is_shown_back(string locale, string said, string pasted)
    {
        var name = $"author-{locale.ToLowerInvariant()}";
        await console.Member(name);
        await using var author = await Person.SignedIn(console, locale, name);
        var page = author.Page;

        await author.Open("/publish");
        await page.GetByTestId("how-full").CheckAsync();
        await Write("#rule-0-actions", "read");
        await page.GetByTestId("add-rule-0").ClickAsync();
        await page.SelectOptionAsync("#rule-0-0-form", "or");
        await Write("#rule-0-0-0-operand", "spatial");
        await page.SelectOptionAsync("#rule-0-0-0-operator", "isPartOf");
        await Write("#rule-0-0-0-values", "EU");
        await page.GetByTestId("add-rule-0-0").ClickAsync();
        await Write("#rule-0-0-1-operand", "role");
        await Write("#rule-0-0-1-values", "institute");
        await Expect(page.GetByTestId("sentence")).ToContainTextAsync(said);
        await author.Look();
        await page.SetViewportSizeAsync(360, 900);
        await author.Look();
        await page.SetViewportSizeAsync(1280, 900);

        await Write("#rule-0-actions", "fly");
        await Expect(page.GetByTestId("refused")).ToContainTextAsync("$.permission[0].action");
        await page.Locator("summary", new() { HasText = "ODRL" }).First.ClickAsync();
        await Write("#odrl", Pasted);
        await page.GetByTestId("take").ClickAsync();
        await Expect(page.GetByTestId("sentence")).ToContainTextAsync(pasted);
        await Expect(page.Locator("#rule-0-0-1-values")).ToHaveValueAsync("institute\nuniversity");

        async Task Write(string field, string text)
        {
            await page.FillAsync(field, text);
            await page.Locator(field).BlurAsync();
        }
    }

    [Theory]
    [InlineData("zh-CN", "是否指 purpose？", "（mbr_")]
    [InlineData("en", "did you mean purpose?", " (mbr_")]
    public async Task What_is_probably_a_slip_is_said_where_it_was_published_and_who_is_meant_by_name(string locale, string warning, string id)
    {
        var name = $"slip-{locale.ToLowerInvariant()}";
        var member = await console.Member(name);
        await using var author = await Person.SignedIn(console, locale, name);
        var page = author.Page;

        await author.Open("/publish");
        await page.FillAsync("#title", $"slip {locale}");
        await page.SetInputFilesAsync("#file", new Microsoft.Playwright.FilePayload { Name = "slip.csv", MimeType = "text/csv", Buffer = "a,b\n1,2\n"u8.ToArray() });
        await page.GetByTestId("how-full").CheckAsync();
        await page.Locator("details:has(#odrl) > summary").ClickAsync();
        await page.FillAsync("#odrl", $$$"""{"permission":[{"action":"read","assignee":"{{{member.Member}}}","constraint":[{"leftOperand":"purpos","operator":"eq","rightOperand":"research"}]}]}""");
        await page.Locator("#odrl").BlurAsync();
        await page.GetByTestId("take").ClickAsync();
        await page.GetByTestId("publish").ClickAsync();

        await Expect(page.GetByTestId("warning").First).ToContainTextAsync(warning);
        await author.Look();
        await page.GetByTestId("open-asset").ClickAsync();
        await author.At("/catalogue/");
        await Expect(page.GetByTestId("terms").First).ToContainTextAsync(id);
    }
}
