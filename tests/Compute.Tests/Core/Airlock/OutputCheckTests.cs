using System.Text;
using CsCheck;
using KeyEcosystem.Client;
using KeyEcosystem.Compute.Core.Airlock;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel.Contracts;
using Xunit;

namespace KeyEcosystem.Compute.Tests.Core.Airlock;

public sealed class OutputCheckTests
{
    private static readonly OutputForm Table = OutputText.Read("report.csv=csv; shift=day|night|late; n=count:4; kWh=number:6.2")!;
    private static readonly OutputForm Sum = OutputText.Read("sum.json=json; n=count; kWh=number:6.2")!;

    [Fact]
    public void What_leaves_is_written_anew_in_the_declared_order_and_one_spelling()
    {
        var told = Check(Table, "\uFEFFshift,n,kWh\r\n\"late\",0012,-0.0\r\nnight,20,+1.50\r\nday,11,0003.1\r\n");

        Assert.True(told.Passed, string.Join('|', told.Findings.Where(f => !f.Passed)));
        Assert.Equal("shift,n,kWh\nday,11,3.10\nnight,20,1.50\nlate,12,0.00\n", told.Clean);
        Assert.Equal("{\"n\":12,\"kWh\":3.00}\n", Check(Sum, " { \"kWh\" : 3 ,\n \"n\" : 12 } ").Clean);
    }

    [Theory]
    [InlineData("", "form")]
    [InlineData("shift,n\nday,11\n", "form")]
    [InlineData("SECRET,n,kWh\nday,11,1\n", "form")]
    [InlineData("shift,n,kWh\nday,11\n", "form")]
    [InlineData("shift,n,kWh\nday,11,1,SECRET\n", "form")]
    [InlineData("shift,n,kWh\n\nday,11,1\n", "form")]
    [InlineData("shift,n,kWh\nSECRET,11,1\n", "category")]
    [InlineData("shift,n,kWh\nday\u200b,11,1\n", "category")]
    [InlineData("shift,n,kWh\nd\u0430y,11,1\n", "category")]
    [InlineData("shift,n,kWh\nDAY,11,1\n", "category")]
    [InlineData("shift,n,kWh\nday,11,1.234\n", "number")]
    [InlineData("shift,n,kWh\nday,11,12345\n", "number")]
    [InlineData("shift,n,kWh\nday,11,1e3\n", "number")]
    [InlineData("shift,n,kWh\nday,11,0x1F\n", "number")]
    [InlineData("shift,n,kWh\nday,11,NaN\n", "number")]
    [InlineData("shift,n,kWh\nday,11,1 2\n", "number")]
    [InlineData("shift,n,kWh\nday,11,\u0661\n", "number")]
    [InlineData("shift,n,kWh\nday,-11,1\n", "number")]
    [InlineData("shift,n,kWh\nday,99999,1\n", "number")]
    [InlineData("shift,n,kWh\nday,9,1\n", "count")]
    [InlineData("shift,n,kWh\nday,11,1\nday,12,1\n", "cell")]
    [InlineData("shift,n,kWh\nday,9990,1\n", "records")]
    [InlineData("shift,n,kWh\nday,60,1\nnight,60,1\n", "records")]
    public void What_does_not_fit_does_not_leave_and_the_finding_names_the_rule_in_both_languages(string csv, string rule)
    {
        var told = Check(Table, csv);

        Assert.Null(told.Clean);
        var failed = Assert.Single(told.Findings.Where(f => !f.Passed).Take(1));
        Assert.Equal(rule, failed.Rule);
        Assert.True(failed.Zh.Any(c => c > 0x4e00) && failed.En.EndsWith('.'), failed.En);
    }

    [Theory]
    [InlineData("[]", "form")]
    [InlineData("{\"n\":12}", "form")]
    [InlineData("{\"n\":12,\"kWh\":1,\"x\":2}", "form")]
    [InlineData("{\"n\":12,\"kWh\":1,\"kWh\":2}", "form")]
    [InlineData("{\"n\":12,\"kWh\":\"SECRET\"}", "number")]
    [InlineData("{\"n\":12,\"kWh\":[1]}", "number")]
    [InlineData("{\"n\":12,\"kWh\":null}", "number")]
    [InlineData("{\"n\":12,\"kWh\":1e1}", "number")]
    [InlineData("{\"n\":12,\"kWh\":1} SECRET", "form")]
    [InlineData("{\"n\":12,\"kWh\":1 /*SECRET*/}", "form")]
    [InlineData("{\"n\":12,\"\\ud800\":1}", "form")]
    [InlineData("{\"n\":2,\"kWh\":1}", "count")]
    public void An_object_holds_the_declared_numbers_and_nothing_else(string json, string rule) =>
        Assert.Equal(rule, Check(Sum, json).Findings.First(f => !f.Passed).Rule);

