namespace KeyEcosystem.Observatory.Core.Formulas;

/// <summary>What is counted, summed or compared over the things of a set.</summary>
/// <param name="kind">count, sum, avg, least, most or distinct.</param>
/// <param name="set">The set.</param>
/// <param name="value">What each thing contributes; null where things are counted.</param>
/// <param name="word">Of what the different words are counted; null otherwise.</param>
/// <param name="where">Which things count.</param>
/// <param name="window">Length of the window up to the instant; zero for all time.</param>
/// <param name="dimension">What the result measures.</param>
internal sealed class AggregateNode(string kind, FactSet set, Func<FormulaRow, double>? value, Func<FormulaRow, string?>? word, Func<FormulaRow, bool> where, TimeSpan window, Dimension dimension) : FormulaNode(dimension)
{
    public FactSet Set => set;

    public override IEnumerable<AggregateNode> Aggregates => [this];

    public override double? Value(FormulaRun run, string part)
    {
        if (set.Engine is { } engine)
        {
            return run.Missing($"“{set.Zh}”由 {engine} 引擎记录，该引擎尚未建成。", $"{char.ToUpperInvariant(set.En[0])}{set.En[1..]} are recorded by the {engine} engine, which is not built yet.");
        }

        var (count, sum, least, most) = (0L, 0.0, double.PositiveInfinity, double.NegativeInfinity);
        HashSet<string>? words = word is null ? null : new(StringComparer.Ordinal);
        foreach (var row in Kept(run))
        {
            count++;
            run.Trail?.Note(row.Fact, part);
            if (value is not null)
            {
                var each = value(row);
                (sum, least, most) = (sum + each, Math.Min(least, each), Math.Max(most, each));
            }
            else if (words is not null && word!(row) is { } said)
            {
                words.Add(said);
            }
        }

        return kind switch
        {
            "count" => count,
            "sum" => sum,
            "distinct" => words!.Count,
            _ when count == 0 => run.Missing($"没有符合条件的{set.Zh}。", $"There are no such {set.En}."),
            "avg" => sum / count,
            "least" => least,
            _ => most,
        };
    }

    /// <summary>The words of a field among the things that count.</summary>
    public IEnumerable<string> Groups(FormulaRun run, string field) => Kept(run).Select(r => set.Fields[field].Text(r) ?? "").Distinct(StringComparer.Ordinal);

    private IEnumerable<FormulaRow> Kept(FormulaRun run)
    {
        var only = run.Only is { } group && set.Fields.TryGetValue(group.Field, out var field) ? (field, group.Word) : default((FactField Field, string Word)?);
        foreach (var row in run.Rows(set, window))
        {
            if (where(row) && (only is not { } one || (one.Field.Text(row) ?? "") == one.Word))
            {
                yield return row;
            }
        }
    }
}
