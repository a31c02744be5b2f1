using System.Security.Cryptography;
using System.Text;
using KeyEcosystem.Kernel.Odrl;

namespace KeyEcosystem.Kernel.Policies;

/// <summary>Which cells of a table a use may see: what is left of a policy when all else is decided (ADR 0030).</summary>
public sealed class VisibleParts
{
    private readonly OdrlPolicy rest;
    private readonly DateTimeOffset at;

    internal VisibleParts(OdrlPolicy rest, DateTimeOffset at)
    {
        (this.rest, this.at) = (rest, at);
        Key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(PolicyWriter.Write(rest))));
        RowColumns = [.. PartTerms.Of(rest).Where(a => a.Left != PartTerms.Column).Select(a => a.Left[PartTerms.Row.Length..]).Distinct(StringComparer.Ordinal)];
        Named = PartTerms.Of(rest).Where(a => a.Left == PartTerms.Column).SelectMany(a => a.Right).Select(v => v.Text).ToHashSet(StringComparer.Ordinal);
        Withheld = rest.Rules.SelectMany(r => PartTerms.Of(rest with { Rules = [r] }).Where(a => r.Kind == OdrlRuleKind.Prohibition || a.Operator is OdrlOperator.Neq or OdrlOperator.IsNoneOf))
            .Where(a => a.Left == PartTerms.Column).SelectMany(a => a.Right).Select(v => v.Text).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Columns that are named to be withheld: where a table has no such column, its name was perhaps mistyped.</summary>
    public IReadOnlySet<string> Withheld { get; }

    /// <summary>The same for uses that see the same of every table: SHA-256, lower-case hexadecimal.</summary>
    public string Key { get; }

    /// <summary>Columns whose values decide about rows.</summary>
    public IReadOnlyList<string> RowColumns { get; }

    /// <summary>Columns that are named; all others are seen, or not, together.</summary>
    public IReadOnlySet<string> Named { get; }

    /// <summary>Whether a cell is seen. What can't be judged is not seen.</summary>
    /// <param name="column">The name of its column.</param>
    /// <param name="cell">What stands in a column of its row; null where there is no such column.</param>
    public bool Sees(string column, Func<string, string?> cell)
    {
        var world = new PartWorld(at, column, cell);
        var request = new OdrlRequest(null, "read", null, null);
        var (permitted, prohibited) = (false, false);
        foreach (var rule in rest.Rules)
        {
            var applies = OdrlEvaluation.Applies(rule, request, world);
            permitted |= rule.Kind == OdrlRuleKind.Permission && applies == Truth.Yes;
            prohibited |= rule.Kind == OdrlRuleKind.Prohibition && applies != Truth.No;
        }

        return permitted && (!prohibited || rest.Conflict == OdrlStrategy.Permit);
    }

    /// <summary>Whether a column may be seen in some row, whatever stands there.</summary>
    /// <param name="column">Its name.</param>
    public bool MaySee(string column)
    {
        var of = PartTerms.Rest(rest, new OdrlRequest(null, "read", null, null), new PartWorld(at, column, null), PartTerms.IsRow);
        return of.Rules.Any(r => r.Kind == OdrlRuleKind.Permission) && (rest.Conflict == OdrlStrategy.Permit || !of.Rules.Any(r => r.Kind == OdrlRuleKind.Prohibition && !PartTerms.In(r)));
    }

    private sealed class PartWorld(DateTimeOffset at, string column, Func<string, string?>? cell) : OdrlWorld(at, TimeSpan.Zero)
    {
        public override IReadOnlyList<OdrlValue> Of(string operand) =>
            operand == PartTerms.Column ? [OdrlValue.Name(column)]
            : PartTerms.IsRow(operand) && cell?.Invoke(operand[PartTerms.Row.Length..]) is { } text ? [OdrlValues.Untyped(text, operand) ?? OdrlValue.Name(text)]
            : [];
    }
}
