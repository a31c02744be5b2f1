using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using KeyEcosystem.Fixtures;
using Xunit;

namespace KeyEcosystem.Cli.Tests;

public sealed class ForecastVerbTests
{
    private const string Header = "id,period,m,h,train,test";
    private const string Yearly = "a,yearly,1,3,10 12 11 14 16 15 18 21 20,\nb,yearly,1,2,5 4 6 5 7 6 8 9 8,1 2";

    [Fact]
    public async Task Each_series_has_a_row_for_every_step_with_columns_named_by_the_levels()
    {
        using var folder = new TestFolder("keyeco-forecast-");

        var said = await Run(folder, $"{Header}\n{Yearly}\n", "--levels", "50,97.5,80.0", "--json");

        Assert.Equal("", said.Code == 0 ? "" : said.Error);
        var rows = (await File.ReadAllLinesAsync(said.File)).Select(l => l.Split(',')).ToList();
        Assert.Equal(["id", "step", "mean", "lo50", "hi50", "lo97.5", "hi97.5", "lo80", "hi80"], rows[0]);
        Assert.Equal(["a 1", "a 2", "a 3", "b 1", "b 2"], rows.Skip(1).Select(r => $"{r[0]} {r[1]}"));
        Assert.All(rows.Skip(1).Select(r => r.Skip(2).Select(c => double.Parse(c, CultureInfo.InvariantCulture)).ToArray()), r => Assert.True(r[3] < r[5] && r[5] < r[1] && r[1] <= r[0] && r[0] <= r[2] && r[2] < r[6] && r[6] < r[4]));
        using var json = JsonDocument.Parse(said.Out);
        Assert.Equal((2, 5), (json.RootElement.GetProperty("series").GetInt32(), json.RootElement.GetProperty("rows").GetInt32()));
        Assert.Equal(2, json.RootElement.GetProperty("groups")[0].GetProperty("series").GetInt32());
    }

    [Fact]
    public async Task The_same_file_gives_the_same_bytes_gzipped_too_whatever_stands_in_other_columns()
    {
        using var folder = new TestFolder("keyeco-forecast-");
        var plain = await File.ReadAllBytesAsync((await Run(folder, $"{Header}\n{Yearly}\n")).File);
        var other = await File.ReadAllBytesAsync((await Run(folder, $"x,train,h,id,period,m_mase\n,10 12 11 14 16 15 18 21 20,3,a,yearly,1\nhello,5 4 6 5 7 6 8 9 8,2,b,yearly,1\n")).File);
        var zipped = Path.Combine(folder.Path, "series.csv.gz");
        await using (var gzip = new GZipStream(File.Create(zipped), CompressionLevel.Fastest))
        {
            await gzip.WriteAsync(Encoding.UTF8.GetBytes($"{Header}\n{Yearly}\n"));
        }

        var again = Path.Combine(folder.Path, "again.csv");
        Assert.Equal(0, (await Run("--series", zipped, "--out", again)).Code);

        Assert.Equal(plain, other);
        Assert.Equal(plain, await File.ReadAllBytesAsync(again));
    }

