using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using KeyEcosystem.Dataspace.Core;
using KeyEcosystem.Dataspace.Core.Tables;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Policies;
using Xunit;

namespace KeyEcosystem.Dataspace.Tests.Core;

/// <summary>Of a JSON table only what may be seen is written, in the form it has.</summary>
[Trait("Store", "none")]
public sealed class JsonTableTests
{
    private const string Kwh = """{"leftOperand":"column","operator":"isAnyOf","rightOperand":["site","kwh"]}""";
    private const string Records = """
        {"site":"A", "name":"Ann","kwh":5.0,"note":{"name":"x", "at":[1, 2]}}
        {"site":"B","name":"Bob","kwh":50,"note":null}

        {"kwh":7e0,"name":"An \"x\"","s\u0069te":"A"}
        {"name":"Cy"}
        """;

    [Theory]
    [InlineData(Kwh, "{\"site\":\"A\",\"kwh\":5.0}|{\"site\":\"B\",\"kwh\":50}|{\"kwh\":7e0,\"s\\u0069te\":\"A\"}")]
    [InlineData("""{"leftOperand":"column","operator":"neq","rightOperand":"name"}""", "{\"site\":\"A\",\"kwh\":5.0,\"note\":{\"name\":\"x\", \"at\":[1, 2]}}|{\"site\":\"B\",\"kwh\":50,\"note\":null}|{\"kwh\":7e0,\"s\\u0069te\":\"A\"}")]
    [InlineData("""[{"leftOperand":"row:site","operator":"eq","rightOperand":"A"},{"leftOperand":"column","operator":"neq","rightOperand":"note"}]""", "{\"site\":\"A\",\"name\":\"Ann\",\"kwh\":5.0}|{\"kwh\":7e0,\"name\":\"An \\\"x\\\"\",\"s\\u0069te\":\"A\"}")]
    [InlineData("""[{"leftOperand":"row:kwh","operator":"lt","rightOperand":6},{"leftOperand":"column","operator":"isAnyOf","rightOperand":["kwh"]}]""", "{\"kwh\":5.0}")]
    [InlineData("""{"or":[{"leftOperand":"column","operator":"eq","rightOperand":"kwh"},{"leftOperand":"row:site","operator":"eq","rightOperand":"B"}]}""", "{\"kwh\":5.0}|{\"site\":\"B\",\"name\":\"Bob\",\"kwh\":50,\"note\":null}|{\"kwh\":7e0}")]
    [InlineData("""{"leftOperand":"row:site","operator":"eq","rightOperand":"Z"}""", "")]
    public async Task Members_and_records_are_left_out_and_the_rest_stays_as_it_was_written(string terms, string expected)
    {
        var records = expected.Split('|', StringSplitOptions.RemoveEmptyEntries);
        var array = "\uFEFF [ " + string.Join("\r\n,", Records.Split('\n', StringSplitOptions.RemoveEmptyEntries)) + "]\n";

        var lines = await Write(TableForm.JsonLines, "\uFEFF" + Records, terms);
        var inArray = await Write(TableForm.JsonArray, array, terms);

        Assert.Equal((records.LongLength, string.Concat(records.Select(r => r + "\n"))), (lines.Done.Value, lines.Text));
        Assert.Equal((records.LongLength, records.Length == 0 ? "[]\n" : "[\n" + string.Join(",\n", records) + "\n]\n"), (inArray.Done.Value, inArray.Text));
    }

