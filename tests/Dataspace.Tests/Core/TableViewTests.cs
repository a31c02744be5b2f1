using System.Text;
using KeyEcosystem.Dataspace.Core;
using KeyEcosystem.Dataspace.Core.Tables;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Policies;
using Xunit;

namespace KeyEcosystem.Dataspace.Tests.Core;

/// <summary>Of a table only what may be seen is written.</summary>
public sealed class TableViewTests
{
    private const string Table = "\uFEFFsite,name,kwh,note\r\nA,Ann,5,\"a, b\"\r\nB,Bob,50,\"two\nlines\"\r\nA,\"An \"\"x\"\"\",7,\r\nC,Cy\r\n";

    [Theory]
    [InlineData("""{"leftOperand":"column","operator":"isAnyOf","rightOperand":["site","note"]}""", "site,note\nA,\"a, b\"\nB,\"two\nlines\"\nA,\nC,\n", 4)]
    [InlineData("""{"leftOperand":"column","operator":"neq","rightOperand":"name"}""", "site,kwh,note\nA,5,\"a, b\"\nB,50,\"two\nlines\"\nA,7,\nC,,\n", 4)]
    [InlineData("""{"leftOperand":"row:site","operator":"eq","rightOperand":"A"}""", "site,name,kwh,note\nA,Ann,5,\"a, b\"\nA,\"An \"\"x\"\"\",7,\n", 2)]
    [InlineData("""[{"leftOperand":"row:kwh","operator":"lt","rightOperand":6},{"leftOperand":"column","operator":"isAnyOf","rightOperand":["kwh"]}]""", "kwh\n5\n", 1)]
    [InlineData("""{"or":[{"leftOperand":"column","operator":"eq","rightOperand":"kwh"},{"leftOperand":"row:site","operator":"eq","rightOperand":"B"}]}""", "site,name,kwh,note\n,,5,\nB,Bob,50,\"two\nlines\"\n,,7,\n,,,\n", 4)]
    public async Task Columns_and_rows_are_left_out_and_single_cells_empty(string terms, string expected, long rows)
    {
        var (done, text) = await Write(Encoding.UTF8.GetBytes(Table), terms);

        Assert.Equal((rows, expected), (done.Value, text));
    }

    [Theory]
    [InlineData("", "dataspace.content.no-table")]
    [InlineData("kwh,b\n1,\"un", "dataspace.content.no-table")]
    [InlineData("a,b\n1,\u00ff", "dataspace.content.no-table")]
    [InlineData("a,b\n1,2", "dataspace.content.nothing-seen")]
    public async Task What_can_not_be_shown_in_part_is_refused(string table, string code)
    {
        var (done, _) = await Write(Encoding.Latin1.GetBytes(table), """{"leftOperand":"column","operator":"eq","rightOperand":"kwh"}""");

        Assert.Equal(code, done.Refusal?.Code);
        Assert.True(code != "dataspace.content.nothing-seen" || done.Refusal!.Detail.Contains("\"kwh\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("neq")]
    [InlineData("isNoneOf")]
    public async Task A_column_that_is_withheld_and_not_there_under_that_name_shows_nothing(string comparison)
    {
        var (done, text) = await Write("site, name\nA,Ann\n"u8.ToArray(), $$"""{"leftOperand":"column","operator":"{{comparison}}","rightOperand":"name"}""");

        Assert.Equal(("dataspace.content.nothing-seen", ""), (done.Refusal?.Code, text));
        Assert.Contains("\"name\"", done.Refusal!.Detail, StringComparison.Ordinal);
    }

    private static async Task<(Result<long> Done, string Text)> Write(byte[] table, string terms)
    {
        var policy = PolicyJson.Parse($$"""{"permission":{"action":"read","constraint":{{terms}} } }""").Value;
        var parts = PolicyDecision.Decide(policy, new UseRequest("read", "", "mbr_1", "", null, "CN", DateTimeOffset.UnixEpoch, 0) { Parts = UseRequest.AnyParts }).Parts!;
        using var view = new MemoryStream();
        var done = await TableView.Write(TableForm.Csv, new MemoryStream(table), view, parts, default);
        return (done, Encoding.UTF8.GetString(view.ToArray()));
    }
}
