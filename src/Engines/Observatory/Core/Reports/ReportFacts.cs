using KeyEcosystem.Observatory.Core.Formulas;

namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>The figures of a report from facts: values now and before, paths, forecasts and chances.</summary>
public static class ReportFacts
{
    /// <summary>Reckons them. Pure: the same facts and instant give the same input.</summary>
    /// <param name="definitions">The indicators, in the order of the report.</param>
    /// <param name="formulas">Their formulas, by id.</param>
    /// <param name="facts">The facts, in order; null where there are none to count: nothing is then measured, which is not 0.</param>
    /// <param name="asOf">The instant.</param>
    /// <param name="demonstration">Whether demonstrations count.</param>
    /// <param name="outside">The last value of an outside series known at an instant; null where none is connected.</param>
    public static ReportInput Of(
        IReadOnlyList<IndicatorDefinition> definitions,
        IReadOnlyDictionary<string, IndicatorFormula> formulas,
        IReadOnlyList<EcosystemFact>? facts,
        DateTimeOffset asOf,
        bool demonstration = false,
        Func<string, DateTimeOffset, double?>? outside = null)
    {
        ArgumentNullException.ThrowIfNull(definitions);
        ArgumentNullException.ThrowIfNull(formulas);
        if (facts is null)
        {
            var nothing = new FormulaRun(Ecosystem.At([], asOf, demonstration), outside is null ? null : name => outside(name, asOf));
            return new ReportInput { Vintage = asOf, Indicators = [.. definitions.Select(d => new ReportIndicator { Definition = d, Formula = formulas[d.Id], Reading = Uncounted(formulas[d.Id], nothing) })] };
        }

        var known = facts.TakeWhile(f => f.KnownAt <= asOf).ToList();
        var steps = known.Count == 0 ? null : SeriesSteps.Of(known[0].KnownAt, asOf);
        IReadOnlyList<DateTimeOffset> instants = steps is null ? [asOf] : steps.Past;
        var readings = definitions.ToDictionary(d => d.Id, _ => new List<Reading>(), StringComparer.Ordinal);
        foreach (var instant in instants)
        {
            var run = new FormulaRun(Ecosystem.At(known, instant, demonstration), outside is null ? null : name => outside(name, instant));
            foreach (var d in definitions)
            {
                readings[d.Id].Add(Evaluation.Of(formulas[d.Id], run));
            }
        }

        return new ReportInput
        {
            Vintage = asOf,
            Facts = known.Count,
            Indicators = [.. definitions.Select(d => ReportOutlook.Of(new ReportIndicator { Definition = d, Formula = formulas[d.Id], Reading = readings[d.Id][^1] }, readings[d.Id], steps, asOf))],
        };
    }

    /// <summary>Without facts a count is not 0 but unknown.</summary>
    private static Reading Uncounted(IndicatorFormula formula, FormulaRun run) => formula.Formula.Sets.Any() && !formula.Formula.MissingEngines.Any()
        ? Reading.Missing("本报告未给出平台事实，无从计算。", "No facts of the platform were given to this report, so nothing is counted.")
        : Evaluation.Of(formula, run);
}
