using System.Security.Cryptography;
using System.Text;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Dataspace.Core.Tables;
using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Dataspace.Tests.Core;
using KeyEcosystem.Platform.Gate;
using KeyEcosystem.Platform.Store;
using Xunit;

namespace KeyEcosystem.Dataspace.Tests.Work;

/// <summary>Who may see columns and rows of a table gets these, by the same door, metered and cut as everything else.</summary>
public sealed class PartsTests
{
    private const string Policy = """
        {"permission":[{"action":"read","constraint":{"leftOperand":"column","operator":"isAnyOf","rightOperand":["time","kwh"]}},
        {"action":"read","constraint":[{"leftOperand":"column","operator":"eq","rightOperand":"name"},{"leftOperand":"dateTime","operator":"lt","rightOperand":"2026-12-31"}]}]}
        """;

    [Fact]
    public async Task A_consumer_gets_the_columns_of_the_agreement_and_pays_for_these_bytes()
    {
        await using var room = await TestRoom.Open();
        var asset = await Filled(room, "time,name,kwh,secret\n1,a,5,x\n2,b,6,y\n");
        await room.Sign(asset);

        var (text, head) = await Reading.Read(room, asset);
        var own = await Reading.Read(room, asset, room.Provider);

        Assert.Equal(("time,name,kwh\n1,a,5\n2,b,6\n", "table"), (text, head.Headers["Content-Parts"].ToString()));
        Assert.DoesNotContain(asset.Sha256!, head.Headers.ETag.ToString(), StringComparison.Ordinal);
        Assert.Equal("time,name,kwh,secret\n1,a,5,x\n2,b,6,y\n", own.Text);
        var meters = (await room.All<MeterRow>()).Where(m => m.Consumer == room.Consumer.Member.Value).ToDictionary(m => m.Kind, m => m.Quantity);
        Assert.Equal((text.Length, 1L), ((int)meters["bytes"], meters["count"]));
        Assert.DoesNotContain(await room.All<UseRow>(), u => u.Outcome == "refused");
        Assert.Equal(["time", "name", "kwh"], TestRoom.Ok(await room.Get<ContentCommands>().Preview((await room.Get<Catalogue>().Find(asset.Id, default))!, "", room.Consumer, default)).Columns.Select(c => c.Name));
    }

