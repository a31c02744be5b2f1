namespace KeyEcosystem.Observatory.Core.Formulas;

/// <summary>
/// A formula over the facts of the platform: small, typed and total. It always ends, adds only what has one unit, and division by zero is a missing value with its reason. The same facts give the same bits.
/// </summary>
public sealed class Formula
{
    /// <summary>Longest text.</summary>
    public const int LengthMax = 2000;

    private readonly FormulaNode node;
    private readonly string? apart;

    private Formula(string text, FormulaUnit unit, FormulaNode node, string? apart) => (Text, Unit, this.node, this.apart) = (text, unit, node, apart);

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>In which its value is told.</summary>
    public FormulaUnit Unit { get; }

    /// <summary>The fact sets that it reads.</summary>
    public IEnumerable<string> Sets => node.Aggregates.Select(a => a.Set.Name).Distinct(StringComparer.Ordinal);

    /// <summary>The outside series that it is; null for a formula over facts.</summary>
    public string? Outside => (node as OutsideNode)?.Name;

    /// <summary>The engines that are not built yet and would record what it reads; none when all is recorded.</summary>
    public IEnumerable<string> MissingEngines => node.Aggregates.Select(a => a.Set.Engine).OfType<string>().Distinct(StringComparer.Ordinal);

    /// <summary>Reads a formula.</summary>
    /// <param name="text">The text, at most <see cref="LengthMax"/> characters.</param>
    /// <param name="unit">Code of the unit of its value.</param>
    /// <returns>The formula, or where and why it is none.</returns>
    public static (Formula? Formula, FormulaFault? Fault) Read(string text, string unit)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > LengthMax)
        {
            return (null, new FormulaFault(LengthMax, $"公式不得超过 {LengthMax} 个字符", $"a formula has at most {LengthMax} characters"));
        }

        if (!FormulaUnit.All.TryGetValue(unit, out var known))
        {
            return (null, new FormulaFault(1, $"没有单位“{unit}”：有 {string.Join('、', FormulaUnit.All.Keys.Order(StringComparer.Ordinal))}", $"there is no unit \"{unit}\"; there are {string.Join(", ", FormulaUnit.All.Keys.Order(StringComparer.Ordinal))}"));
        }

        try
        {
            var (node, apart) = FormulaParser.Read(text);
            var outside = node is OutsideNode;
            return outside || node.Dimension == known.Dimension
                ? (new Formula(text, known, node, apart), null)
                : (null, new FormulaFault(1, $"公式的单位是 {node.Dimension}，不是 {known.Dimension}（{unit}）", $"the formula is in {node.Dimension}, not in {known.Dimension} ({unit})"));
        }
        catch (FormulaException wrong)
        {
            return (null, wrong.Fault);
        }
    }

    /// <summary>Its value.</summary>
    /// <param name="run">The evaluation.</param>
    /// <param name="trail">Collects the facts behind it; null for none.</param>
    /// <param name="variants">Other readings of the same words.</param>
    public Reading Of(FormulaRun run, Trail? trail = null, params IReadOnlyList<Variant> variants)
    {
        ArgumentNullException.ThrowIfNull(run);
        run.Begin(trail);
        if (apart is not { } field)
        {
            return One(run, variants);
        }

        var groups = By(run, field);
        return groups.Count < 2 ? One(run, [.. variants, .. groups]) : Reading.Missing("各组口径不同，不能相加；分列如下。", "What differs in this is not added; see the figures apart.", [.. variants, .. groups]);
    }

    /// <summary>Its value for each word of a field, in the order of the words.</summary>
    /// <param name="run">The evaluation.</param>
    /// <param name="field">A field of every set that it reads.</param>
    public IReadOnlyList<Variant> By(FormulaRun run, string field)
    {
        ArgumentNullException.ThrowIfNull(run);
        var (trail, groups) = (run.Trail, node.Aggregates.SelectMany(a => a.Groups(run, field)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList());
        var name = node.Aggregates.First().Set.Fields[field];
        var found = new List<Variant>(groups.Count);
        foreach (var group in groups)
        {
            run.Begin(null);
            run.Only = (field, group);
            found.Add(new Variant($"{Unit.Zh}，{name.Zh} {group}", $"{Unit.En}, {name.En} {group}", One(run, []).Value));
        }

        run.Begin(trail);
        return found;
    }

    /// <summary>Whether every set that it reads has a field, so that its value can be told by it.</summary>
    /// <param name="field">The field.</param>
    public bool HasField(string field) => node.Aggregates.Any() && node.Aggregates.All(a => a.Set.Fields.ContainsKey(field));

    private Reading One(FormulaRun run, IReadOnlyList<Variant> variants)
    {
        if (node is OutsideNode)
        {
            return node.Value(run, "counted") is { } told ? Reading.Of(told, variants) : Missing(run, null, null, variants);
        }

        if (node is not BinaryNode { IsQuotient: true } quotient)
        {
            return node.Value(run, "counted") is { } value ? Reading.Of(Unit.Of(value), variants) : Missing(run, null, null, variants);
        }

        if (quotient.Left.Value(run, "numerator") is not { } above || quotient.Right.Value(run, "denominator") is not { } below)
        {
            return Missing(run, null, null, variants);
        }

        if (below == 0)
        {
            run.Missing("分母为零。", "The denominator is zero.");
            return Missing(run, above / Unit.Over, 0, variants);
        }

        var (ratio, numerator, denominator) = Unit.Of(above, below);
        return new Reading(ratio, numerator, denominator, null, null, variants);
    }

    private static Reading Missing(FormulaRun run, double? numerator, double? denominator, IReadOnlyList<Variant> variants) =>
        new(null, numerator, denominator, run.Reason!.Value.Zh, run.Reason.Value.En, variants);
}
