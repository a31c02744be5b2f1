using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using KeyEcosystem.Fixtures;
using KeyEcosystem.Observatory.Core.Coverage;
using Xunit;

namespace KeyEcosystem.Cli.Tests;

/// <summary>xirr and fund on files.</summary>
public sealed class CapitalVerbsTests
{
    private const string Example = "date,amount\n2008-01-01,-10000\n2008-03-01,2750\n2008-10-30,4250\n2009-02-15,3250\n2009-04-01,2750\n";
    private const string Ledger = "date,fund,kind,amount\n2024-01-01,big,commitment,100000\n2024-01-11,big,call,40000.01\n2024-01-21,big,fee,1000\n2024-10-27,big,distribution,12300\n2025-01-01,big,nav,45000.33\n2024-01-05,small,commitment,10\n";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_rate_is_one_JSON_object_with_one_figure(bool zipped)
    {
        using var folder = new TestFolder("keyeco-capital-");
        var file = Path.Combine(folder.Path, "flows.csv");
        await using (Stream to = zipped ? new GZipStream(File.Create(file), CompressionLevel.Fastest) : File.Create(file))
        {
            await to.WriteAsync(Encoding.UTF8.GetBytes(Example));
        }

        var said = await Run("xirr", "--flows", file, "--json");

        Assert.Equal((0, ""), (said.Code, said.Error));
        using var json = JsonDocument.Parse(said.Out);
        var only = Assert.Single(json.RootElement.EnumerateObject());
        Assert.Equal("xirr", only.Name);
        Assert.Equal(0.3733625335, only.Value.GetDouble(), 9);
        Assert.Contains("(37.34 %)", (await Run("xirr", "--flows", file)).Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("date,amount\n2008-01-01,-1\n2008-13-01,2\n", "line 3, column date: \"2008-13-01\"")]
    [InlineData("date,amount\n2008-01-01,-1\n01/02/2008,2\n", "line 3, column date: \"01/02/2008\"")]
    [InlineData("date,amount\n2008-01-01,-1\n,2\n", "line 3, column date: nothing")]
    [InlineData("date,amount\n2008-01-01,-1\n2009-01-01,x\n", "line 3, column amount: \"x\"")]
    [InlineData("date,amount\n2008-01-01,-1\n2009-01-01,NaN\n", "line 3, column amount: \"NaN\"")]
    [InlineData("date,amount\n2008-01-01,-1\n2009-01-01,1,000\n", "line 3 has 3 fields")]
    [InlineData("date,value\n2008-01-01,-1\n", "line 1 has no column amount")]
    [InlineData("date,amount\n2008-01-01,-1\n2009-01-01,-2\n", "line 2 on, column amount: a rate needs payments")]
    [InlineData("date,amount\n2008-01-01,-1\n2008-01-01,2\n", "line 2 on, column amount: all flows that count lie on one day")]
    [InlineData("date,amount\n", "line 2 on, column amount: there is no flow")]
    public async Task What_has_no_rate_is_named_by_line_and_column(string flows, string names)
    {
        using var folder = new TestFolder("keyeco-capital-");

        var said = await Run("xirr", "--flows", await Put(folder, "flows.csv", flows), "--json");

        Assert.Equal((2, ""), (said.Code, said.Out));
        Assert.Contains(names, said.Error, StringComparison.Ordinal);
        Assert.Contains("--flows：", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_rates_are_said_beside_the_one_that_is_told()
    {
        using var folder = new TestFolder("keyeco-capital-");

        var said = await Run("xirr", "--flows", await Put(folder, "flows.csv", "amount,date\n-100,2021/1/1\n265,2022/1/1\n-168,2023-01-01\n"), "--json");

        Assert.Equal(0, said.Code);
        Assert.Equal(0.05, JsonDocument.Parse(said.Out).RootElement.GetProperty("xirr").GetDouble(), 9);
        Assert.Contains("2 rates bring these flows to zero", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_of_funds_are_those_of_the_ledger()
    {
        using var folder = new TestFolder("keyeco-capital-");
        var file = await Put(folder, "ledger.csv", Ledger);

        var said = await Run("fund", "--ledger", file, "--json");

        Assert.Equal((0, ""), (said.Code, said.Error));
        var big = JsonDocument.Parse(said.Out).RootElement.GetProperty("funds")[0];
        Assert.Equal((41000.01m, 58999.99m, 12300m), (big.GetProperty("paid_in").GetDecimal(), big.GetProperty("uncalled").GetDecimal(), big.GetProperty("distributed").GetDecimal()));
        Assert.Equal(big.GetProperty("tvpi").GetDecimal(), big.GetProperty("dpi").GetDecimal() + big.GetProperty("rvpi").GetDecimal());
        Assert.Equal(100010m, JsonDocument.Parse(said.Out).RootElement.GetProperty("total").GetProperty("committed").GetDecimal());
        Assert.Contains("DPI 0.3000 + RVPI 1.0976 = TVPI 1.3976", (await Run("fund", "--ledger", file)).Out, StringComparison.Ordinal);
        Assert.Contains("\"distributed\":0,", (await Run("fund", "--ledger", file, "--as-of", "2024-06-30", "--json")).Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2024-01-01,f,gift,1", "line 3, column kind: \"gift\"")]
    [InlineData("2024-01-01,f,call,1.005", "line 3, column amount: \"1.005\" has more than two decimals")]
    [InlineData("2024-01-01,f,call,-1", "line 3, column amount: \"-1\" is not from 0")]
    [InlineData("2024-01-01,f,call,1e5", "line 3, column amount: \"1e5\" is no amount")]
    [InlineData("2024-01-01,,call,1", "line 3, column fund: nothing")]
    [InlineData("2024-01-32,f,call,1", "line 3, column date: \"2024-01-32\"")]
    public async Task A_bad_row_of_a_ledger_is_named(string row, string names)
    {
        using var folder = new TestFolder("keyeco-capital-");

        var said = await Run("fund", "--ledger", await Put(folder, "ledger.csv", $"date,fund,kind,amount\n2024-01-01,f,call,5\n{row}\n"));

        Assert.Equal((2, ""), (said.Code, said.Out));
        Assert.Contains(names, said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_ledger_and_a_day_that_is_none_are_refused()
    {
        using var folder = new TestFolder("keyeco-capital-");

        Assert.Contains("has no row", (await Run("fund", "--ledger", await Put(folder, "a.csv", "date,fund,kind,amount\n"))).Error, StringComparison.Ordinal);
        Assert.StartsWith("--as-of: ", (await Run("fund", "--ledger", await Put(folder, "b.csv", Ledger), "--as-of", "soon")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_share_of_cities_is_told_at_both_sides_of_the_target()
    {
        using var folder = new TestFolder("keyeco-capital-");
        var cities = CityTable.Bundled.Units.Where(u => u.CountsIn(CountingRule.Cities)).Select(u => u.Code).ToList();
        var (below, above) = (await Put(folder, "below.txt", string.Join('\n', cities.Take(234))), await Put(folder, "above.csv", $"name,code\n{string.Join('\n', cities.Take(235).Select(c => $"x,{c}00"))}\ny,419001\nz,999999\nz,999999\n"));

        Assert.Equal((79.86m, false), Headline(await Run("coverage", "--codes", below, "--json")));
        Assert.Equal((80.20m, true), Headline(await Run("coverage", "--codes", above, "--json")));
        var text = await Run("coverage", "--codes", above, "--lang", "en");
        Assert.Contains("235 of 293, 80.20 %, reached (235 needed)", text.Out, StringComparison.Ordinal);
        Assert.Contains("line 237, \"419001\" is not counted: a county-level unit", text.Error, StringComparison.Ordinal);
        Assert.Contains("line 238, \"999999\" (2 times) is not counted: no unit", text.Error, StringComparison.Ordinal);
        Assert.Contains("234 / 293，79.86 %，未达标，还差 1 个（须 235）", (await Run("coverage", "--codes", below)).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_map_is_written_and_the_same_codes_give_the_same_bytes()
    {
        using var folder = new TestFolder("keyeco-capital-");
        var (one, two) = (Path.Combine(folder.Path, "one.svg"), Path.Combine(folder.Path, "two.svg"));

        Assert.Equal(0, (await Run("coverage", "--codes", await Put(folder, "a.txt", "1301\n110105\n"), "--svg", one, "--lang", "en", "--rule", "C")).Code);
        Assert.Equal(0, (await Run("coverage", "--codes", await Put(folder, "b.txt", "110000\n130102\n"), "--svg", two, "--lang", "en", "--rule", "C")).Code);

        Assert.Equal(await File.ReadAllBytesAsync(one), await File.ReadAllBytesAsync(two));
        Assert.Contains("2 of 337", await File.ReadAllTextAsync(one), StringComparison.Ordinal);
        Assert.NotEqual(0, (await Run("coverage", "--codes", one, "--lang", "fr")).Code);
    }

    private static async Task<string> Put(TestFolder folder, string name, string text)
    {
        var path = Path.Combine(folder.Path, name);
        await File.WriteAllTextAsync(path, text);
        return path;
    }

    private static (decimal Share, bool Reached) Headline((int Code, string Out, string Error) said)
    {
        var rule = JsonDocument.Parse(said.Out).RootElement.GetProperty("rules")[0];
        Assert.Equal(("A", 293, 235), (rule.GetProperty("rule").GetString(), rule.GetProperty("total").GetInt32(), rule.GetProperty("needed").GetInt32()));
        return (decimal.Parse(rule.GetProperty("share_pct").GetRawText(), CultureInfo.InvariantCulture), rule.GetProperty("reached").GetBoolean());
    }

    private static async Task<(int Code, string Out, string Error)> Run(params string[] options)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await Verbs.Run(["observatory", .. options], new Shell { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }
}
