using System.Text;
using System.Text.RegularExpressions;
using KeyEcosystem.Client;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Cli;

/// <summary>Names of members for people, each asked for once.</summary>
internal sealed partial class MemberNames(VerbRun run)
{
    private readonly Dictionary<MemberId, string> known = [];

    /// <summary>The name in both languages; the id where the node shows no such member.</summary>
    public async Task<string> Of(MemberId id)
    {
        if (!known.TryGetValue(id, out var name))
        {
            try
            {
                var member = await run.Node.Member(id, run.Stop);
                name = Both(member.NameZh, member.NameEn);
            }
            catch (NodeProblemException hidden) when (hidden.Code == "members.member.unknown")
            {
                name = id.ToString();
            }

            known[id] = name;
        }

        return name;
    }

    /// <summary>A name in both languages, once where it is the same in both.</summary>
    public static string Both(string? zh, string en) => zh is null || zh == en ? en : $"{zh} {en}";

    /// <summary>A text in which each member's id has its name beside it.</summary>
    public async Task<string> Within(string text)
    {
        var named = new StringBuilder();
        var from = 0;
        foreach (Match id in Ids().Matches(text))
        {
            named.Append(text, from, id.Index - from).Append(MemberId.TryParse(id.Value, null, out var member) ? await WithId(member) : id.Value);
            from = id.Index + id.Length;
        }

        return named.Append(text, from, text.Length - from).ToString();
    }

    /// <summary>The same of several texts.</summary>
    public async Task<IReadOnlyList<string>> Within(IEnumerable<string> texts)
    {
        var named = new List<string>();
        foreach (var text in texts)
        {
            named.Add(await Within(text));
        }

        return named;
    }

    /// <summary>Name and id.</summary>
    public async Task<string> WithId(MemberId id) => await Of(id) is var name && name == id.ToString() ? name : $"{name} ({id})";

    [GeneratedRegex("mbr_[0-9a-f]{32}", RegexOptions.None, 1000)]
    private static partial Regex Ids();
}