    [Fact]
    public async Task What_is_seen_is_what_the_terms_give_at_that_moment_and_a_download_is_cut_when_that_changes()
    {
        await using var room = await TestRoom.Open();
        var asset = await Filled(room, "time,name,kwh\n" + string.Concat(Enumerable.Range(0, 30_000).Select(i => $"{i},n,{i}\n")));
        await room.Sign(asset);
        room.Clock.Now = new DateTimeOffset(2026, 12, 30, 23, 0, 0, TimeSpan.Zero);
        var before = await Reading.Read(room, asset, range: "bytes=0-99");
        var use = before.Head.Headers["Use-Id"].ToString();
        var rest = await Reading.Read(room, asset, range: "bytes=100-199", use: use);
        room.Clock.Now = new DateTimeOffset(2026, 12, 31, 1, 0, 0, TimeSpan.Zero);

        Assert.Equal((206, 206, 200), (before.Head.StatusCode, rest.Head.StatusCode, before.Text.Length + rest.Text.Length));
        Assert.StartsWith("time,name,kwh\n0,n,0\n", before.Text, StringComparison.Ordinal);
        var resumed = await Reading.Send(room, asset, room.Consumer, "bytes=200-299", use);
        Assert.Contains("policy.part.changed", resumed.Refusal!.Facts!.Values);
        Assert.StartsWith("time,kwh\n0,0\n", (await Reading.Read(room, asset)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json", "[{\"time\":1,\"name\":\"a\",\"kwh\":5,\"secret\":\"x\"},\n{\"time\":2,\"kwh\":6.50,\"secret\":{\"name\":\"b\"}}, {\"secret\":0}]", "[\n{\"time\":1,\"name\":\"a\",\"kwh\":5},\n{\"time\":2,\"kwh\":6.50}\n]\n", 3)]
    [InlineData("application/x-ndjson", "{\"time\":1,\"name\":\"a\",\"kwh\":5,\"secret\":\"x\"}\n{\"time\":2,\"kwh\":6.50,\"secret\":{\"name\":\"b\"}}\n{\"secret\":0}", "{\"time\":1,\"name\":\"a\",\"kwh\":5}\n{\"time\":2,\"kwh\":6.50}\n", 3)]
    public async Task A_part_of_a_json_table_has_its_form_its_own_checksum_and_its_own_rows(string type, string table, string expected, int rows)
    {
        await using var room = await TestRoom.Open();
        var asset = await Filled(room, table, type);
        await room.Sign(asset);

        var (text, head) = await Reading.Read(room, asset);
        var range = await Reading.Read(room, asset, range: "bytes=3-10");

        Assert.Equal((expected, "table", type), (text, head.Headers["Content-Parts"].ToString(), head.ContentType));
        Assert.Equal($"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(expected)))}\"", head.Headers.ETag.ToString());
        Assert.Equal((206, expected[3..11]), (range.Head.StatusCode, range.Text));
        Assert.Equal((rows, table), ((int)asset.Rows!.Value, (await Reading.Read(room, asset, room.Provider)).Text));
        Assert.Equal(2, (await room.All<MeterRow>()).First(m => m.Consumer == room.Consumer.Member.Value && m.Kind == "rows").Quantity);
        Assert.Equal(["time", "name", "kwh"], TestRoom.Ok(await room.Get<ContentCommands>().Preview((await room.Get<Catalogue>().Find(asset.Id, default))!, "", room.Consumer, default)).Columns.Select(c => c.Name));
    }

    [Fact]
    public async Task A_part_of_a_parquet_table_is_read_in_ranges_resumed_and_metered_as_every_part()
    {
        await using var room = await TestRoom.Open();
        var rows = ArrowFile.Values["site"].Count(s => s == "A");
        var asset = await Filled(room, ArrowFile.Pages1, "application/vnd.apache.parquet", $$"""{"permission":[{"action":"read","constraint":[{"leftOperand":"row:site","operator":"eq","rightOperand":"A"},{"leftOperand":"column","operator":"isNoneOf","rightOperand":["secret","i96"]},{"leftOperand":"rows","operator":"lteq","rightOperand":{{rows * 3}} }]}]}""");
        await room.Sign(asset);

        Assert.DoesNotContain("secret", TestRoom.Ok(await room.Get<ContentCommands>().Preview((await room.Get<Catalogue>().Find(asset.Id, default))!, "", room.Consumer, default)).Columns.Select(c => c.Name));
        var (whole, head) = await Reading.Bytes(room, asset);
        var again = (await Reading.Bytes(room, asset)).Bytes;
        var first = await Reading.Bytes(room, asset, range: "bytes=0-999");
        var rest = await Reading.Bytes(room, asset, range: "bytes=1000-", use: first.Head.Headers["Use-Id"].ToString());

        Assert.Equal((80L, "table", "application/vnd.apache.parquet"), (asset.Rows, head.Headers["Content-Parts"].ToString(), head.ContentType));
        Assert.Equal($"\"{Convert.ToHexStringLower(SHA256.HashData(whole))}\"", head.Headers.ETag.ToString());
        Assert.Equal(whole, again);
        Assert.Equal(whole, first.Bytes.Concat(rest.Bytes));
        Assert.Equal(rows, (await ParquetFile.Read(new MemoryStream(whole), default)).Rows);
        Assert.DoesNotContain("SECRET", Encoding.Latin1.GetString(whole), StringComparison.Ordinal);
        var meters = (await room.All<MeterRow>()).GroupBy(m => m.Kind, m => m.Quantity).ToDictionary(m => m.Key, m => m.Sum());
        Assert.Equal((rows * 3, whole.Length * 3, 3), ((int)meters["rows"], (int)meters["bytes"], (int)meters["count"]));
        Assert.Contains("policy.rows.exceeded", (await Reading.Send(room, asset, room.Consumer, null, null)).Refusal!.Facts!.Values);
    }

    [Fact]
    public async Task The_same_bytes_are_a_table_under_the_type_that_they_have_and_none_under_another()
    {
        await using var room = await TestRoom.Open();
        const string Table = "{\"time\":1,\"secret\":\"x\"}\n{\"time\":2}\n";
        var lines = await Filled(room, Table, "application/x-ndjson");
        var array = await Filled(room, Table, "application/json");
        await room.Sign(lines);
        await room.Sign(array);

        Assert.Equal("{\"time\":1}\n{\"time\":2}\n", (await Reading.Read(room, lines)).Text);
        Assert.Equal("dataspace.content.no-table", (await Reading.Send(room, array, room.Consumer, null, null)).Refusal?.Code);
        Assert.Equal((2L, null), (lines.Rows, array.Rows));
    }

    [Fact]
    public async Task What_is_no_table_and_who_computes_on_the_whole_is_refused_with_the_reason()
    {
        await using var room = await TestRoom.Open();
        var asset = await Filled(room, "time,name\n", "text/plain");
        await room.Sign(asset);

        Assert.Equal("dataspace.content.no-table", (await Reading.Send(room, asset, room.Consumer, null, null)).Refusal?.Code);
        Assert.Equal("policy.part.only", Assert.Single((await room.Pass(room.Use(asset))).Reasons).Code);
    }

    private static async Task<AssetView> Filled(TestRoom room, string table, string type = "text/csv")
    {
        return await Filled(room, Encoding.UTF8.GetBytes(table), type, Policy);
    }

    private static async Task<AssetView> Filled(TestRoom room, byte[] table, string type, string policy)
    {
        var asset = await room.Publish(policy);
        return TestRoom.Ok(await room.Get<ContentCommands>().Fill(asset.Id, new MemoryStream(table), null, type, room.Provider, default));
    }
}
