using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Kernel.Odrl;
using KeyEcosystem.Kernel.Policies;

namespace KeyEcosystem.Dataspace.Core;

/// <summary>What would have to change for a member to use an asset: under the agreements it has, under one that an open offer would give, or by what only its provider can do.</summary>
/// <param name="consumer">Who would use.</param>
/// <param name="asset">What.</param>
/// <param name="action">ODRL action.</param>
/// <param name="purpose">Declared purpose; empty for none.</param>
/// <param name="at">The instant.</param>
/// <param name="bytes">Bytes that the use reads.</param>
/// <param name="rows">Rows that it reads; null where it reads no table.</param>
public sealed class AccessRemedies(MemberFacts consumer, AssetId asset, string action, string purpose, DateTimeOffset at, long bytes, long? rows)
{
    private const int Most = 5;

    /// <summary>More than any agreement leaves.</summary>
    private const long Much = long.MaxValue / 2;

    /// <summary>A way that needs the recipient to be somebody else comes after all others.</summary>
    private const int CostOfRecord = 10;

    private static readonly RemedyStepView Admit = new("operator", "member.admit", [], "平台运营方须先接纳该机构。", "The operator of the alliance would have to admit the organisation.");
    private static readonly RemedyStepView Join = new("operator", "member.admit", [], "先申请入盟并获接纳（keyeco members apply）：该要约未向试用开放。", "Become a member first (keyeco members apply): the offer is not open to trials.");
    private static readonly RemedyStepView Offer = new("provider", "terms.offer", [], "提供方须另发允许这样使用的要约，或在协商中同意其他条款。", "Its provider would have to make an offer that permits it, or agree to other terms in a negotiation.");
    private readonly List<(int Cost, RemedyView Remedy)> ways = [];

    /// <summary>The remedies that were found, the easiest first: where there is none, what its provider could do.</summary>
    public IReadOnlyList<RemedyView> Found => ways.Count > 0 ? [.. ways.OrderBy(w => w.Cost).Select(w => w.Remedy).Take(Most)] : [new RemedyView(consumer.MayUse ? [Offer] : [Admit, Offer])];

    /// <summary>Under an agreement that the two have.</summary>
    /// <param name="agreement">The agreement.</param>
    /// <param name="terms">Its terms.</param>
    /// <param name="spent">Whether its uses, bytes or rows are spent.</param>
    public void Under(AgreementStanding agreement, OdrlPolicy terms, bool spent)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        if ((agreement.Ends is null || agreement.Ends > at) && agreement.State is "requested" or "offered" or "agreed" or "signed" or "suspended")
        {
            var id = agreement.Agreement;
            RemedyStepView sign = new("both", "agreement.sign", [], $"双方须完成签署协议 {id}（keyeco agreements show {id}）。", $"Both would have to sign the agreement {id} (keyeco agreements show {id}).");
            RemedyStepView end = new("both", "agreement.dispute", [], $"双方须了结关于协议 {id} 的争议，或由提供方恢复使用（keyeco agreements show {id}）。", $"The dispute about the agreement {id} would have to end, or its provider to resume use (keyeco agreements show {id}).");
            var inForce = agreement.State is "signed" or "suspended";
            Add(agreement.State == "signed" ? [] : agreement.State == "suspended" ? [end] : [sign], terms, spent && inForce, agreement.Done, new RemedyView([]) { Agreement = id });
        }
    }

    /// <summary>Under a new agreement on an open offer.</summary>
    /// <param name="offer">The offer.</param>
    /// <param name="title">Its title.</param>
    /// <param name="terms">Its terms.</param>
    /// <param name="standing">The agreement that the two have under it, which would have to end before; null for none.</param>
    public void Under(OfferId offer, string title, OdrlPolicy terms, AgreementId? standing) => Add(
        [.. standing is { } id ? (RemedyStepView[])[new("recipient", "agreement.end", [], $"先终止协议 {id}（keyeco agreements terminate {id}）。", $"End the agreement {id} first (keyeco agreements terminate {id}).")] : [],
        new("recipient", "agreement.conclude", [], $"依要约“{title}”订立协议（keyeco agree {asset} --offer {offer}）。", $"Conclude an agreement under the offer \"{title}\" (keyeco agree {asset} --offer {offer}).")],
        terms, false, null, new RemedyView([]) { Offer = offer });

    private void Add(RemedyStepView[] steps, OdrlPolicy terms, bool spent, DutiesDone? done, RemedyView way)
    {
        var joins = consumer.Trial && !TrialTerms.OpenTo(terms);
        steps = joins ? [Join, .. steps] : consumer.MayUse ? steps : [Admit, .. steps];
        var use = new UseRequest(action, purpose, consumer.Member.ToString(), joins ? consumer.Type : consumer.PolicyRole, consumer.Industry, consumer.Country, at, spent ? Much : 0)
        {
            Asset = asset,
            Done = done,
            Parts = UseRequest.PartsOf(action),
            Bytes = spent ? Much : bytes,
            Rows = spent && rows is not null ? Much : rows,
        };
        if (PolicyDecision.Decide(terms, use).Permitted)
        {
            ways.Add((steps.Length, way with { Steps = steps }));
            return;
        }

        // Of an agreement whose uses are spent they are spent: a new one is a way of its own. Nobody becomes another organisation; what would have to be otherwise on record comes first, since all else is in vain before.
        foreach (var changes in PolicyRemedies.Of(terms, use).Where(r => !r.Any(c => c.Operand is "count" or "recipient")))
        {
            RemedyStepView[] all = [.. steps.Concat(changes.Select(Step)).OrderBy(s => s.By != "record")];
            ways.Add((all.Sum(s => s.By == "record" ? CostOfRecord : 1), way with { Steps = all }));
        }
    }

    /// <summary>A change of the use as a step.</summary>
    /// <param name="change">The change.</param>
    public static RemedyStepView Step(UseChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var by = change.Operand switch
        {
            "purpose" or "action" => "recipient",
            "duty" => change.Wanted.Any(PolicyDuties.Providers.Contains) ? "both" : "recipient",
            "dateTime" => "time",
            _ => "record",
        };
        return new RemedyStepView(by, "use." + change.Operand, change.Wanted, PolicyWords.Say(change, chinese: true), PolicyWords.Say(change, chinese: false));
    }
}
