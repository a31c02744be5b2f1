using System.Text.RegularExpressions;
using KeyEcosystem.Client;
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

    [Fact]
    public void Clients_say_every_listed_code_in_Chinese()
    {
        var nothing = new Dictionary<string, string>(StringComparer.Ordinal);

        Assert.Empty(Listed().Where(l => RefusalWords.Chinese(l.Key, nothing) != l.Value.Zh.Trim()).Select(l => l.Key));
        Assert.Equal("", RefusalWords.Chinese("planted.code", nothing));
    }

    [Fact]
    public void Clients_say_in_Chinese_where_a_policy_can_not_be_accepted_and_what_must_stand_there()
    {
        var refusal = Kernel.Policies.PolicyJson.Parse("""{"prohibition":[{"action":"use","remedy":[]}]}""").Refusal!;

        Assert.Equal("策略不能接受：“$.prohibition[0].remedy”须为空：被禁止的使用在此不会发生，无从补救（remedy）。", RefusalWords.Chinese(refusal.Code, refusal.Facts!));
    }

    [Fact]
    public void Clients_say_in_Chinese_what_every_field_of_the_source_must_be()
    {
        var said = Repository.Sources().SelectMany(f => Musts().Matches(File.ReadAllText(f))).Select(m => Numbers().Replace(m.Groups["must"].Value, "9")).ToHashSet(StringComparer.Ordinal);

        Assert.True(said.Count > 40, $"{said.Count} found");
        Assert.Equal([], said.Where(m => MustInChinese(m).Length == 0));
    }

    [Theory]
    [InlineData("1 to 200 characters without control characters", "1 至 200 个字符（不含控制字符）")]
    [InlineData("a member id (mbr_...)", "编号 mbr_...")]
    [InlineData("one or more of operator, auditor", "下列之一或多个：operator, auditor")]
    [InlineData("dataset or compute-pool", "下列之一：dataset, compute-pool")]
    [InlineData("something nobody has said in Chinese", "")]
    public void A_field_reads_in_Chinese(string must, string chinese) => Assert.Equal(chinese, MustInChinese(must));

    [Theory]
    [InlineData("""return new Refusal("planted.code", "No.", "No.");""", "planted.code")]
    [InlineData("""return new Refusal(late ? "planted.late" : "planted.early", "No.", "No.");""", "planted.early planted.late")]
    [InlineData("""private static readonly Refusal TooLow = new("planted.low", "No.", "No.");""", "planted.low")]
    [InlineData("""private static Refusal Unknown(string id) => new("planted.unknown", "No.", "No.");""", "planted.unknown")]
    [InlineData("""var code = full ? "planted.full" : "planted.lost"; lane.Do(new Act("thing.done", by, null)); return new Refusal(code, "No.", "No.");""", "planted.full planted.lost")]
    [InlineData("""reasons.Add(new PolicyReason(Code(atomic), "a", "b", "c")); string Code(int a) => a switch { 1 => "planted.one", _ => "planted.two" };""", "planted.one planted.two")]
    [InlineData("""public const string Away = "planted.away"; public static Refusal Gone() => new(Away, "No.", "No.");""", "planted.away")]
    [InlineData("""return Refused("planted.helped", "clause.name", "", ""); Decision Refused(string code, string clause, string a, string b) => new(false, [new PolicyReason(code, clause, a, b)]);""", "planted.helped")]
    [InlineData("""await lane.Commit(new Change(new Act("thing.done", "node", null, [], "done", "{}")).Tell(new Fact("thing.done.v1", id, "{}")), stop);""", "")]
    public void A_planted_code_is_found(string source, string codes) =>
        Assert.Equal(codes, string.Join(' ', RefusalCodes.In(source).Order(StringComparer.Ordinal)));

    /// <summary>What a field must be, of the sentence that a client says; empty when it says nothing of it.</summary>
    private static string MustInChinese(string must)
    {
        var sentence = RefusalWords.Chinese("input.field", new Dictionary<string, string>(StringComparer.Ordinal) { ["field"] = "x", ["must"] = must });
        return sentence.Split("须为") is [_, var words] ? words.Trim(' ', '。') : "";
    }

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

    /// <summary>Literals only: what is joined of a list's values is a list for the client too.</summary>
    [GeneratedRegex("""(?:Refusal\.Field|return|\?)\s*\("[A-Za-z.$-]+", \$?"(?<must>[^"]+)",""", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Musts();

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.None, 5000)]
    private static partial Regex Numbers();

    [GeneratedRegex(@"^\| `(?<code>[^`]+)` \| (?<status>[0-9]{3}|reason) \| (?<zh>[^|]+) \| (?<en>[^|]+) \|$", RegexOptions.None, 5000)]
    private static partial Regex Row();
}