    [Fact]
    public void Too_large_or_too_long_or_no_text_does_not_leave()
    {
        Assert.Equal("digitsMax", OutputCheck.Of(Table, AirlockRules.Default with { DigitsMax = 5 }, "shift,n,kWh\nday,11,1\n"u8.ToArray(), null).Findings[0].Rule);
        Assert.Equal("size", OutputCheck.Of(Table, AirlockRules.Default, new byte[70_000], null).Findings[0].Rule);
        Assert.Equal("form", OutputCheck.Of(Table, AirlockRules.Default, new byte[] { 0xff, 0xfe, 0x00 }, null).Findings.First(f => !f.Passed).Rule);
        Assert.Equal("rows", OutputCheck.Of(Table with { RowsMax = 1 }, AirlockRules.Default, "shift,n,kWh\nday,11,1\nnight,12,1\n"u8.ToArray(), null).Findings.First(f => !f.Passed).Rule);
        Assert.Equal("cellCountMin", OutputCheck.Of(OutputText.Read("x.csv=csv; kWh=number")!, AirlockRules.Default, "kWh\n1\n"u8.ToArray(), null).Findings.First(f => !f.Passed).Rule);
    }

    /// <summary>The production check against one that knows all tables that may leave: whatever bytes a job writes, what leaves is one of them.</summary>
    [Fact]
    public void Whatever_a_job_writes_what_leaves_is_a_table_that_the_form_names()
    {
        var form = OutputText.Read("x.csv=csv; c=a|b|; n=count:1")!;
        var rules = AirlockRules.Default with { CellCountMin = 8 };
        string?[] cells = [null, "8", "9"];
        var all = (from a in cells from b in cells select "c,n\n" + (a is null ? "" : $"a,{a}\n") + (b is null ? "" : $"b,{b}\n")).ToHashSet(StringComparer.Ordinal);
        string[] pieces = ["c,n", "a", "b", ",", "\n", "8", "9", "7", "0", "\r", "\"", " ", "\t", "A", "88", "a,8\n", "b,9\n", "\uFEFF", "\u200b", "+", "-"];
        var piece = Gen.Int[0, pieces.Length - 1].Select(i => pieces[i]);

        Gen.Select(Gen.Bool, piece.Array[0, 12]).Sample((head, parts) =>
        {
            var told = OutputCheck.Of(form, rules, Encoding.UTF8.GetBytes((head ? "c,n\n" : "") + string.Concat(parts)), null);
            Assert.True(told.Clean is null || all.Contains(told.Clean), told.Clean);
            Assert.Equal(told.Passed, told.Findings.All(f => f.Passed));
        });
        var json = Gen.Int[0, 15].Select(i => ((string[])["{", "}", "\"n\"", "\"kWh\"", ":", ",", "12", "\"\\ud800\"", "1e400", "-", "[", "]", "null", "\u0000", "//", "\\"])[i]);
        json.Array[0, 14].Sample(parts => Assert.NotEmpty(OutputCheck.Of(Sum, rules, Encoding.UTF8.GetBytes(string.Concat(parts)), null).Findings));
        Assert.All(all, table => Assert.Equal(table, OutputCheck.Of(form, rules, Encoding.UTF8.GetBytes(table), null).Clean));
    }

    [Fact]
    public void Of_data_that_is_no_table_it_is_said_that_lines_are_counted()
    {
        var told = OutputCheck.Of(Table, AirlockRules.Default, "shift,n,kWh\nday,12,1\n"u8.ToArray(), new DataRecords(11, AreLines: true)).Findings.First(f => !f.Passed);

        Assert.Equal(("records", "The cells stand for 12 records together, more than the 11 lines of the data, which is no table or not all of it."), (told.Rule, told.En));
        Assert.Equal("各格记录数合计 12，超过数据的 11 行（数据不是或不全是表格，按行计数）。", told.Zh);
    }

    private static OutputVerdict Check(OutputForm form, string text) => OutputCheck.Of(form, AirlockRules.Default, Encoding.UTF8.GetBytes(text), new DataRecords(100, AreLines: false));
}
