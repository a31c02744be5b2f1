namespace KeyEcosystem.Observatory.Core;

/// <summary>Assets, agreements and uses.</summary>
internal static class DataMeasures
{
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    public static Reading AcrossShare(Ecosystem state, Trail? trail)
    {
        var published = state.Assets.Values.Where(a => a.Of("kind") == "dataset" && !a.Is("derived")).ToDictionary(a => a.Subject, StringComparer.Ordinal);
        var across = new HashSet<string>(StringComparer.Ordinal);
        var givers = new HashSet<string>(StringComparer.Ordinal);
        int uses = 0, usesAcross = 0;
        foreach (var asset in published.Values)
        {
            trail?.Note(asset, "denominator");
        }

        foreach (var use in state.Uses.Where(u => u.Fact.KnownAt > state.AsOf - Year && published.ContainsKey(u.Asset)))
        {
            uses++;
            if (use.Across)
            {
                usesAcross++;
                across.Add(use.Asset);
                givers.Add(use.Provider ?? "");
                trail?.Note(use.Fact, "numerator");
            }
        }

        var owners = published.Values.Select(a => a.Of("member")).Distinct(StringComparer.Ordinal).Count();
        return Reading.Share(
            across.Count,
            published.Count,
            "尚无已发布的数据集。",
            "no data set is published yet.",
            new Variant("按使用次数：跨行业使用所占百分比", "By uses: per cent of uses that cross industries", uses > 0 ? 100.0 * usesAcross / uses : null),
            new Variant("按机构：向其他行业提供数据的机构所占百分比", "By firm: per cent of publishing members whose data another industry used", owners > 0 ? 100.0 * givers.Count / owners : null));
    }

    public static Reading Assets(Ecosystem state, Trail? trail) => Count(state.Assets.Values.Where(a => !a.Is("derived")), trail);

    public static Reading Shared(Ecosystem state, Trail? trail)
    {
        foreach (var agreement in state.Agreements)
        {
            trail?.Note(agreement, "counted");
        }

        return Reading.Of(state.Agreements.Select(a => a.Of("asset")).Distinct(StringComparer.Ordinal).Count());
    }

    public static Reading Agreements(Ecosystem state, Trail? trail) => Count(state.Agreements, trail);

    public static Reading Uses(Ecosystem state, Trail? trail, bool across) =>
        Count(state.Uses.Where(u => u.Fact.KnownAt > state.AsOf - Year && (u.Across || !across)).Select(u => u.Fact), trail);

    private static Reading Count(IEnumerable<EcosystemFact> facts, Trail? trail)
    {
        var count = 0;
        foreach (var fact in facts)
        {
            count++;
            trail?.Note(fact, "counted");
        }

        return Reading.Of(count);
    }
}
