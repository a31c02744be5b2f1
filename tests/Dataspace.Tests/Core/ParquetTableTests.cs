using System.IO.Compression;
using System.Text;
using KeyEcosystem.Dataspace.Core;
using KeyEcosystem.Dataspace.Core.Tables;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Policies;
using Xunit;

namespace KeyEcosystem.Dataspace.Tests.Core;

/// <summary>Of a Parquet table only what may be seen is written, with the types it has.</summary>
[Trait("Store", "none")]
public sealed class ParquetTableTests
{
    private const string NoSecret = """{"leftOperand":"column","operator":"neq","rightOperand":"secret"}""";
    private const string SiteA = """[{"leftOperand":"row:site","operator":"eq","rightOperand":"A"},{"leftOperand":"column","operator":"neq","rightOperand":"secret"}]""";
    private const string Flat = """[{"leftOperand":"row:site","operator":"eq","rightOperand":"A"},{"leftOperand":"column","operator":"isNoneOf","rightOperand":["secret","l","m","b","br"]}]""";
    private const string Cells = """{"or":[{"leftOperand":"column","operator":"isAnyOf","rightOperand":["i32","i32n","l","m","rs"]},{"leftOperand":"row:site","operator":"eq","rightOperand":"B"}]}""";

    [Theory]
    [InlineData(1, NoSecret)]
    [InlineData(2, NoSecret)]
    [InlineData(1, """{"leftOperand":"column","operator":"isAnyOf","rightOperand":["m","i96"]}""")]
    [InlineData(1, SiteA)]
    [InlineData(2, Flat)]
    [InlineData(1, Cells)]
    [InlineData(1, """{"leftOperand":"row:i32n","operator":"gteq","rightOperand":500}""")]
    [InlineData(1, """{"leftOperand":"row:d","operator":"lt","rightOperand":0.3}""")]
    [InlineData(1, """[{"leftOperand":"row:b","operator":"eq","rightOperand":"true"},{"leftOperand":"row:json","operator":"neq","rightOperand":"v1"}]""")]
    public Task What_is_seen_is_what_another_writer_put_there_as_the_slow_obvious_form_picks_it(int pages, string terms) => IsSeen(pages, terms);

    [Fact]
    public Task A_row_group_of_which_all_is_seen_is_packed_anew_too_where_cells_of_another_are_not_seen() =>
        IsSeen(1, $$"""{"or":[{"leftOperand":"column","operator":"eq","rightOperand":"i32"},{"leftOperand":"row:i32","operator":"isAnyOf","rightOperand":[{{string.Join(',', ArrowFile.Values["i32"].Skip(40))}}]}]}""");

    [Fact]
    public async Task Columns_that_are_left_out_leave_no_byte_and_the_others_stay_byte_for_byte()
    {
        var parts = Terms.Of(NoSecret);
        var (_, view) = await Write(ArrowFile.Pages1, parts);

        var (before, after) = (await ParquetFile.Read(new MemoryStream(ArrowFile.Pages1), default), await ParquetFile.Read(new MemoryStream(view), default));
        foreach (var leaf in after.Columns.SelectMany(c => c.Leaves))
        {
            var was = before.Columns.SelectMany(c => c.Leaves).Single(l => l.Path.SequenceEqual(leaf.Path));
            Assert.Equal(ThriftWriter.Write(was.Element).ToArray(), ThriftWriter.Write(leaf.Element).ToArray());
            for (var group = 0; group < 2; group++)
            {
                Assert.Equal(Slice(ArrowFile.Pages1, before.RowGroups[group].Chunks[was.Index]), Slice(view, after.RowGroups[group].Chunks[leaf.Index]));
            }
        }

        Assert.True(Contains(ArrowFile.Pages1, "SECRETVALUE") && Contains(ArrowFile.Pages1, "pandas"));
        Assert.False(Contains(view, "SECRET") || Contains(view, "secret") || Contains(view, "pandas"));
        Assert.Equal(ThriftWriter.Write(before.Root.With(5, ThriftNode.Int(21))).ToArray(), ThriftWriter.Write(after.Root).ToArray());
    }

