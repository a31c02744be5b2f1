using KeyEcosystem.Kernel.Policies;

namespace KeyEcosystem.Kernel.Gate;

/// <summary>What the Gate decides.</summary>
/// <param name="Permitted">Whether the use may begin.</param>
/// <param name="Agreement">The agreement that permits it; null when refused or when it is the member's own asset.</param>
/// <param name="Reasons">The clause that permits, or everything that stands in the way.</param>
public sealed record GateDecision(bool Permitted, AgreementId? Agreement, IReadOnlyList<PolicyReason> Reasons)
{
    /// <summary>Of a table: what of it may be seen; null for all of it.</summary>
    public VisibleParts? Parts { get; init; }

    /// <summary>Decides. Pure: the same question gives the same answer.</summary>
    /// <param name="question">Everything it depends on.</param>
    public static GateDecision Decide(GateQuestion question)
    {
        if (question.Asset is not { } asset)
        {
            return Refused("asset.unknown", "asset", "", "an asset of this node");
        }

        if (question.Consumer is not { } consumer)
        {
            return Refused("member.unknown", "member", "", "a member of this node");
        }

        if (!consumer.MayUse)
        {
            return Refused("member.not-admitted", "member.state", consumer.State, "admitted");
        }

        // Asked before whose it is: the ground binds the owner too.
        if (question.Place is { } place && asset.Jurisdictions is { } declared && !declared.Contains(place))
        {
            return Refused("data.place.refused", "asset.jurisdictions", place, string.Join(", ", declared));
        }

        if (asset.Provider == consumer.Member)
        {
            return new GateDecision(true, null, [new PolicyReason("asset.own", "asset.provider", consumer.Member.ToString(), "")]);
        }

        List<PolicyReason>? reasons = null;
        GateDecision? inParts = null;
        foreach (var (agreement, policy, countBefore, bytesBefore, rowsBefore) in question.Agreements)
        {
            var state = agreement.State is "signed" or "suspended" && agreement.Ends <= question.At ? "expired" : agreement.State;
            if (state != "signed" || agreement.Consumer != consumer.Member || agreement.Asset != asset.Asset || agreement.Provider != asset.Provider)
            {
                (reasons ??= []).Add(new PolicyReason(state == "suspended" ? "agreement.suspended" : "agreement.not-in-force", agreement.Agreement.ToString(), state, "signed by both"));
                continue;
            }

            if (consumer.Trial && !TrialTerms.OpenTo(policy))
            {
                (reasons ??= []).Add(new PolicyReason("trial.not-open", agreement.Agreement.ToString(), TrialTerms.Role, "an offer that names the role trial"));
                continue;
            }

            var use = new UseRequest(question.Action, question.Purpose, consumer.Member.ToString(), consumer.PolicyRole, consumer.Industry, consumer.Country, question.At, countBefore)
            {
                Asset = asset.Asset,
                Done = agreement.Done,
                Parts = question.Parts,
                Bytes = bytesBefore + (question.Bytes ?? asset.Length),
                Rows = rowsBefore + (question.Rows ?? asset.Rows),
            };
            var report = PolicyDecision.Decide(policy, use);
            if (!report.Permitted && question.Parts is null or UseRequest.AnyParts && PartTerms.In(policy)
                && PolicyDecision.Decide(policy, use with { Bytes = bytesBefore + 1, Rows = use.Rows is null ? null : rowsBefore + 1 }) is var least && (least.Parts is not null || least.Reasons[0].Code == "policy.part.only"))
            {
                // How large the part is that may be read is known when it has been made, and it is asked for by its key then; something it reads.
                report = least;
            }

            if (report.Permitted && report.Parts is null)
            {
                return new GateDecision(true, agreement.Agreement, report.Reasons);
            }

            if (report.Permitted)
            {
                // An older agreement may give the whole.
                inParts ??= new GateDecision(true, agreement.Agreement, report.Reasons) { Parts = report.Parts };
                continue;
            }

            // Of several agreements each says for itself what it refuses.
            (reasons ??= []).AddRange(question.Agreements.Count == 1 ? report.Reasons : report.Reasons.Select(r => r with { Agreement = agreement.Agreement }));
        }

        return inParts ?? (reasons is null ? Refused("agreement.none", "agreement", "none", "an agreement signed by both") : new GateDecision(false, null, reasons));
    }

    private static GateDecision Refused(string code, string clause, string actual, string wanted) => new(false, null, [new PolicyReason(code, clause, actual, wanted)]);
}
