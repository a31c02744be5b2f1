using System.Text;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Dataspace.Core;
using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Platform.Gate;
using KeyEcosystem.Platform.Store;
using Xunit;

namespace KeyEcosystem.Dataspace.Tests.Work;

/// <summary>Terms that limit how many bytes and rows are read under an agreement.</summary>
public sealed class QuotaTests
{
    private const string Table = "site,kwh\nA,1\nA,2\nB,3\n";

    [Theory]
    [InlineData("rows", 7, 2, "policy.rows.exceeded")]
    [InlineData("rows", 6, 2, "policy.rows.exceeded")]
    [InlineData("rows", 2, 0, "policy.rows.exceeded")]
    [InlineData("bytes", 41, 1, "policy.bytes.exceeded")]
    [InlineData("bytes", 42, 2, "policy.bytes.exceeded")]
    public async Task As_much_is_read_as_the_terms_give_and_the_next_reading_is_refused(string operand, int most, int reads, string code)
    {
        await using var room = await TestRoom.Open();
        var asset = await Filled(room, Terms(operand, most), Table);
        var agreement = await room.Sign(asset);

        for (var i = 0; i < reads; i++)
        {
            Assert.Equal(Table, (await Reading.Read(room, asset)).Text);
        }

        var refused = (await Reading.Send(room, asset, room.Consumer, null, null)).Refusal!;
        Assert.Contains(code, refused.Facts!.Values);
        var used = await room.Get<IUseCounts>().Of(agreement.Id, default);
        Assert.Equal((reads, reads * Table.Length, reads * 3), (used?.Used ?? 0, (int)(used?.Bytes ?? 0), (int)(used?.Rows ?? 0)));
        Assert.Equal(reads * 3, (await room.All<MeterRow>()).Where(m => m.Kind == "rows").Sum(m => m.Quantity));
    }

    [Fact]
    public async Task Of_a_table_that_is_read_in_part_the_part_counts()
    {
        await using var room = await TestRoom.Open();
        var asset = await Filled(room, """{"permission":[{"action":"read","constraint":[{"leftOperand":"row:site","operator":"eq","rightOperand":"A"},{"leftOperand":"rows","operator":"lteq","rightOperand":4}]}]}""", Table);
        await room.Sign(asset);

        Assert.Equal("site,kwh\nA,1\nA,2\n", (await Reading.Read(room, asset)).Text);
        Assert.Equal("site,kwh\nA,1\nA,2\n", (await Reading.Read(room, asset)).Text);

        Assert.False((await Reading.Send(room, asset, room.Consumer, null, null)).IsOk);
        Assert.Equal(4, (await room.All<MeterRow>()).Where(m => m.Kind == "rows").Sum(m => m.Quantity));
    }

    [Theory]
    [InlineData("application/x-ndjson", "{\"site\":\"A\"}\n{\"site\":\"B\"}\n{\"site\":\"A\"}\n", "{\"site\":\"A\"}\n{\"site\":\"A\"}\n")]
    [InlineData("application/json", "[{\"site\":\"A\"},{\"site\":\"B\"},{\"site\":\"A\"}]", "[\n{\"site\":\"A\"},\n{\"site\":\"A\"}\n]\n")]
    public async Task Rows_of_json_are_its_objects(string type, string table, string part)
    {
        await using var room = await TestRoom.Open();
        var whole = await Filled(room, Terms("rows", 7), table, type);
        var some = await Filled(room, """{"permission":[{"action":"read","constraint":[{"leftOperand":"row:site","operator":"eq","rightOperand":"A"},{"leftOperand":"rows","operator":"lteq","rightOperand":4}]}]}""", table, type);
        await room.Sign(whole);
        await room.Sign(some);

        foreach (var (asset, expected) in new[] { (whole, table), (some, part) })
        {
            Assert.Equal(expected, (await Reading.Read(room, asset)).Text);
            Assert.Equal(expected, (await Reading.Read(room, asset)).Text);
            Assert.Contains("policy.rows.exceeded", (await Reading.Send(room, asset, room.Consumer, null, null)).Refusal!.Facts!.Values);
        }

        Assert.Equal(6 + 4, (await room.All<MeterRow>()).Where(m => m.Kind == "rows").Sum(m => m.Quantity));
    }

