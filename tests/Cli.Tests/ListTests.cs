using System.Text.RegularExpressions;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Members;
using Xunit;

namespace KeyEcosystem.Cli.Tests;

public sealed partial class ListTests(SharedNodes shared)
{
    [Fact]
    public async Task A_list_longer_than_a_page_is_listed_whole()
    {
        await using var node = await CliNode.Start();
        var http = Connection.With(node.Address.AbsoluteUri, node.OperatorKey);
        await Task.WhenAll(Enumerable.Range(0, 430).Select(i => http.ApplyMember(new MemberApplication(null, $"成员{i}", $"member {i}", "factory", "other", null, "CN", true), default)));

        var all = await node.AsOperator("members", "--json");

        Assert.Equal(82 + 430, all.Json.GetArrayLength());
        Assert.Equal(82 + 430, all.Json.EnumerateArray().Select(m => m.GetProperty("id").GetString()).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task A_table_keeps_ids_whole_and_JSON_keeps_Chinese_readable()
    {
        await using var node = await shared.Node();
        var json = await node.AsOperator("members", "--query", "华为欧洲研究院", "--json");
        var id = json.Json[0].GetProperty("id").GetString()!;

        var table = await node.AsOperator("members", "--query", "华为欧洲研究院");

        Assert.Contains("华为欧洲研究院", json.Out, StringComparison.Ordinal);
        Assert.Contains(table.Out.Split('\n'), line => line.Contains(id, StringComparison.Ordinal) && line.Contains("华为欧洲研究院", StringComparison.Ordinal));
        Assert.Contains("member_of", (await node.AsOperator("members", "show", id)).Out + (await node.AsOperator("members", "show", (await node.AsOperator("members", "--query", "华为", "--json")).Json.EnumerateArray().Single(m => m.GetProperty("code").GetString() == "E02").GetProperty("id").GetString()!)).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_list_is_said_so_to_people_and_is_an_empty_array_to_programs()
    {
        await using var node = await CliNode.Start();

        Assert.Contains("没有算力池", (await node.AsOperator("pools")).Out, StringComparison.Ordinal);
        Assert.Equal(0, (await node.AsOperator("pools", "--json")).Json.GetArrayLength());
        Assert.Equal(0, (await node.AsOperator("jobs", "--json")).Json.GetArrayLength());
        Assert.Equal(0, (await node.AsOperator("offers", "--json")).Json.GetArrayLength());
    }

    [Fact]
    public void Every_head_of_a_table_stands_in_Chinese_too()
    {
        var heads = Sources().SelectMany(f => Heads().Matches(File.ReadAllText(f))).SelectMany(m => m.Groups["heads"].Value.Split("\", \"")).ToHashSet(StringComparer.Ordinal);

        Assert.True(heads.Count > 60, $"{heads.Count} found");
        Assert.Equal([], heads.Where(h => !HeadWords.Knows(h)));
        Assert.False(HeadWords.Knows("Planted"));
    }

    [Fact]
    public void Every_label_of_a_line_stands_in_Chinese_too()
    {
        var labels = Sources().SelectMany(f => Shown().Matches(File.ReadAllText(f))).SelectMany(m => Labels().Matches(m.Value)).Select(m => m.Groups["label"].Value).ToHashSet(StringComparer.Ordinal);

        Assert.True(labels.Count > 80, $"{labels.Count} found");
        Assert.Equal([], labels.Where(l => !LabelWords.Knows(l)));
        Assert.False(LabelWords.Knows("planted"));
    }

    private static IEnumerable<string> Sources()
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "KeyEcosystem.slnx")))
        {
            root = Path.GetDirectoryName(root)!;
        }

        return Directory.EnumerateFiles(Path.Combine(root, "src", "Cli"), "*Verb*.cs", SearchOption.AllDirectories);
    }

    [GeneratedRegex("""run\.Show\(.*?\);\r?\n""", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Shown();

    [GeneratedRegex("""\("(?<label>[a-z][a-z -]+)",""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Labels();

    [GeneratedRegex("""\["(?<heads>[A-Z\u4e00-\u9fff][^"\]{}$]*(", "[^"\]{}$]+)+)"\]""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Heads();
}
