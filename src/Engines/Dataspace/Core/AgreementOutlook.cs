using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Kernel.Odrl;
using KeyEcosystem.Kernel.Policies;

namespace KeyEcosystem.Dataspace.Core;

/// <summary>Whether terms can ever permit their consumer anything: said before both have signed, and not when the first use is refused.</summary>
public static class AgreementOutlook
{
    /// <summary>What should be known before it is signed, Chinese and English; empty where the terms can be used.</summary>
    /// <param name="consumer">Who may use; null where that is not known here.</param>
    /// <param name="asset">What it is about.</param>
    /// <param name="terms">The terms.</param>
    /// <param name="ends">When the agreement itself ends; null when only its terms say.</param>
    /// <param name="at">The instant.</param>
    public static IReadOnlyList<string> Warnings(MemberFacts? consumer, AssetId asset, OdrlPolicy terms, DateTimeOffset? ends, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(terms);
        if (PolicyDates.EndOf(terms) is { } over && over <= at)
        {
            return [$"其条款已于 {over:u} 到期，不再允许任何使用。Its terms ended at {over:u} and permit no use any more."];
        }

        return consumer is not { } who || Permits(who, asset, terms, ends, at)
            ? []
            : ["按使用方的机构类型、行业、国家和协议期限，其条款不允许任何用途的任何使用：签署后将无法使用，请先请提供方另发要约。By the consumer's kind of organisation, industry and country, and the agreement's time, its terms permit no use for any purpose: once signed it could not be used. Ask the provider for another offer first."];
    }

    /// <summary>Whether terms permit somebody some use, for some purpose, at some time.</summary>
    /// <param name="who">Who would use.</param>
    /// <param name="asset">What.</param>
    /// <param name="terms">The terms.</param>
    /// <param name="ends">When an agreement about them ends; null when only the terms say.</param>
    /// <param name="at">The instant.</param>
    public static bool Permits(MemberFacts who, AssetId asset, OdrlPolicy terms, DateTimeOffset? ends, DateTimeOffset at) =>
        Moments(terms, ends, at).Any(m => Purposes(terms).Any(p => UseRequest.Actions.Any(a => Usability.Under(who, asset, terms, a, p, m).Permitted)));

    /// <summary>Now, and just before and at each moment at which the terms may change.</summary>
    private static IEnumerable<DateTimeOffset> Moments(OdrlPolicy terms, DateTimeOffset? ends, DateTimeOffset at) =>
        PolicyDates.Named(terms).SelectMany(m => new[] { m.AddTicks(-1), m, m.AddTicks(1) }).Where(m => m > at && (ends is null || m < ends)).Prepend(at);

    private static IEnumerable<string> Purposes(OdrlPolicy terms) =>
        PolicyVocabulary.Purposes.Keys.Concat(terms.Rules.SelectMany(PolicyDates.Atoms).Where(a => a.Left == "purpose").SelectMany(a => a.Right).Select(v => v.Text)).Append("").Distinct(StringComparer.Ordinal);
}
