using KeyEcosystem.Client;
using KeyEcosystem.Fixtures;
using Xunit;

namespace KeyEcosystem.Cli.Tests;

/// <summary>The first exchange as a person sees it who types <c>keyeco demo</c>.</summary>
public sealed class DemoTests
{
    private const string SteelMaker = "twin/steel-energy.csv.gz";

    [Fact]
    public async Task The_first_exchange_comes_to_its_end_and_is_kept_apart_from_what_is_measured()
    {
        using var folder = new TestFolder("keyeco-demo-");
        var said = await Demo(folder.Path);

        Assert.Equal((ExitCode.Done, "first exchange complete"), (said.Code, said.Out.TrimEnd().Split('\n')[^1].TrimEnd()));
        foreach (var moved in (string[])["I05", "I06", "I11", "I16", "I17", "I19"])
        {
            Assert.Matches($@"{moved} +\S+ -> (?!0 )\S+ .+ [1-9]\d* records? behind it", said.Out);
        }

        Assert.Equal(4, said.Out.Split("\n      refused ").Length - 1);

        await using var node = await CliNode.Start(folder: folder.Path);
        var admin = Connection.With(node.Address.AbsoluteUri, node.OperatorKey);
        var measured = await admin.Indicators("all", null, demonstration: false, default);
        Assert.Equal(0, measured.Items.Single(i => i.Id == "I05").Measured.Value);
        Assert.Equal(800, measured.Items.Single(i => i.Id == "I05").Claim!.Value);
        Assert.Empty((await admin.VerifyLedger(default)).Findings);
    }

    [Fact]
    public async Task Two_nodes_exchange_a_data_set_by_the_protocol()
    {
        using var folder = new TestFolder("keyeco-demo-");
        TestStores.Target(folder.Path, NodeTables.Migrate);

        var said = await Demo(folder.Path, "--two-nodes");

        Assert.Equal((ExitCode.Done, "exchange between two nodes complete"), (said.Code, said.Out.TrimEnd().Split('\n')[^1].TrimEnd()));
        Assert.Equal(2, said.Out.Split("records verified").Length - 1);
        Assert.Contains("the token opens nothing any more", said.Out, StringComparison.Ordinal);
        Directory.Delete(folder.Path + "-abroad", recursive: true);
    }

    [Fact]
    public async Task A_second_run_on_the_same_data_makes_a_second_exchange()
    {
        using var folder = new TestFolder("keyeco-demo-");
        TestStores.Target(folder.Path, NodeTables.Migrate);
        Assert.Equal(ExitCode.Done, (await Demo(folder.Path)).Code);

        var second = await Demo(folder.Path);

        Assert.Equal(ExitCode.Done, second.Code);
        Assert.Contains("institute-2, member-admin", second.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_year_of_a_steel_makers_meters_goes_through_the_exchange()
    {
        var table = SharedData.File(SteelMaker);
        Assert.SkipWhen(table is null, $"../shared/data/{SteelMaker} is not there.");
        using var folder = new TestFolder("keyeco-demo-");

        TestStores.Target(folder.Path, NodeTables.Migrate);
        var said = await Demo(folder.Path, "--dataset", table);

        Assert.Equal(ExitCode.Done, said.Code);
        Assert.Contains("out  35040 rows, 7 numeric columns of 11", said.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere.csv", "can't be read")]
    [InlineData("picture.csv", "is no CSV")]
    public async Task A_table_that_can_not_be_read_is_told_before_a_node_is_made(string name, string why)
    {
        using var folder = new TestFolder("keyeco-demo-");
        await File.WriteAllBytesAsync(Path.Combine(folder.Path, "picture.csv"), [0x89, 0x50, 0x4e, 0x47, 0, 10]);
        var data = Path.Combine(folder.Path, "data");

        var said = await Demo(data, "--dataset", Path.Combine(folder.Path, name));

        Assert.Equal(ExitCode.Usage, said.Code);
        Assert.Contains(why, said.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(data));
    }

    private static string[] Store(string data) => TestStores.OnPostgres && Directory.Exists(data) ? ["--postgres", TestStores.Connection(data)!] : [];

    private static async Task<Said> Demo(string data, params string[] more)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await Verbs.Run(["demo", "--exit", "--no-browser", "--data", data, "--urls", "http://127.0.0.1:0", .. Store(data), .. more], new Shell { Output = output, Error = error });
        return new Said(code, output.ToString(), error.ToString());
    }
}
