namespace KeyEcosystem.Observatory.Core.Coverage;

/// <summary>A unit of the second level.</summary>
/// <param name="Code">Four digits of the statistical code; of a municipality the province's two and 00.</param>
/// <param name="Zh">Its name.</param>
/// <param name="En">Its name in English.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Province">Two digits of its province-level unit.</param>
public sealed record CityUnit(string Code, string Zh, string En, CityKind Kind, string Province)
{
    /// <summary>Whether a rule counts it.</summary>
    /// <param name="rule">The rule.</param>
    public bool CountsIn(CountingRule rule) => rule switch
    {
        CountingRule.Cities => Kind == CityKind.PrefectureLevelCity,
        CountingRule.PrefectureLevel => Kind != CityKind.Municipality,
        _ => true,
    };
}
