using System.IO.Compression;
using System.Text;
using KeyEcosystem.Fixtures;
using Xunit;

namespace KeyEcosystem.Cli.Tests.Compute;

public sealed class PlacementVerbTests : IDisposable
{
    private const string Nodes = "extra,model,gpu,sn,memory_mib,cpu_milli\n,A,2,one,65536,32000\n,A,2,two,65536,32000\n";
    private const string Tasks = "name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec\nx,1000,1024,1,500,\ny,1000,1024,1,1000,A|B\nz,2000,1024,0,0,\n";

    private readonly TestFolder folder = new("keyeco-place-");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Place_prints_exactly_one_object_and_its_progress_elsewhere()
    {
        var said = await Place(Nodes, Tasks, "--policy", "default", "--seeds", "42-44", "--to", "100", "--defrag-moves-pct", "2", "--json");

        Assert.Equal(0, said.Code);
        Assert.Equal("default", said.Text("policy"));
        Assert.Equal([42, 43, 44], said.Json.GetProperty("seeds").EnumerateArray().Select(s => s.GetInt32()));
        Assert.InRange(said.Json.GetProperty("alloc_pct").GetProperty("100").GetProperty("mean").GetDouble(), 50, 100);
        Assert.True(said.Json.GetProperty("frag_pct").GetProperty("100").TryGetProperty("sd", out _));
        Assert.False(said.Json.GetProperty("alloc_pct").TryGetProperty("110", out _));
        Assert.True(said.Json.GetProperty("decisions_per_s").GetDouble() > 0);
        Assert.True(said.Json.GetProperty("defrag").GetProperty("alloc_pct_after").GetDouble() >= said.Json.GetProperty("defrag").GetProperty("alloc_pct_before").GetDouble());
        Assert.Contains("seed 42", said.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("20", "20")]
    [InlineData("85", "50", "80", "85")]
    [InlineData("90", "50", "80", "90")]
    public async Task Where_it_ends_is_told_beside_the_marks_before(string to, params string[] marks)
    {
        var said = await Place(Nodes, Tasks, "--seeds", "42,45", "--to", to, "--json");

        Assert.Equal(marks, said.Json.GetProperty("alloc_pct").EnumerateObject().Select(m => m.Name));
        Assert.Equal(marks, said.Json.GetProperty("frag_pct").EnumerateObject().Select(m => m.Name));
    }

    [Theory]
    [InlineData("fgd")]
    [InlineData("bestfit")]
    [InlineData("random")]
    public async Task Place_reads_gzipped_files_and_shows_lines_to_people(string policy)
    {
        var said = await Place(Nodes, Tasks, zipped: true, "--policy", policy, "--seeds", "2");

        Assert.Equal(0, said.Code);
        Assert.Contains("130 %", said.Out, StringComparison.Ordinal);
        Assert.Contains(policy, said.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("defrag", said.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sn,cpu_milli,gpu,model\n", Tasks, "--nodes", "line 1", "memory_mib")]
    [InlineData("sn,cpu_milli,memory_mib,gpu,model\na,1,1,99,A\n", Tasks, "--nodes", "line 2", "gpu")]
    [InlineData("sn,cpu_milli,memory_mib,gpu,model\na,1,1,1,A\na,1,1,1,A\n", Tasks, "--nodes", "line 3", "sn")]
    [InlineData("sn,cpu_milli,memory_mib,gpu,model\na,1,1,1,\n", Tasks, "--nodes", "line 2", "model")]
    [InlineData("sn,cpu_milli,memory_mib,gpu,model\na,1,1\n", Tasks, "--nodes", "line 2", "fields")]
    [InlineData("sn,cpu_milli,memory_mib,gpu,model\n", Tasks, "--nodes", "no node", "")]
    [InlineData(Nodes, "cpu_milli,memory_mib,num_gpu,gpu_milli\n1,1,1,some\n", "--tasks", "line 2", "gpu_milli")]
    [InlineData(Nodes, "cpu_milli,memory_mib,num_gpu,gpu_milli\n", "--tasks", "no task", "")]
    [InlineData(Nodes, "cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec\n1,1,1,100,Ascend310P|A\n", "--tasks", "line 2", "gpu_spec")]
    public async Task A_bad_file_is_exit_code_2_and_names_line_and_column(string nodes, string tasks, params string[] names)
    {
        var said = await Place(nodes, tasks);

        Assert.Equal(2, said.Code);
        Assert.All(names, n => Assert.Contains(n, said.Error, StringComparison.Ordinal));
        Assert.Empty(said.Out);
    }

    [Fact]
    public async Task A_model_that_no_node_has_is_named_and_the_answer_stays_one_object()
    {
        const string Wanting = "cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec\n1,1,1,1000,H800\n1,1,1,1000,A|H800\n1,1,1,1000,a\n1,1,0,0,H900\n";

        var said = await Place(Nodes, Wanting, "--seeds", "1", "--json");
        var known = await Place(Nodes, "cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec\n1,1,1,1000,A\n", "--seeds", "1");

        Assert.Equal(0, said.Code);
        Assert.Contains("--tasks: no node has the model \"H800\" (2), \"a\" (1); 2 of 4 tasks name no other and fit nowhere. --tasks：没有节点具有型号", said.Error, StringComparison.Ordinal);
        Assert.True(said.Json.GetProperty("alloc_pct").TryGetProperty("100", out _));
        Assert.DoesNotContain("model", known.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--policy", "best")]
    [InlineData("--seeds", "51-42")]
    [InlineData("--seeds", "none")]
    [InlineData("--to", "0")]
    [InlineData("--defrag-moves-pct", "101")]
    [InlineData("--defrag-moves-pct", "0,5")]
    public async Task An_option_out_of_range_is_exit_code_2_and_named(string option, string value)
    {
        var said = await Place(Nodes, Tasks, option, value);

        Assert.Equal(2, said.Code);
        Assert.Contains(option, said.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--policy：“best”无效，可选 default、fgd、bestfit、random。", Nodes, "--policy", "best")]
    [InlineData("--seeds: 45 stands more than once in \"42,45,045\"; a seed counts once.", Nodes, "--seeds", "42,45,045")]
    [InlineData("--seeds：“42,42”中 42 重复，每个种子只计一次", Nodes, "--seeds", "42,42")]
    [InlineData("--seeds：“51-42”既不是范围（如 42-51），也不是列表（如 42,45），也不是 1 至 1000 的个数。", Nodes, "--seeds", "51-42")]
    [InlineData("第 2 行 gpu 列：现为“two”，须为 0 至 ", "sn,cpu_milli,memory_mib,gpu,model\none,1,1,two,A\n")]
    [InlineData("首行缺少列 model，现有 sn、cpu_milli、memory_mib、gpu；请补列或改名。", "sn,cpu_milli,memory_mib,gpu\none,1,1,2\n")]
    public async Task A_refusal_says_in_Chinese_what_it_says_in_English(string words, string nodes, params string[] options) =>
        Assert.Contains(words, (await Place(nodes, Tasks, options)).Error, StringComparison.Ordinal);

    [Fact]
    public async Task Bench_needs_no_files_and_takes_them_where_there_are()
    {
        var made = await Run("compute", "bench", "--nodes", "60", "--json");
        var read = await Run("compute", "bench", "--nodes", "20", "--inventory", File("nodes.csv", Nodes, zipped: false), "--tasks", File("tasks.csv", Tasks, zipped: false), "--json");
        var half = await Run("compute", "bench", "--inventory", File("nodes.csv", Nodes, zipped: false));

        Assert.InRange(made.Json.GetProperty("alloc_pct").GetDouble(), 80, 100);
        Assert.True(made.Json.GetProperty("decisions_per_s").GetDouble() > 0);
        Assert.True(made.Json.GetProperty("p99_ms").GetDouble() > 0);
        Assert.InRange(read.Json.GetProperty("alloc_pct").GetDouble(), 80, 100);
        Assert.Equal(2, half.Code);
    }

    private Task<Said> Place(string nodes, string tasks, params string[] args) => Place(nodes, tasks, zipped: false, args);

    private Task<Said> Place(string nodes, string tasks, bool zipped, params string[] args) =>
        Run(["compute", "place", "--nodes", File("nodes.csv", nodes, zipped), "--tasks", File("tasks.csv", tasks, zipped), .. args]);

    private string File(string name, string text, bool zipped)
    {
        var path = Path.Combine(folder.Path, name);
        using Stream file = System.IO.File.Create(path);
        using var stream = zipped ? new GZipStream(file, CompressionLevel.Fastest) : file;
        stream.Write(Encoding.UTF8.GetBytes(text));
        return path;
    }

    private static async Task<Said> Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await Verbs.Run(args, new Shell { Output = output, Error = error, Interactive = false });
        return new Said(code, output.ToString(), error.ToString());
    }
}