    [Theory]
    [InlineData(TableForm.JsonArray, "", "empty")]
    [InlineData(TableForm.JsonArray, " \n ", "empty")]
    [InlineData(TableForm.JsonArray, "{\"kwh\":1}", "no array")]
    [InlineData(TableForm.JsonArray, "\"kwh\"", "no array")]
    [InlineData(TableForm.JsonArray, "[{\"kwh\":1},]", "Behind record 1")]
    [InlineData(TableForm.JsonArray, "[,{\"kwh\":1}]", "Record 1 (line 1) is no object")]
    [InlineData(TableForm.JsonArray, "[{\"kwh\":1},\n7]", "Record 2 (line 2) is no object")]
    [InlineData(TableForm.JsonArray, "[{\"kwh\":\n1\n},\n7]", "Record 2 (line 4) is no object")]
    [InlineData(TableForm.JsonArray, "[{\"kwh\":1},\n[]]", "Record 2 (line 2) is no object")]
    [InlineData(TableForm.JsonArray, "[{\"kwh\":1}\n{\"kwh\":2}]", "Behind record 1 (line 2)")]
    [InlineData(TableForm.JsonArray, "[{\"kwh\":1}", "behind record 1")]
    [InlineData(TableForm.JsonArray, "[{\"kwh\":1},{\"kwh\":\"Geheim", "behind record 1")]
    [InlineData(TableForm.JsonArray, "[{\"kwh\":1}] x", "behind the array")]
    [InlineData(TableForm.JsonArray, "[{\"kwh\":1}][]", "behind the array")]
    [InlineData(TableForm.JsonArray, "[{\"kwh\":1,}]", "Record 1 (line 1) can't be read")]
    [InlineData(TableForm.JsonArray, "[{\"kwh\":Geheim}]", "Record 1 (line 1) can't be read")]
    [InlineData(TableForm.JsonArray, "[{\"kwh\":1} /*Geheim*/]", "Behind record 1")]
    [InlineData(TableForm.JsonArray, "[\n{\"kwh\":1,\n\"Geheim\":2,\"Geh\\u0065im\":3}]", "Record 1 (line 2) has a member twice")]
    [InlineData(TableForm.JsonArray, "[{\"kwh\":\"\u00ff\"}]", "Record 1 (line 1) is not UTF-8")]
    [InlineData(TableForm.JsonArray, "[{\"\u00ff\":1}]", "Record 1 (line 1)")]
    [InlineData(TableForm.JsonArray, "[{\"kwh\":\"\u00ed\u00a0\u0080\"}]", "Record 1 (line 1) is not UTF-8")]
    [InlineData(TableForm.JsonArray, "[{\"\\ud800\":1}]", "Record 1 (line 1)")]
    [InlineData(TableForm.JsonArray, "\u00ff\u00fe[\0", "no array")]
    [InlineData(TableForm.JsonLines, "{\"kwh\":1}\n\n7\n", "Record 2 (line 3) is no object")]
    [InlineData(TableForm.JsonLines, "{\"kwh\":1} {\"kwh\":2}\n", "Record 1 (line 1) can't be read")]
    [InlineData(TableForm.JsonLines, "{\"kwh\":1},\n{\"kwh\":2}\n", "Record 1 (line 1) can't be read")]
    [InlineData(TableForm.JsonLines, "{\"kwh\":1}\n{\"kwh\":\n2}\n", "Record 2 (line 2) can't be read")]
    [InlineData(TableForm.JsonLines, "{\"kwh\":1}\n{\"kwh\":\"Geheim", "Record 2 (line 2) can't be read")]
    [InlineData(TableForm.JsonLines, "[{\"kwh\":1}]\n", "Record 1 (line 1) is no object")]
    [InlineData(TableForm.JsonLines, "{\"kwh\":1}\n{\"kwh\":1,\"kwh\":1}", "Record 2 (line 2) has a member twice")]
    [InlineData(TableForm.JsonLines, "{\"kwh\":\"a\u0001\"}", "Record 1 (line 1) can't be read")]
    public async Task What_is_no_table_is_refused_by_its_place_and_tells_nothing_of_what_stands_there(TableForm form, string table, string says)
    {
        var (done, _) = await Write(form, Encoding.Latin1.GetBytes(table), Kwh);

        Assert.Equal("dataspace.content.no-table", done.Refusal?.Code);
        Assert.Contains(says, done.Refusal!.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("Geheim", done.Refusal.Detail, StringComparison.Ordinal);
        Assert.Null(await TableView.Rows(form, new MemoryStream(Encoding.Latin1.GetBytes(table)), default));
    }

    [Fact]
    public async Task Depth_length_of_a_record_number_of_columns_and_length_of_a_name_are_limited()
    {
        string Nested(int depth) => $"{{\"kwh\":{new string('[', depth - 1)}{new string(']', depth - 1)}}}";
        string Long(int length) => $"{{\"kwh\":\"{new string('x', length - 10)}\"}}";
        string Wide(int from, int to) => $"{{\"kwh\":1,{string.Join(',', Enumerable.Range(from, to - from).Select(i => $"\"c{i}\":1"))}}}";
        string Named(int bytes) => $"{{\"kwh\":1,\"{new string('n', bytes)}\":1}}";

        await Holds(Nested(JsonRecords.DepthMax), Nested(JsonRecords.DepthMax + 1), "deeper than 64");
        await Holds(Nested(2), Nested(100_000), "deeper than 64");
        await Holds(Long(TableView.RecordMax), Long(TableView.RecordMax + 1), "longer than 16 MiB");
        await Holds(Wide(1, JsonRecords.ColumnsMax), Wide(1, 2) + "\n" + Wide(2, JsonRecords.ColumnsMax + 1), "more than 10000 columns");
        await Holds(Named(JsonRecords.NameMax), Named(JsonRecords.NameMax + 1), "more than 1024 bytes");

        async Task Holds(string good, string bad, string says)
        {
            foreach (var form in (TableForm[])[TableForm.JsonLines, TableForm.JsonArray])
            {
                string As(string lines) => form == TableForm.JsonLines ? lines : $"[{lines.Replace("\n", ",", StringComparison.Ordinal)}]";
                Assert.Equal(1, (await Write(form, As(good), Kwh)).Done.Value);
                Assert.Contains(says, (await Write(form, As(bad), Kwh)).Done.Refusal!.Detail, StringComparison.Ordinal);
                Assert.Contains(says, (await Write(form, As(bad) + "\n", Kwh)).Done.Refusal!.Detail, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("neq")]
    [InlineData("isNoneOf")]
    public async Task A_column_that_is_withheld_and_in_no_record_shows_nothing_and_one_in_a_late_record_is_found(string comparison)
    {
        var terms = $$"""{"leftOperand":"column","operator":"{{comparison}}","rightOperand":"name"}""";

        var (missing, _) = await Write(TableForm.JsonLines, """{"site":"A"," name":"Ann"}""", terms);
        var (late, text) = await Write(TableForm.JsonLines, """
            {"site":"A"}
            {"site":"B","name":"Ann"}
            """, terms);

        Assert.Equal("dataspace.content.nothing-seen", missing.Refusal?.Code);
        Assert.Contains("\"name\"", missing.Refusal!.Detail, StringComparison.Ordinal);
        Assert.Equal((2, "{\"site\":\"A\"}\n{\"site\":\"B\"}\n"), ((int)late.Value, text));
    }

    [Theory]
    [InlineData(TableForm.JsonArray, "[]", "[]\n")]
    [InlineData(TableForm.JsonArray, " [ \n ] ", "[]\n")]
    [InlineData(TableForm.JsonLines, "", "")]
    [InlineData(TableForm.JsonLines, "\n \n", "")]
    public async Task A_table_without_records_is_one(TableForm form, string table, string expected)
    {
        var (done, text) = await Write(form, table, Kwh);

        Assert.Equal((0L, expected), (done.Value, text));
        Assert.Equal(0, await TableView.Rows(form, new MemoryStream(Encoding.UTF8.GetBytes(table)), default));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"name":"Ann"}""")]
    public async Task Terms_that_permit_no_column_of_it_show_nothing(string record) =>
        Assert.Equal("dataspace.content.nothing-seen", (await Write(TableForm.JsonLines, record, Kwh)).Done.Refusal?.Code);

    [Theory]
    [InlineData("\"A\"", true)]
    [InlineData("\"\\u0041\"", true)]
    [InlineData("\"a\"", false)]
    [InlineData("null", false)]
    [InlineData("[\"A\"]", false)]
    [InlineData("{\"A\":1}", false)]
    [InlineData("\"\\ud800\"", false)]
    public async Task What_can_not_be_compared_is_not_seen(string value, bool seen)
    {
        var (permitted, _) = await Write(TableForm.JsonLines, $"{{\"site\":{value}}}", """{"leftOperand":"row:site","operator":"eq","rightOperand":"A"}""");
        using var view = new MemoryStream();
        var prohibited = await TableView.Write(TableForm.JsonLines, Bytes($"{{\"site\":{value}}}"), view, Terms.OfPolicy("""{"permission":{"action":"read"},"prohibition":{"action":"read","constraint":{"leftOperand":"row:site","operator":"neq","rightOperand":"A"}}}"""), default);
        var (other, _) = await Write(TableForm.JsonLines, $"{{\"site\":{value}}}", """{"leftOperand":"row:site","operator":"neq","rightOperand":"A"}""");

        Assert.Equal((seen ? 1 : 0, seen ? 1 : 0, value == "\"a\"" ? 1 : 0), ((int)permitted.Value, (int)prohibited.Value, (int)other.Value));
    }

    [Fact]
    public async Task Columns_are_told_with_what_their_values_look_like()
    {
        const string Table = """
            {"i":1,"d":1,"b":true,"t":"2026-01-01T00:00:00Z","s":"x","n":{"secret":1},"e":null,"m":1}
            {"i":null,"d":1.5,"late":"2026","m":"x"}
            {"cut":
            """;
        string[] expected = ["i integer", "d decimal", "b boolean", "t instant", "s text", "n nested", "e empty", "m text", "late text"];

        Assert.Equal(expected, (await JsonColumns.Of(Bytes(Table), lines: true, default)).Select(c => $"{c.Name} {c.Type}"));
        Assert.Equal(expected, (await JsonColumns.Of(Bytes("[" + Table.Replace("\n", ",", StringComparison.Ordinal)), lines: false, default)).Select(c => $"{c.Name} {c.Type}"));
        Assert.Empty(await JsonColumns.Of(Bytes("{"), lines: true, default));
    }

    [Fact]
    public void Any_table_is_shown_as_the_slow_obvious_form_shows_it_in_whatever_pieces_it_comes()
    {
        var value = Gen.OneOf(Gen.Int[-3, 3].Select(i => JsonValue.Create(i).ToJsonString()), OneOf("\"A\"", "\"B\"", "null", "true", "[1, {\"kwh\":2}]", "\"\\\"},{\\n\"", "\"电\"", "{}"));
        var member = Gen.Select(OneOf("site", "kwh", "name", "no te"), value);
        var record = member.Array[0, 4].Select(m => m.DistinctBy(x => x.Item1).ToArray());
        var terms = OneOf(
            Kwh,
            """{"leftOperand":"column","operator":"neq","rightOperand":"name"}""",
            """{"leftOperand":"row:kwh","operator":"gt","rightOperand":0}""",
            """{"or":[{"leftOperand":"column","operator":"eq","rightOperand":"kwh"},{"leftOperand":"row:site","operator":"eq","rightOperand":"A"}]}""");
        Gen.Select(record.Array[0, 12], terms, Gen.Int[1, 40], Gen.Bool).Sample((records, constraint, piece, lines) =>
        {
            var texts = records.Select(r => "{" + string.Join(" , ", r.Select(m => $"{JsonSerializer.Serialize(m.Item1)} : {m.Item2}")) + "}").ToList();
            var parts = Terms.Of(constraint);
            var table = Encoding.UTF8.GetBytes(lines ? string.Join("\r\n", texts) : "[" + string.Join("\n,", texts) + "]");
            using var view = new MemoryStream();
            var done = TableView.Write(lines ? TableForm.JsonLines : TableForm.JsonArray, new DripStream(table, piece), view, parts, default).GetAwaiter().GetResult();
            var expected = Slow(texts, parts);

            Assert.Equal(expected is null, !done.IsOk);
            if (expected is not null)
            {
                var text = Encoding.UTF8.GetString(view.ToArray());
                var got = lines ? text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!.ToJsonString()).ToList() : [.. JsonNode.Parse(text)!.AsArray().Select(n => n!.ToJsonString())];
                Assert.Equal(expected, got);
                Assert.Equal(expected.Count, done.Value);
            }
        });
    }

    /// <summary>Reads all of it into a tree, and asks for each cell.</summary>
    private static List<string>? Slow(List<string> texts, VisibleParts parts)
    {
        var records = texts.Select(t => JsonNode.Parse(t)!.AsObject()).ToList();
        var columns = records.SelectMany(r => r.Select(m => m.Key)).ToHashSet();
        if (records.Count > 0 && (!columns.Any(parts.MaySee) || parts.Withheld.Any(c => !columns.Contains(c))))
        {
            return null;
        }

        return [.. records.Select(r => new JsonObject(r.Where(m => parts.Sees(m.Key, c => Cell(r, c))).Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone())))).Where(r => r.Count > 0).Select(r => r.ToJsonString())];
    }

    private static string? Cell(JsonObject record, string column) => record[column] is JsonValue value ? value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString() : null;

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static MemoryStream Bytes(string text) => new(Encoding.UTF8.GetBytes(text));

    private static Task<(Result<long> Done, string Text)> Write(TableForm form, string table, string terms) => Write(form, Encoding.UTF8.GetBytes(table), terms);

    private static async Task<(Result<long> Done, string Text)> Write(TableForm form, byte[] table, string terms)
    {
        using var view = new MemoryStream();
        var done = await TableView.Write(form, new MemoryStream(table), view, Terms.Of(terms), default);
        return (done, Encoding.UTF8.GetString(view.ToArray()));
    }
}
