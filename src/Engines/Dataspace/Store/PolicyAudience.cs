using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Dataspace.Core;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Kernel.Odrl;
using KeyEcosystem.Kernel.Policies;

namespace KeyEcosystem.Dataspace.Store;

/// <summary>Who could use an asset under terms that somebody thinks of offering: nothing is published, reserved or put on record.</summary>
internal sealed class PolicyAudience(IMemberAnswer members, TimeProvider clock)
{
    private const int MembersMax = 500;

    /// <summary>Asks for every admitted member but the one that would offer.</summary>
    /// <param name="request">The terms and the use.</param>
    /// <param name="provider">Who would offer.</param>
    /// <param name="stop">Ends the reading.</param>
    public async Task<Result<PolicyAudienceView>> Of(PolicyAudienceRequest request, MemberId provider, CancellationToken stop)
    {
        var action = request.Action ?? "read";
        if (!UseRequest.Actions.Contains(action))
        {
            return Refusal.Field("action", string.Join(", ", UseRequest.Actions), action);
        }

        var terms = StoredTerms.Read(request.Policy.GetRawText());
        if (!terms.IsOk)
        {
            return terms.Refusal;
        }

        var (policy, at) = (terms.Value, clock.GetUtcNow());
        var all = await members.Admitted(MembersMax + 2, stop);
        List<AudienceMemberView> asked = [.. all.Where(m => m.Member != provider).Take(MembersMax).Select(m => Ask(m, policy, action, request.Purpose ?? "", at))];
        return new PolicyAudienceView(PolicyWords.Say(policy, chinese: true), PolicyWords.Say(policy, chinese: false), asked.Count(m => m.Permitted), [.. asked.OrderByDescending(m => m.Permitted)])
        {
            More = all.Count(m => m.Member != provider) > MembersMax,
        };
    }

    private static AudienceMemberView Ask(MemberFacts member, OdrlPolicy policy, string action, string purpose, DateTimeOffset at)
    {
        var use = Usability.Use(member, null, action, purpose, at);
        var report = PolicyDecision.Decide(policy, use);
        IReadOnlyList<UseChange> changes = !report.Permitted && PolicyRemedies.Of(policy, use) is [var easiest, ..] ? easiest : [];
        return new AudienceMemberView(member.Member, member.NameZh, member.NameEn, report.Permitted, [.. report.Reasons.Select(r => new GateReasonView(r.Code, r.Clause, PolicyWords.Say(r, chinese: true), PolicyWords.Say(r, chinese: false)))], [.. changes.Select(AccessRemedies.Step)])
        {
            InPart = report.Parts is not null,
        };
    }
}