    [Fact]
    public async Task What_a_download_that_broke_off_has_not_sent_is_given_back()
    {
        await using var room = await TestRoom.Open();
        var table = "id,value\n" + string.Concat(Enumerable.Range(0, 30_000).Select(i => $"{i},{i}\n"));
        var asset = await Filled(room, Terms("rows", 45_000), table);
        var agreement = await room.Sign(asset);
        var half = table.Length / 2;
        var (_, head) = await Reading.Read(room, asset, range: $"bytes=0-{half - 1}");

        // It rests, and holds what it has not read until it has rested for long, or its reader begins anew.
        Assert.Equal(30_000, (await room.Get<IUseCounts>().Of(agreement.Id, default))!.Rows);
        room.Clock.Now += TimeSpan.FromDays(2);
        while (await room.Get<Transfers>().EndIdle(room.Clock.Now - TimeSpan.FromHours(1), default))
        {
        }

        var used = (await room.Get<IUseCounts>().Of(agreement.Id, default))!;
        Assert.Equal(half, used.Bytes);
        Assert.InRange(used.Rows, 14_990, 15_010);
        Assert.Equal(206, head.StatusCode);
        Assert.Equal(table, (await Reading.Read(room, asset)).Text);
        Assert.Equal(used.Rows + 30_000, (await room.All<MeterRow>()).Where(m => m.Kind == "rows").Sum(m => m.Quantity));
    }

    [Fact]
    public async Task Of_many_at_once_as_many_read_as_fit_together()
    {
        await using var room = await TestRoom.Open();
        var asset = await Filled(room, Terms("rows", 30), Table);
        var agreement = await room.Sign(asset);

        var sent = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => Reading.Send(room, asset, room.Consumer, null, null))));

        Assert.Equal((10, 30), (sent.Count(s => s.IsOk), (int)(await room.Get<IUseCounts>().Of(agreement.Id, default))!.Rows));
    }

    [Fact]
    public async Task Who_computes_is_given_all_of_it_and_a_use_that_never_began_gives_it_back()
    {
        await using var room = await TestRoom.Open();
        var asset = await Filled(room, """{"permission":[{"action":"compute","constraint":{"leftOperand":"rows","operator":"lteq","rightOperand":5}}]}""", Table);
        await room.Sign(asset);

        Assert.True((await room.Pass(room.Use(asset, action: "compute"))).Permitted);
        Assert.Equal("policy.rows.exceeded", Assert.Single((await room.Pass(room.Use(asset, action: "compute"))).Reasons).Code);
        room.Clock.Now += TimeSpan.FromHours(1);
        await room.Get<GateService>().Release(default);

        Assert.True((await room.Pass(room.Use(asset, action: "compute"))).Permitted);
    }

    [Fact]
    public async Task Rows_of_what_is_no_table_can_not_be_judged()
    {
        await using var room = await TestRoom.Open();
        var asset = await Filled(room, Terms("rows", 5), Table, "text/plain");
        await room.Sign(asset);

        Assert.Contains("policy.rows.exceeded", (await Reading.Send(room, asset, room.Consumer, null, null)).Refusal!.Facts!.Values);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("a,b", 0)]
    [InlineData("a,b\n", 0)]
    [InlineData("a,b\n1,2", 1)]
    [InlineData("a,b\r\n1,2\r\n3,4\r\n", 2)]
    [InlineData("a,b\n\"x\ny\",\"say \"\"hi\"\"\n\"\n3,4\n", 2)]
    public async Task Rows_are_records_behind_the_head(string table, int rows) =>
        Assert.Equal(rows, await CsvRows.Count(new MemoryStream(Encoding.UTF8.GetBytes(table)), default));

    private static string Terms(string operand, int most) => $$"""{"permission":[{"action":"read","constraint":{"leftOperand":"{{operand}}","operator":"lteq","rightOperand":{{most}} } }]}""";

    private static async Task<AssetView> Filled(TestRoom room, string terms, string table, string type = "text/csv")
    {
        var asset = await room.Publish(terms);
        return TestRoom.Ok(await room.Get<ContentCommands>().Fill(asset.Id, new MemoryStream(Encoding.UTF8.GetBytes(table)), null, type, room.Provider, default));
    }
}
