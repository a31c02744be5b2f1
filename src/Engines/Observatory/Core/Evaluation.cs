using KeyEcosystem.Observatory.Core.Formulas;

namespace KeyEcosystem.Observatory.Core;

/// <summary>Evaluates indicators.</summary>
public static class Evaluation
{
    /// <summary>What an indicator is in a state.</summary>
    /// <param name="indicator">Its formula.</param>
    /// <param name="run">The evaluation, shared by all indicators of one instant.</param>
    /// <param name="trail">Collects the facts behind it; null for none.</param>
    public static Reading Of(IndicatorFormula indicator, FormulaRun run, Trail? trail = null)
    {
        ArgumentNullException.ThrowIfNull(indicator);
        List<Variant> variants = [.. indicator.Variants.Select(v => new Variant(v.NameZh, v.NameEn, v.Formula.MissingEngines.Any() ? null : v.Formula.Of(run).Value))];
        var reading = indicator.Formula.Of(run, trail, variants);
        return reading is { Value: null, Denominator: 0 } ? reading with { ReasonZh = $"分母为零：{indicator.ZeroZh}", ReasonEn = $"The denominator is zero: {indicator.ZeroEn}" } : reading;
    }
}
