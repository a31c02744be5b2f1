using System.IO.Compression;
using System.Text;
using KeyEcosystem.Fixtures;
using Xunit;

namespace KeyEcosystem.Cli.Tests.Observatory;

public sealed class DynamicsVerbTests : IDisposable
{
    private const string Growth = """
        <xmile version="1.0"><sim_specs><start>0</start><stop>2</stop><dt>1</dt></sim_specs>
        <dimensions><dim name="区域"><elem name="东"/><elem name="西"/></dim></dimensions>
        <model><variables>
        <stock name="企业数"><dimensions><dim name="区域"/></dimensions><eqn>100</eqn><inflow>增长</inflow></stock>
        <flow name="增长"><dimensions><dim name="区域"/></dimensions><eqn>企业数[区域] * rate</eqn></flow>
        <aux name="rate"><eqn>0.1</eqn></aux>
        </variables></model></xmile>
        """;

    private readonly TestFolder folder = new("keyeco-dynamics-");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Simulate_writes_each_element_at_each_saved_time_and_prints_one_object(bool zipped)
    {
        var to = At("f.csv");

        var said = await Run("observatory", "simulate", Given("m.xmile", Growth, zipped), "--out", to, "--json");

        Assert.Equal(0, said.Code);
        Assert.Equal(3, said.Json.GetProperty("rows").GetInt32());
        var lines = await File.ReadAllLinesAsync(to);
        Assert.Equal("time,企业数[东],企业数[西],增长[东],增长[西],rate", lines[0]);
        Assert.StartsWith("2,121", lines[3], StringComparison.Ordinal);
        Assert.Equal([to], Directory.GetFiles(folder.Path).Where(f => f.EndsWith(".csv", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("<eqn>0.1</eqn>", "<eqn>nobody</eqn>", "NOBODY", "dynamics.name.unknown")]
    [InlineData("<eqn>0.1</eqn>", "<eqn>strange(1)</eqn>", "STRANGE", "dynamics.function.unknown")]
    [InlineData("<eqn>0.1</eqn>", "<eqn>0.1", "</eqn>", "dynamics.xml.malformed")]
    [InlineData("<eqn>0.1</eqn>", "<eqn>增长[东]</eqn>", "rate", "dynamics.equation.circular")]
    public async Task A_refused_model_is_exit_code_2_names_what_is_wrong_in_both_languages_and_leaves_the_result_of_before(string part, string other, string named, string code)
    {
        var to = At("f.csv");
        await File.WriteAllTextAsync(to, "before");

        var said = await Run("observatory", "simulate", Given("m.xmile", Growth.Replace(part, other, StringComparison.Ordinal), zipped: false), "--out", to, "--json");

        Assert.Equal(2, said.Code);
        Assert.Empty(said.Out);
        Assert.Contains(named, said.Error, StringComparison.Ordinal);
        Assert.Contains(code, said.Error, StringComparison.Ordinal);
        Assert.Contains("Line ", said.Error, StringComparison.Ordinal);
        Assert.Contains("行", said.Error, StringComparison.Ordinal);
        Assert.Equal("before", await File.ReadAllTextAsync(to));
        Assert.Equal(2, Directory.GetFiles(folder.Path).Length);
    }

    [Fact]
    public async Task The_built_in_model_is_written_and_runs_as_it_was_written()
    {
        var (model, to) = (At("eco.xmile"), At("eco.csv"));

        var written = await Run("observatory", "model", "--out", model, "--json");
        var said = await Run("observatory", "simulate", model, "--out", to, "--json");

        Assert.Equal((0, 0), (written.Code, said.Code));
        Assert.Equal(6, written.Json.GetProperty("levers").GetArrayLength());
        Assert.Equal(0, said.Json.GetProperty("unit_issues").GetArrayLength());
        Assert.Equal(61, said.Json.GetProperty("rows").GetInt32());
    }

    [Fact]
    public async Task Explore_gives_the_same_bytes_whatever_the_number_of_threads()
    {
        var spec = Given("s.json", """{"runs":200,"seed":3,"tornado":{"output":"compute idle rate"},"levers":true,"targets":[{"variable":"compute idle rate","atMost":24,"time":2031}],"mixRuns":32,"mixes":300}""", zipped: false);

        var one = await Run("observatory", "explore", "--spec", spec, "--out", At("one.csv"), "--threads", "1", "--json");
        var two = await Run("observatory", "explore", "--spec", spec, "--out", At("two.csv"), "--threads", "2", "--json");

        Assert.Equal(0, one.Code);
        Assert.Equal(await File.ReadAllTextAsync(At("one.csv")), await File.ReadAllTextAsync(At("two.csv")));
        Assert.Equal(one.Out.Replace("one.csv", "two.csv", StringComparison.Ordinal), two.Out);
        Assert.True(one.Json.GetProperty("levers").GetProperty("best").GetProperty("probability").GetDouble() >= 0.8);
        Assert.True(one.Json.GetProperty("tornado").GetProperty("bars").GetArrayLength() > 10);
    }

    [Theory]
    [InlineData("""{"rums":5}""", "rums")]
    [InlineData("""{"runs":0}""", "$.runs")]
    [InlineData("""{"outputs":["nobody"]}""", "nobody")]
    [InlineData("""{"parameters":[{"name":"initial trust","distribution":"flat"}]}""", "$.parameters[0].distribution")]
    [InlineData("""{"targets":[{"variable":"trust","atLeast":1,"time":1900}]}""", "trust")]
    [InlineData("""{"runs":""", "line 1")]
    public async Task A_question_that_can_t_be_asked_is_exit_code_2_and_names_the_field(string spec, string named)
    {
        var said = await Run("observatory", "explore", "--spec", Given("s.json", spec, zipped: false));

        Assert.Equal(2, said.Code);
        Assert.Contains(named, said.Error, StringComparison.Ordinal);
        Assert.Contains(said.Error, c => c is >= '\u4e00' and <= '\u9fff');
    }

    private string At(string name) => Path.Combine(folder.Path, name);

    private string Given(string name, string text, bool zipped)
    {
        using Stream file = File.Create(At(name));
        using var stream = zipped ? new GZipStream(file, CompressionLevel.Fastest) : file;
        stream.Write(Encoding.UTF8.GetBytes(text));
        return At(name);
    }

    private static async Task<Said> Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await Verbs.Run(args, new Shell { Output = output, Error = error, Interactive = false });
        return new Said(code, output.ToString(), error.ToString());
    }
}