    [Fact]
    public async Task What_one_value_or_equal_ones_can_t_tell_is_left_empty_or_a_point_and_said()
    {
        using var folder = new TestFolder("keyeco-forecast-");

        var said = await Run(folder, $"{Header}\none,yearly,1,1,42,\nflat,monthly,12,1,7 7 7 7,\n");

        Assert.Equal(0, said.Code);
        Assert.Equal(["one,1,42,,,,", "flat,1,7,7,7,7,7"], (await File.ReadAllLinesAsync(said.File)).Skip(1));
        Assert.Contains("There is one value only", said.Out, StringComparison.Ordinal);
        Assert.Contains("所有值相同", said.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("line 3, column train: value 2 of 3 is \"x\"", "b,yearly,1,2,1 x 3,")]
    [InlineData("line 3, column train: value 1 of 1 is \"NaN\"", "b,yearly,1,2,NaN,")]
    [InlineData("line 3, column train: value 2 of 2 is \"1e999\"", "b,yearly,1,2,1 1e999,")]
    [InlineData("line 3, column train: nothing stands there", "b,yearly,1,2,,")]
    [InlineData("line 3, column h: \"0\" stands there", "b,yearly,1,0,1 2,")]
    [InlineData("line 3, column h: \"401\" stands there", "b,yearly,1,401,1 2,")]
    [InlineData("line 3, column m: \"1.5\" stands there", "b,yearly,1.5,2,1 2,")]
    [InlineData("line 3, column m: nothing stands there", "b,yearly,,2,1 2,")]
    [InlineData("line 3, column period: nothing stands there", "b,,1,2,1 2,")]
    [InlineData("line 3, column id: nothing stands there", ",yearly,1,2,1 2,")]
    [InlineData("line 3, column id: \"a\" stands in an earlier line too", "a,yearly,1,2,1 2,")]
    [InlineData("line 3 has 5 fields, its header 6", "b,yearly,1,2,1 2")]
    public async Task A_bad_row_is_told_by_line_and_column_and_nothing_is_written(string names, string row)
    {
        using var folder = new TestFolder("keyeco-forecast-");

        var said = await Run(folder, $"{Header}\na,yearly,1,3,10 12 11,\n{row}\n");

        Assert.Equal(2, said.Code);
        Assert.Contains($"--series: \"{Path.Combine(folder.Path, "series.csv")}\" {names}", said.Error, StringComparison.Ordinal);
        Assert.Contains("--series：", said.Error, StringComparison.Ordinal);
        Assert.Equal("", said.Out);
        Assert.Equal(["series.csv"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("--series", "id,period,m,h\na,yearly,1,2\n", "80")]
    [InlineData("--series", "id,period,m,h,train\n", "80")]
    [InlineData("--levels", Header + "\n" + Yearly, "80,80")]
    [InlineData("--levels", Header + "\n" + Yearly, "100")]
    [InlineData("--levels", Header + "\n" + Yearly, "0")]
    [InlineData("--levels", Header + "\n" + Yearly, "eighty")]
    [InlineData("--levels", Header + "\n" + Yearly, "1,2,3,4,5,6,7,8,9,10,11")]
    public async Task What_can_t_be_done_names_the_option(string option, string text, string levels)
    {
        using var folder = new TestFolder("keyeco-forecast-");

        var said = await Run(folder, text, "--levels", levels);

        Assert.Equal(2, said.Code);
        Assert.StartsWith($"{option}: ", said.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(said.File));
    }

    [Fact]
    public async Task A_result_that_was_there_stays_when_the_series_are_bad_and_the_source_is_not_written_over()
    {
        using var folder = new TestFolder("keyeco-forecast-");
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "out.csv"), "before");

        var bad = await Run(folder, $"{Header}\na,yearly,1,3,oops,\n");
        var series = Path.Combine(folder.Path, "series.csv");

        Assert.Equal((2, "before"), (bad.Code, await File.ReadAllTextAsync(bad.File)));
        Assert.Contains("--series", (await Run("--series", series, "--out", series)).Error, StringComparison.Ordinal);
        Assert.Equal(2, (await Run("--series", Path.Combine(folder.Path, "none.csv"), "--out", bad.File)).Code);
    }

    private static async Task<(int Code, string Out, string Error, string File)> Run(TestFolder folder, string series, params string[] options)
    {
        var (source, target) = (Path.Combine(folder.Path, "series.csv"), Path.Combine(folder.Path, "out.csv"));
        await File.WriteAllTextAsync(source, series);
        var said = await Run(["--series", source, "--out", target, .. options]);
        return (said.Code, said.Out, said.Error, target);
    }

    private static async Task<(int Code, string Out, string Error)> Run(params string[] options)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await Verbs.Run(["observatory", "forecast", .. options], new Shell { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }
}
