using System.Text;
using System.Text.RegularExpressions;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.WebConsole.Shared;

/// <summary>Sentences in which organisations are named by their ids, with their names.</summary>
internal static partial class MemberText
{
    /// <summary>Whether a sentence names one.</summary>
    /// <param name="text">The sentence.</param>
    public static bool NamesAny(string text) => Ids().IsMatch(text);

    /// <summary>The sentences with a name before each id; the id alone where the node shows no such member.</summary>
    /// <param name="texts">The sentences.</param>
    /// <param name="chinese">Whether they are Chinese.</param>
    /// <param name="names">Knows members.</param>
    public static async Task<IReadOnlyList<string>> Named(IReadOnlyList<string> texts, bool chinese, Names names)
    {
        var named = new List<string>(texts.Count);
        foreach (var text in texts)
        {
            var said = new StringBuilder();
            var from = 0;
            foreach (Match id in Ids().Matches(text))
            {
                var member = MemberId.TryParse(id.Value, null, out var parsed) ? await names.Member(parsed) : null;
                said.Append(text, from, id.Index - from).Append(member is null ? id.Value : chinese ? $"{member.NameZh}（{id.Value}）" : $"{member.NameEn} ({id.Value})");
                from = id.Index + id.Length;
            }

            named.Add(said.Append(text, from, text.Length - from).ToString());
        }

        return named;
    }

    [GeneratedRegex("mbr_[0-9a-f]{32}", RegexOptions.None, 1000)]
    private static partial Regex Ids();
}
