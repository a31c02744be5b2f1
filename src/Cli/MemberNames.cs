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
                name = member.NameZh == member.NameEn ? member.NameEn : $"{member.NameZh} {member.NameEn}";
            }
            catch (NodeProblemException hidden) when (hidden.Code == "members.member.unknown")
            {
                name = id.ToString();
            }

            known[id] = name;
        }

        return name;
    }

    /// <summary>Name and id.</summary>
    public async Task<string> WithId(MemberId id) => await Of(id) is var name && name == id.ToString() ? name : $"{name} ({id})";
}