    [Fact]
    public async Task Rows_that_are_left_out_leave_no_byte_in_pages_dictionaries_or_statistics()
    {
        const string Small = """[{"leftOperand":"row:site","operator":"eq","rightOperand":"A"},{"leftOperand":"column","operator":"isAnyOf","rightOperand":["secret"]}]""";
        var seen = ArrowFile.Values["secret"].Where((_, r) => ArrowFile.Values["site"][r] == "A").ToHashSet();
        var hidden = ArrowFile.Values["secret"].Where(s => !seen.Contains(s) && !seen.Any(o => o.StartsWith(s, StringComparison.Ordinal))).ToList();
        var (_, view) = await Write(ArrowFile.Pages1, Terms.Of(Small));

        var all = view.Concat(await Unpacked(view)).ToArray();
        Assert.NotEmpty(hidden);
        Assert.All(seen, s => Assert.True(Contains(all, s)));
        Assert.All(hidden, s => Assert.False(Contains(all, s), s));
        Assert.All((await ParquetFile.Read(new MemoryStream(view), default)).RowGroups.SelectMany(g => g.Chunks), c => Assert.Null(c.Meta.Field(12)));
        Assert.False(Contains(all, "site"));
    }

    [Fact]
    public async Task A_row_group_of_which_all_is_seen_is_taken_over_and_one_of_which_nothing_is_seen_is_not_there()
    {
        var only = ArrowFile.Values["i32"].Select(long.Parse).ToList();
        var (done, view) = await Write(ArrowFile.Pages1, Terms.Of($$"""[{"leftOperand":"row:i32","operator":"lteq","rightOperand":{{only.Max()}}},{"leftOperand":"column","operator":"eq","rightOperand":"site"}]"""));
        var (none, empty) = await Write(ArrowFile.Pages1, Terms.Of($$"""[{"leftOperand":"row:i32","operator":"gt","rightOperand":{{only.Max()}}},{"leftOperand":"column","operator":"eq","rightOperand":"site"}]"""));

        var (before, after, left) = (await ParquetFile.Read(new MemoryStream(ArrowFile.Pages1), default), await ParquetFile.Read(new MemoryStream(view), default), await ParquetFile.Read(new MemoryStream(empty), default));
        Assert.Equal((80L, 0L), (done.Value, none.Value));
        Assert.Equal(Slice(ArrowFile.Pages1, before.RowGroups[1].Chunks[0]), Slice(view, after.RowGroups[1].Chunks[0]));
        Assert.NotNull(after.RowGroups[1].Chunks[0].Meta.Field(12));
        Assert.Equal((0, "site"), (left.RowGroups.Count, Assert.Single(left.Columns).Name));
    }

    [Fact]
    public async Task A_column_of_which_single_cells_are_not_seen_may_be_missing_and_all_else_of_it_stays()
    {
        var (_, view) = await Write(ArrowFile.Pages1, Terms.Of(Cells));

        var (before, after) = (await ParquetFile.Read(new MemoryStream(ArrowFile.Pages1), default), await ParquetFile.Read(new MemoryStream(view), default));
        foreach (var column in after.Columns)
        {
            var was = before.Columns.Single(c => c.Name == column.Name);
            var named = column.Name is "i32" or "i32n" or "l" or "m" or "rs";
            Assert.Equal(was.IsRequired && named, column.IsRequired);
            Assert.Equal(was.Elements.Select(e => Convert.ToHexString(ThriftWriter.Write(e.Without(3)).Span)), column.Elements.Select(e => Convert.ToHexString(ThriftWriter.Write(e.Without(3)).Span)));
        }
    }

    [Fact]
    public async Task A_reader_that_knows_nothing_of_this_program_reads_a_view()
    {
        var (_, view) = await Write(ArrowFile.Pages1, Terms.Of(SiteA));

        await using var reader = await Parquet.ParquetReader.CreateAsync(new MemoryStream(view));
        using var group = reader.OpenRowGroupReader(0);
        var site = new string[group.RowCount];
        await group.ReadAsync(reader.Schema.FindDataField("site"), site);

        Assert.All(site, s => Assert.Equal("A", s));
        Assert.Equal(ArrowFile.Values["site"].Take(40).Count(s => s == "A"), site.Length);
    }

