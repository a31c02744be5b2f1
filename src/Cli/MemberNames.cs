using KeyEcosystem.Client;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Cli;

/// <summary>Names of members for people, each asked for once.</summary>
internal sealed class MemberNames(VerbRun run)
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

    /// <summary>Name and id.</summary>
    public async Task<string> WithId(MemberId id) => await Of(id) is var name && name == id.ToString() ? name : $"{name} ({id})";
}
