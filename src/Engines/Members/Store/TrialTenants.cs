using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Policies;
using KeyEcosystem.Members.Core;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Members.Store;

/// <summary>Opens a member of state trial for an account that signs up. Its name is made of its id: the registry holds no person's name.</summary>
internal sealed class TrialTenants(TimeProvider clock) : ITrialTenants
{
    public void Open(Change change, MemberId member)
    {
        var name = member.Value.ToString("n")[^8..];
        var row = new MemberRow
        {
            Id = member.Value,
            Version = 1,
            NameZh = "试用 " + name,
            NameEn = "Trial " + name,
            SearchText = MemberCommands.SearchText(null, "试用 " + name, "Trial " + name),
            Type = TrialTerms.Role,
            Role = "other",
            Country = "",
            State = MemberState.Trial,
            Demonstration = false,
            Trial = true,
            Words = "",
            Since = clock.GetUtcNow(),
        };
        MemberCommands.Insert(change, row);
    }
}
