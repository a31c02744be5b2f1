using System.Text.RegularExpressions;
using KeyEcosystem.Platform.Http;
using Xunit;

namespace KeyEcosystem.Host.Tests.Contract;

/// <summary>docs/refusals.md lists every code that the source can give, with the status that the node answers, and nothing else.</summary>
[Trait("Store", "none")]
public sealed partial class RefusalListTests
{
    [Fact]
    public void Every_code_of_the_source_is_listed()
    {
        var listed = Listed();

        var missing = InSource().Where(c => !listed.ContainsKey(c.Key)).Select(c => $"| `{c.Key}` | {Problems.StatusOf(c.Key)} | 中文 | English |   <- {c.Value}").ToList();

        Assert.True(missing.Count == 0, "Codes that docs/refusals.md does not list; add these lines in their place, with their meaning:\n" + string.Join('\n', missing));
    }

    [Fact]
    public void No_code_is_listed_that_the_source_does_not_give()
    {
        var source = InSource();

        Assert.Equal([], Listed().Keys.Except(source.Keys, StringComparer.Ordinal));
    }

    [Fact]
    public void The_listed_status_is_the_one_that_is_answered()
    {
        Assert.Empty(Listed().Where(l => l.Value.Status != "reason" && l.Value.Status != $"{Problems.StatusOf(l.Key)}").Select(l => $"{l.Key}: listed {l.Value.Status}, answered {Problems.StatusOf(l.Key)}"));
    }

    [Fact]
    public void Every_meaning_stands_in_Chinese_and_in_English()
    {
        Assert.Empty(Listed().Where(l => !l.Value.Zh.Any(c => c >= 0x4e00) || !l.Value.En.Any(char.IsAsciiLetter)).Select(l => l.Key));
    }

    [Theory]
    [InlineData("""return new Refusal("planted.code", "No.", "No.");""", "planted.code")]
    [InlineData("""return new Refusal(late ? "planted.late" : "planted.early", "No.", "No.");""", "planted.early planted.late")]
    [InlineData("""private static readonly Refusal TooLow = new("planted.low", "No.", "No.");""", "planted.low")]
    [InlineData("""private static Refusal Unknown(string id) => new("planted.unknown", "No.", "No.");""", "planted.unknown")]
    [InlineData("""var code = full ? "planted.full" : "planted.lost"; lane.Do(new Act("thing.done", by, null)); return new Refusal(code, "No.", "No.");""", "planted.full planted.lost")]
    [InlineData("""reasons.Add(new PolicyReason(Code(atomic), "a", "b", "c")); string Code(int a) => a switch { 1 => "planted.one", _ => "planted.two" };""", "planted.one planted.two")]
    [InlineData("""return Refused("planted.helped", "clause.name", "", ""); Decision Refused(string code, string clause, string a, string b) => new(false, [new PolicyReason(code, clause, a, b)]);""", "planted.helped")]
    [InlineData("""await lane.Commit(new Change(new Act("thing.done", "node", null, [], "done", "{}")).Tell(new Fact("thing.done.v1", id, "{}")), stop);""", "")]
    public void A_planted_code_is_found(string source, string codes) =>
        Assert.Equal(codes, string.Join(' ', RefusalCodes.In(source).Order(StringComparer.Ordinal)));

    private static SortedDictionary<string, string> InSource()
    {
        var codes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Repository.Sources())
        {
            foreach (var code in RefusalCodes.In(File.ReadAllText(file)))
            {
                codes.TryAdd(code, Path.GetFileName(file));
            }
        }

        return codes;
    }

    private static Dictionary<string, (string Status, string Zh, string En)> Listed() => File.ReadAllLines(Path.Combine(Repository.Root, "docs", "refusals.md"))
        .Select(l => Row().Match(l)).Where(m => m.Success)
        .ToDictionary(m => m.Groups["code"].Value, m => (m.Groups["status"].Value, m.Groups["zh"].Value, m.Groups["en"].Value), StringComparer.Ordinal);

    [GeneratedRegex(@"^\| `(?<code>[^`]+)` \| (?<status>[0-9]{3}|reason) \| (?<zh>[^|]+) \| (?<en>[^|]+) \|$", RegexOptions.None, 5000)]
    private static partial Regex Row();
}
