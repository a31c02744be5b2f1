using System.Collections.Frozen;
using KeyEcosystem.Kernel.Policies;

namespace KeyEcosystem.Kernel.Odrl;

/// <summary>What is generally known of names: which language, place or purpose lies within which, and which lie apart.</summary>
internal static class OdrlConcepts
{
    /// <summary>Marks a part of a thing that nobody has named.</summary>
    private const char Nameless = '\u0001';

    /// <summary>Something that has to do with nothing else.</summary>
    private const string Unrelated = "\u0002";

    private static readonly FrozenDictionary<string, string> Alpha3 = Pairs.Of(
        "deu=de ger=de fra=fr fre=fr eng=en ita=it spa=es por=pt nld=nl dut=nl "
        + "zho=zh chi=zh jpn=ja kor=ko rus=ru pol=pl swe=sv dan=da fin=fi ara=ar "
        + "ces=cs cze=cs ell=el gre=el hun=hu ron=ro rum=ro tur=tr vie=vi tha=th "
        + "ind=id msa=ms may=ms hin=hi ukr=uk bul=bg hrv=hr slk=sk slv=sl nor=no");

    private static readonly FrozenDictionary<string, string> Macro = Pairs.Of(
        "cmn=zh yue=zh wuu=zh hak=zh nan=zh gan=zh hsn=zh arb=ar nb=no nn=no zsm=ms");

    // The Data Privacy Vocabulary's purposes, each with the wider one.
    private static readonly FrozenDictionary<string, string> Purposes = Pairs.Of(
        "AcademicResearch=ResearchAndDevelopment CommercialResearch=ResearchAndDevelopment NonCommercialResearch=ResearchAndDevelopment ScientificResearch=ResearchAndDevelopment "
        + "Advertising=Marketing DirectMarketing=Marketing PublicRelations=Marketing SocialMediaMarketing=Marketing "
        + "PersonalisedAdvertising=Advertising TargetedAdvertising=PersonalisedAdvertising "
        + "FraudPreventionAndDetection=MisusePreventionAndDetection IdentityVerification=Verification "
        + "ServiceOptimisation=ServiceProvision ServicePersonalisation=ServiceProvision");

    /// <summary>The one spelling of a name.</summary>
    public static string Key(string operand, string text) => operand switch
    {
        "language" => Language(text),
        "spatial" => Places.Key(text),
        _ => text,
    };

    /// <summary>Whether the first is the second, or a part or kind of it.</summary>
    public static Truth Within(string operand, string part, string whole)
    {
        if (part == whole)
        {
            return Truth.Yes;
        }

        if (whole[^1] == Nameless || whole == Unrelated || part == Unrelated)
        {
            return Truth.No;
        }

        if (part[^1] == Nameless)
        {
            // Chosen so that it lies in nothing smaller than what it was taken from.
            var known = Within(operand, part[..^1], whole);
            return known == Truth.Unknown && Within(operand, whole, part[..^1]) == Truth.Yes ? Truth.No : known;
        }

        return operand switch
        {
            "language" => Truths.Of(part.StartsWith(whole + "-", StringComparison.Ordinal) || (Macro.TryGetValue(Primary(part), out var macro) && macro == whole)),
            "spatial" => Places.Within(part, whole),
            "purpose" => Wider(part).Contains(whole, StringComparer.Ordinal) ? Truth.Yes : Wider(whole).Contains(part, StringComparer.Ordinal) ? Truth.No : Truth.Unknown,
            _ => Truth.Unknown,
        };
    }

    /// <summary>Names that may serve as an example where these are spoken of: themselves, what lies around and within them, and something else.</summary>
    public static IEnumerable<string> Examples(string operand, IEnumerable<string> names)
    {
        var found = new HashSet<string>(StringComparer.Ordinal) { Unrelated };
        foreach (var name in names)
        {
            found.Add(name);
            found.Add(name + Nameless);
            foreach (var wider in operand switch { "spatial" => Places.Around(name), "purpose" => Wider(name), "language" => Prefixes(name), _ => [] })
            {
                found.Add(wider);
                found.Add(wider + Nameless);
            }
        }

        return operand == "spatial" ? found.Concat(Places.Countries) : found;
    }

    private static string Primary(string tag) => tag.IndexOf('-', StringComparison.Ordinal) is > 0 and var at ? tag[..at] : tag;

    private static IEnumerable<string> Prefixes(string tag)
    {
        for (var at = tag.LastIndexOf('-'); at > 0; at = tag.LastIndexOf('-', at - 1))
        {
            yield return tag[..at];
        }

        if (Macro.TryGetValue(Primary(tag), out var macro))
        {
            yield return macro;
        }
    }

    private static string Language(string text)
    {
        var tag = OdrlOperands.Local(text).ToLowerInvariant().Replace('_', '-');
        var primary = Primary(tag);
        return primary.Length is < 2 or > 8 || primary.AsSpan().ContainsAnyExceptInRange('a', 'z') ? text : Alpha3.TryGetValue(primary, out var two) ? two + tag[primary.Length..] : tag;
    }

    private static IEnumerable<string> Wider(string purpose)
    {
        var local = OdrlOperands.Local(purpose);
        var before = purpose[..^local.Length];
        while (before.Contains("dpv", StringComparison.Ordinal) && Purposes.TryGetValue(local, out var wider))
        {
            yield return before + wider;
            local = wider;
        }
    }
}
