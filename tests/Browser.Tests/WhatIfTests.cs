using Xunit;
using static Microsoft.Playwright.Assertions;

namespace KeyEcosystem.Browser.Tests;

/// <summary>The first click shows what pooling would do; files that can't be read are refused with the place.</summary>
public sealed class WhatIfTests(ConsoleNode console)
{
    [Fact]
    public async Task The_sample_says_what_pooling_would_do_in_both_languages_and_has_an_address()
    {
        await using var profile = await console.Profile();
        var page = await console.SignedIn(profile);
        await page.GotoAsync(console.Node.Address + "what-if");
        await ConsoleNode.Settled(page);

        await page.GetByTestId("run").ClickAsync();
        await Expect(page.GetByTestId("headline")).ToContainTextAsync("nobody worse off", new() { Timeout = 30_000 });
        Assert.Equal(3, await page.GetByTestId("comparison").Locator("tbody tr").CountAsync());
        await Expect(page.GetByTestId("comparison")).ToContainTextAsync("steelmaker, hospital");
        Assert.Equal([], await Axe.Violations(page));
        var address = page.Url;
        await page.ClickAsync("#language");
        await Expect(page.GetByTestId("headline")).ToContainTextAsync("没有任何一方变差");

        await Expect(page.GetByTestId("comparison")).ToContainTextAsync("钢企、医院");

        await page.GotoAsync(address);
        await ConsoleNode.Settled(page);
        await Expect(page.GetByTestId("headline")).ToContainTextAsync("没有任何一方变差");
        await Expect(page.Locator("#source")).ToBeHiddenAsync();
        await page.SetViewportSizeAsync(360, 900);
        Assert.Equal(360, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [Fact]
    public async Task A_file_with_a_bad_row_is_refused_with_file_line_and_column()
    {
        await using var profile = await console.Profile();
        var page = await console.SignedIn(profile);
        await page.GotoAsync(console.Node.Address + "what-if");
        await ConsoleNode.Settled(page);
        await page.SelectOptionAsync("#source", "files");
        await page.SetInputFilesAsync("#jobs", new Microsoft.Playwright.FilePayload { Name = "jobs.csv", MimeType = "text/csv", Buffer = "job_id,submit_s,duration_s,gpus,vc\na,0,60,1,x\nb,ten,60,1,x\n"u8.ToArray() });
        await page.SetInputFilesAsync("#capacity", new Microsoft.Playwright.FilePayload { Name = "capacity.csv", MimeType = "text/csv", Buffer = "vc,nodes\nx,1\n"u8.ToArray() });

        await page.GetByTestId("run").ClickAsync();

        await Expect(page.Locator(".ke-trouble")).ToContainTextAsync("submit_s");
        await Expect(page.Locator(".ke-trouble")).ToContainTextAsync("line 3");
    }
}
