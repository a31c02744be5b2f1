using KeyEcosystem.Observatory.Core.Dynamics.Equations;
using static KeyEcosystem.Observatory.Core.Dynamics.Equations.Expression;

namespace KeyEcosystem.Observatory.Core.Dynamics.UnitChecks;

/// <summary>A product of powers of base units. A number that is written in an equation fits any unit; what has no unit given is unknown.</summary>
internal sealed class Unit
{
    public static readonly Unit One = new([]);
    public static readonly Unit Literal = new([]);
    public static readonly Unit Unknown = new([]);
    private const double Tiny = 1e-9;
    private readonly SortedDictionary<string, double> powers;

    private Unit(IEnumerable<KeyValuePair<string, double>> powers) =>
        this.powers = new SortedDictionary<string, double>(powers.Where(p => Math.Abs(p.Value) > Tiny).ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal), StringComparer.Ordinal);

    public bool IsKnown => !ReferenceEquals(this, Unknown) && !ReferenceEquals(this, Literal);

    public bool IsOne => IsKnown && powers.Count == 0;

    public static Unit Base(string name) => new([new(name, 1)]);

    public static Unit Times(Unit a, Unit b, double power)
    {
        if (ReferenceEquals(a, Unknown) || ReferenceEquals(b, Unknown))
        {
            return Unknown;
        }

        if (ReferenceEquals(a, Literal) && ReferenceEquals(b, Literal))
        {
            return Literal;
        }

        var all = new Dictionary<string, double>(a.powers, StringComparer.Ordinal);
        foreach (var (name, of) in b.powers)
        {
            all[name] = all.GetValueOrDefault(name) + (of * power);
        }

        return new Unit(all);
    }

    public Unit Power(double power) => IsKnown ? new Unit(powers.Select(p => new KeyValuePair<string, double>(p.Key, p.Value * power))) : this;

    public bool Fits(Unit other) => !IsKnown || !other.IsKnown || (powers.Count == other.powers.Count && powers.All(p => other.powers.TryGetValue(p.Key, out var of) && Math.Abs(of - p.Value) < Tiny));

    public override string ToString()
    {
        if (powers.Count == 0)
        {
            return "1";
        }

        string Side(bool above) => string.Join('*', powers.Where(p => p.Value > 0 == above).Select(p => Math.Abs(Math.Abs(p.Value) - 1) < Tiny ? p.Key : $"{p.Key}^{Math.Abs(p.Value):0.###}"));
        var (over, under) = (Side(above: true), Side(above: false));
        return under.Length == 0 ? over : $"{(over.Length == 0 ? "1" : over)}/{(under.Contains('*', StringComparison.Ordinal) ? $"({under})" : under)}";
    }

    /// <summary>Reads a unit; unknown where it can't be read.</summary>
    /// <param name="text">The unit.</param>
    /// <param name="named">What a name stands for.</param>
    public static Unit Read(string? text, Func<string, Unit> named)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return Unknown;
        }

        try
        {
            return Of(EquationParser.Read(text, new EquationPlace("", 0)), named);
        }
        catch (ModelFaultException)
        {
            return Unknown;
        }
    }

    private static Unit Of(Expression expression, Func<string, Unit> named) => expression switch
    {
        NumberExpression => One,
        NameExpression { Subscripts: null, Argument: null } name => named(name.Name),
        BinaryExpression { Operator: Op.Multiply } product => Times(Of(product.Left, named), Of(product.Right, named), 1),
        BinaryExpression { Operator: Op.Divide } quotient => Times(Of(quotient.Left, named), Of(quotient.Right, named), -1),
        BinaryExpression { Operator: Op.Power, Right: NumberExpression power } raised => Of(raised.Left, named).Power(power.Value),
        BinaryExpression { Operator: Op.Power, Right: UnaryExpression { Operator: Op.Negate, Operand: NumberExpression power } } raised => Of(raised.Left, named).Power(-power.Value),
        _ => Unknown,
    };
}
