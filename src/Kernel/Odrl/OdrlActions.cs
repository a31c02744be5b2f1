using System.Collections.Frozen;

namespace KeyEcosystem.Kernel.Odrl;

/// <summary>The hierarchy of actions: all are included in use, except those that give ownership away.</summary>
public static class OdrlActions
{
    private static readonly FrozenDictionary<string, string> SameAs = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["copy"] = "reproduce",
        ["adHocShare"] = "cc:Sharing",
        ["share"] = "cc:Sharing",
        ["append"] = "modify",
        ["appendTo"] = "modify",
        ["attachPolicy"] = "cc:Notice",
        ["attachSource"] = "cc:Notice",
        ["commercialize"] = "cc:CommercialUse",
        ["export"] = "transform",
        ["extractChar"] = "extract",
        ["extractPage"] = "extract",
        ["extractWord"] = "extract",
        ["license"] = "grantUse",
        ["pay"] = "compensate",
        ["preview"] = "present",
        ["shareAlike"] = "cc:ShareAlike",
        ["writeTo"] = "modify",
        ["write"] = "modify",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> IncludedIn = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["display"] = "play",
        ["extract"] = "reproduce",
        ["give"] = "transfer",
        ["sell"] = "transfer",
        ["transfer"] = "",
        ["use"] = "",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Vocabulary = (
        "use grantUse compensate acceptTracking aggregate annotate anonymize archive attribute concurrentUse delete derive digitize display distribute ensureExclusivity execute extract give "
        + "include index inform install modify move nextPolicy obtainConsent play present print read reproduce reviewPolicy sell stream synchronize textToSpeech transform transfer translate "
        + "uninstall watermark lease lend secondaryUse compute").Split(' ').Concat(SameAs.Keys).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a bare word is an action: of ODRL's vocabulary, or this node's own <c>compute</c>.</summary>
    /// <param name="name">The word.</param>
    public static bool Knows(string name) => Vocabulary.Contains(name);

    /// <summary>Whether an action includes another, or is it.</summary>
    /// <param name="wide">The action of a rule.</param>
    /// <param name="narrow">The action of a use.</param>
    public static bool Includes(string wide, string narrow)
    {
        if (wide == narrow || (wide == "use" && !IncludedIn.ContainsKey(narrow)))
        {
            return true;
        }

        var (above, sought) = (One(narrow), One(wide));
        while (above.Length > 0)
        {
            if (above == sought)
            {
                return true;
            }

            above = IncludedIn.TryGetValue(above, out var next) ? next : "use";
        }

        return false;
    }

    private static string One(string action)
    {
        const string Commons = "http://creativecommons.org/ns#";
        var name = action.StartsWith(Commons, StringComparison.Ordinal) ? "cc:" + action[Commons.Length..] : action;
        return SameAs.TryGetValue(name, out var same) ? same : name;
    }
}