    [Theory]
    [InlineData("""[{"leftOperand":"row:site","operator":"eq","rightOperand":"A"},{"leftOperand":"column","operator":"eq","rightOperand":"br"}]""")]
    [InlineData("""[{"leftOperand":"row:br","operator":"eq","rightOperand":"true"},{"leftOperand":"column","operator":"eq","rightOperand":"site"}]""")]
    [InlineData("""[{"leftOperand":"row:site","operator":"eq","rightOperand":"A"},{"leftOperand":"column","operator":"eq","rightOperand":"l"}]""")]
    public async Task Values_that_the_library_does_not_unpack_right_are_refused_where_rows_are_filtered(string terms) =>
        Assert.Contains("packed in this way", (await Write(ArrowFile.Pages2, Terms.Of(terms))).Done.Refusal!.Detail, StringComparison.Ordinal);

    [Theory]
    [InlineData("neq", "Secret", "dataspace.content.nothing-seen")]
    [InlineData("isAnyOf", "nothing", "dataspace.content.nothing-seen")]
    public async Task Columns_that_are_not_there_are_told_as_of_every_table(string comparison, string column, string code)
    {
        var (done, view) = await Write(ArrowFile.Pages1, Terms.Of($$"""{"leftOperand":"column","operator":"{{comparison}}","rightOperand":"{{column}}"}"""));

        Assert.Equal((code, 0), (done.Refusal?.Code, view.Length));
        Assert.Contains($"\"{column}\"", done.Refusal!.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"leftOperand":"row:l","operator":"neq","rightOperand":"1"}""")]
    [InlineData("""{"leftOperand":"row:flba","operator":"neq","rightOperand":"1"}""")]
    [InlineData("""{"leftOperand":"row:nothing","operator":"neq","rightOperand":"1"}""")]
    public async Task Rows_are_not_seen_where_what_decides_can_not_be_compared(string terms) => Assert.Equal(0, (await Write(ArrowFile.Pages1, Terms.Of(terms))).Done.Value);

    [Fact]
    public async Task What_is_no_parquet_file_or_lies_about_itself_is_refused()
    {
        var good = ArrowFile.Pages1;
        ThriftNode Group(ThriftNode footer, Func<ThriftNode, ThriftNode> change) => footer.With(4, ThriftNode.List(ThriftType.Struct, [change(footer.StructsOf(4)[0]), footer.StructsOf(4)[1]]));
        byte[] Chunk(int leaf, Func<ThriftNode, ThriftNode> change) => ArrowFile.With(good, f => Group(f, g => g.With(1, ThriftNode.List(ThriftType.Struct, [.. g.StructsOf(1).Select((c, i) => i == leaf ? change(c) : c)]))));
        byte[] Meta(int leaf, int field, long value) => Chunk(leaf, c => c.With(3, c.Field(3)!.With(field, ThriftNode.Long(value))));
        var secret = (await ParquetFile.Read(new MemoryStream(good), default)).RowGroups[0].Chunks[1];

        await Holds(ArrowFile.With(good, f => f), null);
        await Holds([], "too short");
        await Holds([.. "PARE"u8, .. good[4..]], "encrypted");
        await Holds([.. good[..^4], .. "PARE"u8], "encrypted");
        await Holds(good[..^1], "cut off");
        await Holds(good[1..], "cut off");
        await Holds([.. good[..^8], 255, 255, 255, 127, .. "PAR1"u8], "longer than");
        await Holds([.. "PAR1"u8, 0, 0, 0, 0, 0, .. "PAR1"u8], "too short|footer|cut off");
        await Holds(ArrowFile.With(good, f => f.With(8, ThriftNode.Struct())), "encrypted");
        await Holds(ArrowFile.With(good, f => f.With(3, ThriftNode.Long(81))), "not as many rows");
        await Holds(ArrowFile.With(good, f => Group(f, g => g.With(3, ThriftNode.Long(41))).With(3, ThriftNode.Long(81))), "not as many values");
        await Holds(ArrowFile.With(good, f => Group(f, g => g.With(3, ThriftNode.Long(41)).With(1, ThriftNode.List(ThriftType.Struct, [.. g.StructsOf(1).Select(c => c.With(3, c.Field(3)!.With(5, ThriftNode.Long(Math.Max(41, c.Field(3)!.NumberOf(5)!.Value)))))]))).With(3, ThriftNode.Long(81))), "a column has not as many values as it says");
        await Holds(ArrowFile.With(good, f => Group(f, g => g.With(3, ThriftNode.Long(-1)))), "columns are missing");
        await Holds(ArrowFile.With(good, f => Group(f, g => g.With(1, ThriftNode.List(ThriftType.Struct, [.. g.StructsOf(1).Skip(1)])))), "columns are missing");
        await Holds(ArrowFile.With(good, f => f.With(2, ThriftNode.List(ThriftType.Struct, [.. f.StructsOf(2).SkipLast(1)]))), "schema is none");
        await Holds(ArrowFile.With(good, f => f.With(2, ThriftNode.List(ThriftType.Struct, [.. f.StructsOf(2).Select((e, i) => i == 2 ? e.With(4, ThriftNode.Text("site")) : e)]))), "column twice");
        await Holds(Chunk(0, c => c.With(1, ThriftNode.Text("/etc/passwd"))), "another file");
        await Holds(Chunk(0, c => c.With(8, ThriftNode.Struct())), "encrypted");
        await Holds(Meta(0, 5, 39), "not as many values");
        await Holds(Meta(0, 7, secret.Start + secret.Length), "share bytes");
        await Holds(Meta(0, 7, 1L << 40), "does not lie in the file");
        await Holds(Meta(0, 9, 0), "does not lie in the file");
        await Holds(Chunk(0, c => c.With(3, secret.Meta.With(3, c.Field(3)!.Field(3)!))), "share bytes");
        await Holds(Chunk(0, c => c.With(3, secret.Meta)), "not of the schema");

        async Task Holds(byte[] bytes, string? says)
        {
            foreach (var terms in (string[])[NoSecret, SiteA])
            {
                var (done, _) = await Write(bytes, Terms.Of(terms));
                Assert.Equal(says is null, done.IsOk);
                Assert.True(says is null || says.Split('|').Any(s => done.Refusal!.Detail.Contains(s, StringComparison.Ordinal)), $"{says}: {done.Refusal?.Detail}");
                Assert.Equal(says is null ? null : "dataspace.content.no-table", done.Refusal?.Code);
            }

            Assert.Equal(says is null ? 80L : null, await TableView.Rows(TableForm.Parquet, new MemoryStream(bytes), default));
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 3)]
    public async Task Whatever_bytes_are_changed_or_missing_there_is_a_view_or_a_refusal_and_nothing_of_a_hidden_column(int pages, int seed)
    {
        var random = new Random(seed);
        var good = pages == 1 ? ArrowFile.Pages1 : ArrowFile.Pages2;
        var footer = BitConverter.ToInt32(good, good.Length - 8);
        VisibleParts[] parts = [Terms.Of(NoSecret), Terms.Of(pages == 1 ? SiteA : Flat)];
        var outcomes = new HashSet<bool>();
        for (var i = 0; i < 400; i++)
        {
            var bytes = (byte[])good.Clone();
            for (var n = random.Next(1, 5); n > 0; n--)
            {
                bytes[i % 2 == 0 ? good.Length - 8 - random.Next(footer) : random.Next(good.Length)] ^= (byte)(1 << random.Next(8));
            }

            bytes = i % 10 == 0 ? bytes[..random.Next(bytes.Length)] : bytes;
            var (done, view) = await Write(bytes, parts[i / 2 % 2]);
            outcomes.Add(done.IsOk);
            Assert.True(done.IsOk || done.Refusal.Code is "dataspace.content.no-table" or "dataspace.content.nothing-seen", $"{seed}/{i}");
            Assert.False(Contains(view, "SECRETVALUE") || (!done.IsOk && done.Refusal.Detail.Contains("SECRET", StringComparison.Ordinal)), $"{seed}/{i}");
        }

        Assert.Equal(2, outcomes.Count);
    }

    [Fact]
    public void A_small_file_that_unpacks_to_much_is_ended_where_it_is_too_much()
    {
        var leaf = new ParquetLeaf(0, ThriftNode.Struct((1, ThriftNode.Int(6))), ParquetType.ByteArray, ["a"], 0, 0);
        void Fill(long most)
        {
            var writer = new ParquetChunkWriter(leaf, 0, new MemoryStream(), most);
            for (var i = 0; i < 5; i++)
            {
                writer.Entry(0, 0);
                writer.Value(new byte[1 << 20]);
            }

            writer.End();
        }

        Fill(6 << 20);
        Assert.Throws<BrokenTableException>(() => Fill(4 << 20));
    }

    [Fact]
    public async Task Columns_are_told_as_the_schema_says() => Assert.Equal(
        "site text, secret text, i32 integer, i32n integer, u16 integer, tsns instant, tsus instant, t text, date instant, i96 instant, dec decimal, uuid text, flba bytes, json text, b boolean, br boolean, f decimal, d decimal, l nested, m nested, st nested, rs nested",
        string.Join(", ", (await ParquetColumns.Of(new MemoryStream(ArrowFile.Pages1), default)).Select(c => $"{c.Name} {c.Type}")));

    [Fact]
    public async Task What_is_broken_has_no_columns() => Assert.Empty(await ParquetColumns.Of(new MemoryStream(ArrowFile.Pages1[..^3]), default));

    private static async Task IsSeen(int pages, string terms)
    {
        var parts = Terms.Of(terms);
        var values = ArrowFile.Values.ToDictionary(v => v.Key, v => v.Value.ConvertAll(s => ArrowFile.Same(v.Key, s)));
        bool Sees(string leaf, int row) => parts.Sees(leaf.Split('.')[0], c => values.GetValueOrDefault(c)?[row] is { } text && !text.StartsWith("null@", StringComparison.Ordinal) ? text : null);
        var leaves = values.Keys.Where(l => parts.MaySee(l.Split('.')[0])).ToList();
        var rows = Enumerable.Range(0, 80).Where(r => leaves.Exists(l => Sees(l, r))).ToList();

        var (done, view) = await Write(pages == 1 ? ArrowFile.Pages1 : ArrowFile.Pages2, parts);

        var read = pages == 2 && rows.Count == 80 ? null : await ArrowFile.Read(view);
        Assert.Equal((rows.Count, true), ((int)done.Value, rows.Count > 5));
        Assert.Equal(rows.Count, await TableView.Rows(TableForm.Parquet, new MemoryStream(view), default));
        Assert.Equal(leaves.Select(l => l.Split('.')[0]).Distinct(), (await ParquetFile.Read(new MemoryStream(view), default)).Columns.Select(c => c.Name));
        Assert.All(read ?? [], leaf => Assert.Equal(rows.ConvertAll(r => Sees(leaf.Key, r) ? values[leaf.Key][r] : "null@0"), leaf.Value.ConvertAll(v => v)));
    }

    private static byte[] Slice(byte[] file, ParquetChunk chunk) => file[(int)chunk.Start..(int)(chunk.Start + chunk.Length)];

    private static bool Contains(byte[] bytes, string text) => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;

    /// <summary>All pages of a view that were packed by this program.</summary>
    private static async Task<byte[]> Unpacked(byte[] view)
    {
        var all = new MemoryStream();
        foreach (var chunk in (await ParquetFile.Read(new MemoryStream(view), default)).RowGroups.SelectMany(g => g.Chunks))
        {
            for (var at = (int)chunk.Start; at < chunk.Start + chunk.Length;)
            {
                var reader = new ThriftReader(view.AsMemory(at));
                var header = reader.Struct()!;
                await using var page = new GZipStream(new MemoryStream(view, at + reader.Position, (int)header.NumberOf(3)!), CompressionMode.Decompress);
                await page.CopyToAsync(all);
                at += reader.Position + (int)header.NumberOf(3)!;
            }
        }

        return all.ToArray();
    }

    private static Task<(Result<long> Done, byte[] View)> Write(byte[] table, string terms) => Write(table, Terms.Of(terms));

    private static async Task<(Result<long> Done, byte[] View)> Write(byte[] table, VisibleParts parts)
    {
        using var view = new MemoryStream();
        var done = await TableView.Write(TableForm.Parquet, new MemoryStream(table), view, parts, default);
        return (done, view.ToArray());
    }
}
