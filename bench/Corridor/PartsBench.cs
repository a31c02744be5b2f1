using System.Diagnostics;
using System.Globalization;
using KeyEcosystem.Dataspace.Core;
using KeyEcosystem.Dataspace.Core.Tables;
using KeyEcosystem.Kernel.Policies;
using Parquet;
using Parquet.Schema;

namespace KeyEcosystem.Bench;

/// <summary>Parts of tables: the same rows of eight columns in each form, counted, and written as three of the columns, and as those of one row in twenty.</summary>
internal static class PartsBench
{
    private const int GroupRows = 200_000;
    private const string Three = """{"leftOperand":"column","operator":"isAnyOf","rightOperand":["time","kwh","note"]}""";
    private const string OneSite = """[{"leftOperand":"column","operator":"isAnyOf","rightOperand":["time","kwh","note"]},{"leftOperand":"row:site","operator":"eq","rightOperand":"S7"}]""";

    private static readonly DataField[] Fields =
    [
        new("time", typeof(string)), new("site", typeof(string)), new("meter", typeof(int)), new("kwh", typeof(double)), new("co2", typeof(double)), new("name", typeof(string)), new("note", typeof(string)), new("flag", typeof(bool)),
    ];

    /// <summary>Measures, the best of three each.</summary>
    /// <param name="rows">Rows of each table.</param>
    public static async Task Run(int rows)
    {
        var folder = Directory.CreateTempSubdirectory("keyeco-parts").FullName;
        try
        {
            foreach (var form in Enum.GetValues<TableForm>())
            {
                var path = Path.Combine(folder, form.ToString());
                await Make(path, form, rows);
                var length = new FileInfo(path).Length;
                await Best($"{form}: {length / 1e6:N0} MB, counted", length, rows, async table => (await TableView.Rows(form, table, default))!.Value, path);
                foreach (var (what, terms) in new[] { ("three columns", Three), ("three columns of one row in twenty", OneSite) })
                {
                    var parts = PolicyDecision.Decide(PolicyJson.Parse($$"""{"permission":{"action":"read","constraint":{{terms}} } }""").Value, new UseRequest("read", "", "mbr_1", "", null, "CN", DateTimeOffset.UnixEpoch, 0) { Parts = UseRequest.AnyParts }).Parts!;
                    await Best($"{form}: {what}", length, rows, async table =>
                    {
                        await using var view = new FileStream(path + ".view", FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.Asynchronous);
                        return (await TableView.Write(form, table, view, parts, default)).Value;
                    }, path);
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Best(string what, long length, int rows, Func<Stream, Task<long>> work, string path)
    {
        var (best, seen) = (double.MaxValue, 0L);
        for (var round = 0; round < 3; round++)
        {
            await using var table = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous);
            var began = Stopwatch.GetTimestamp();
            seen = await work(table);
            best = Math.Min(best, Stopwatch.GetElapsedTime(began).TotalSeconds);
        }

        Console.WriteLine($"{what}: {length / 1e6 / best:N0} MB/s, {rows / best / 1e6:0.0} million rows/s, {seen:N0} rows");
    }

    private static async Task Make(string path, TableForm form, int rows)
    {
        var random = new Random(1);
        var all = Enumerable.Range(0, rows).Select(i => new Reading(
            DateTime.UnixEpoch.AddSeconds(i).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            $"S{random.Next(20)}",
            random.Next(10_000),
            Math.Round(random.NextDouble() * 100, 3),
            Math.Round(random.NextDouble(), 5),
            $"Name {random.Next(1000)}",
            $"note of some length {random.Next(1_000_000)}",
            random.Next(2) == 0));
        if (form == TableForm.Parquet)
        {
            await MakeParquet(path, all);
            return;
        }

        await using var text = new StreamWriter(path);
        await text.WriteAsync(form switch { TableForm.Csv => "time,site,meter,kwh,co2,name,note,flag\n", TableForm.JsonArray => "[\n", _ => "" });
        var first = true;
        foreach (var r in all)
        {
            await text.WriteAsync(form == TableForm.JsonArray && !first ? ",\n" : "");
            first = false;
            await text.WriteAsync(form == TableForm.Csv
                ? string.Create(CultureInfo.InvariantCulture, $"{r.Time},{r.Site},{r.Meter},{r.Kwh},{r.Co2},{r.Name},{r.Note},{(r.Flag ? "true" : "false")}\n")
                : string.Create(CultureInfo.InvariantCulture, $"{{\"time\":\"{r.Time}\",\"site\":\"{r.Site}\",\"meter\":{r.Meter},\"kwh\":{r.Kwh},\"co2\":{r.Co2},\"name\":\"{r.Name}\",\"note\":\"{r.Note}\",\"flag\":{(r.Flag ? "true" : "false")}}}{(form == TableForm.JsonLines ? "\n" : "")}"));
        }

        await text.WriteAsync(form == TableForm.JsonArray ? "\n]\n" : "");
    }

    private static async Task MakeParquet(string path, IEnumerable<Reading> all)
    {
        await using var file = File.Create(path);
        await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(Fields), file);
        foreach (var some in all.Chunk(GroupRows))
        {
            using var group = writer.CreateRowGroup();
            await group.WriteAsync(Fields[0], Array.ConvertAll(some, r => r.Time));
            await group.WriteAsync(Fields[1], Array.ConvertAll(some, r => r.Site));
            await group.WriteAsync<int>(Fields[2], Array.ConvertAll(some, r => r.Meter));
            await group.WriteAsync<double>(Fields[3], Array.ConvertAll(some, r => r.Kwh));
            await group.WriteAsync<double>(Fields[4], Array.ConvertAll(some, r => r.Co2));
            await group.WriteAsync(Fields[5], Array.ConvertAll(some, r => r.Name));
            await group.WriteAsync(Fields[6], Array.ConvertAll(some, r => r.Note));
            await group.WriteAsync<bool>(Fields[7], Array.ConvertAll(some, r => r.Flag));
        }
    }

    private sealed record Reading(string Time, string Site, int Meter, double Kwh, double Co2, string Name, string Note, bool Flag);
}
