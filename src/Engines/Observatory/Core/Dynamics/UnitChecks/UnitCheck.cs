using KeyEcosystem.Observatory.Core.Dynamics.Equations;
using static KeyEcosystem.Observatory.Core.Dynamics.Equations.Expression;

namespace KeyEcosystem.Observatory.Core.Dynamics.UnitChecks;

/// <summary>Says where units of a model do not fit together. It stops no run: a model without units is none the worse for it.</summary>
public sealed class UnitCheck
{
    private const int DepthMax = 8;
    private static readonly HashSet<string> Ones = new(StringComparer.Ordinal) { "DMNL", "DIMENSIONLESS", "UNITLESS", "NODIM", "1", "FRACTION", "NONE" };
    private readonly List<UnitIssue> issues = [];
    private readonly Dictionary<string, ModelUnit> defined = new(StringComparer.Ordinal);
    private Dictionary<string, ModelVariable> variables = [];
    private readonly Unit time;

    private UnitCheck(SystemModel model)
    {
        foreach (var unit in model.Units)
        {
            foreach (var name in unit.Aliases.Prepend(unit.Name))
            {
                defined.TryAdd(Singular(name), unit);
            }
        }

        time = Unit.Read(model.Specs.TimeUnits, n => Named(n, 0));
    }

    /// <summary>Checks a model.</summary>
    /// <param name="model">The model.</param>
    public static UnitReport Of(SystemModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var check = new UnitCheck(model);
        var unspecified = new List<string>();
        foreach (var part in model.Parts)
        {
            check.variables = new Dictionary<string, ModelVariable>(StringComparer.Ordinal);
            foreach (var variable in part.Variables)
            {
                check.variables.TryAdd(Names.Fold(variable.Name), variable);
            }

            foreach (var variable in part.Variables)
            {
                check.Check(variable);
                if (variable.Units is null && variable.Kind != VariableKind.Table)
                {
                    unspecified.Add(variable.Name);
                }
            }
        }

        return new UnitReport(check.issues, unspecified);
    }

    private static string Singular(string name)
    {
        var folded = Names.Fold(name);
        return folded.Length > 3 && folded.EndsWith('S') ? folded[..^1] : folded;
    }

    private Unit Named(string name, int depth)
    {
        if (Ones.Contains(Names.Fold(name)))
        {
            return Unit.One;
        }

        return defined.TryGetValue(Singular(name), out var unit)
            ? unit.Equation is { } equation && depth < DepthMax ? Unit.Read(equation, n => Named(n, depth + 1)) : Unit.Base(Singular(unit.Name))
            : Unit.Base(Singular(name));
    }

    private Unit Declared(ModelVariable variable) => Unit.Read(variable.Units, n => Named(n, 0));

    private void Check(ModelVariable variable)
    {
        var declared = Declared(variable);
        foreach (var (text, hasTable) in variable.Equations.Select(e => (e, variable.Function is not null)).Concat(variable.Elements.Where(e => e.Equation is not null).Select(e => (e.Equation!, e.Function is not null))))
        {
            try
            {
                foreach (var equation in EquationParser.ReadList(text, new EquationPlace(variable.Name, variable.Line)))
                {
                    var given = Of(variable, equation);
                    if (!hasTable && !given.Fits(declared))
                    {
                        Issue(variable, $"the unit is {declared}, but the equation gives {given}", $"单位为 {declared}，而方程得出 {given}");
                    }
                }
            }
            catch (ModelFaultException)
            {
                // What can't be read is said when it is compiled.
            }
        }

        foreach (var flow in variable.Inflows.Concat(variable.Outflows))
        {
            if (variables.TryGetValue(Names.Fold(flow), out var of) && Declared(of) is var rate && Unit.Times(declared, time, -1) is var wanted && !rate.Fits(wanted))
            {
                Issue(variable, $"the flow \"{of.Name}\" has the unit {rate}, where {wanted} is needed", $"流量“{of.Name}”的单位为 {rate}，应为 {wanted}");
            }
        }
    }

    private void Issue(ModelVariable variable, string words, string zh)
    {
        if (!issues.Exists(i => i.Variable == variable.Name && i.Words == words))
        {
            issues.Add(new UnitIssue(variable.Name, variable.Line, words, zh));
        }
    }

    private Unit Of(ModelVariable variable, Expression expression)
    {
        Unit Inner(Expression e) => Of(variable, e);
        return expression switch
        {
            NumberExpression => Unit.Literal,
            NameExpression name => Value(name),
            UnaryExpression { Operator: Op.Negate } negative => Inner(negative.Operand),
            BinaryExpression { Operator: Op.Multiply } product => Unit.Times(Inner(product.Left), Inner(product.Right), 1),
            BinaryExpression { Operator: Op.Divide } quotient => Unit.Times(Inner(quotient.Left), Inner(quotient.Right), -1),
            BinaryExpression { Operator: Op.Power } power => Raised(variable, power),
            BinaryExpression { Operator: Op.Add or Op.Subtract or Op.Mod } sum => Alike(variable, [Inner(sum.Left), Inner(sum.Right)]),
            BinaryExpression { Operator: Op.Less or Op.LessOrEqual or Op.Greater or Op.GreaterOrEqual or Op.Equal or Op.NotEqual } compared => Compared(variable, compared),
            BinaryExpression or UnaryExpression => Unit.One,
            ChoiceExpression choice => Choice(variable, choice),
            CallExpression call => Call(variable, call),
            _ => Unit.Unknown,
        };
    }

    private Unit Compared(ModelVariable variable, BinaryExpression compared)
    {
        _ = Alike(variable, [Of(variable, compared.Left), Of(variable, compared.Right)]);
        return Unit.One;
    }

    private Unit Choice(ModelVariable variable, ChoiceExpression choice)
    {
        _ = Of(variable, choice.Condition);
        return Alike(variable, [Of(variable, choice.Then), Of(variable, choice.Else)]);
    }

    private Unit Raised(ModelVariable variable, BinaryExpression power)
    {
        var of = Of(variable, power.Left);
        var exponent = power.Right is NumberExpression number ? number.Value : power.Right is UnaryExpression { Operator: Op.Negate, Operand: NumberExpression negative } ? -negative.Value : double.NaN;
        return !of.IsKnown ? of : !double.IsNaN(exponent) ? of.Power(exponent) : of.IsOne ? Unit.One : Unit.Unknown;
    }

    private Unit Alike(ModelVariable variable, IReadOnlyList<Unit> units)
    {
        var known = units.Where(u => u.IsKnown).ToList();
        foreach (var other in known.Skip(1).Where(u => !u.Fits(known[0])))
        {
            Issue(variable, $"{known[0]} and {other} stand side by side", $"{known[0]} 与 {other} 相加、相比或并列");
        }

        return known.Count > 0 ? known[0] : units.Any(u => ReferenceEquals(u, Unit.Unknown)) ? Unit.Unknown : Unit.Literal;
    }

    private Unit Value(NameExpression name)
    {
        if (variables.TryGetValue(name.Name, out var of))
        {
            return name.Argument is null || of.Units is not null ? Declared(of) : Unit.Unknown;
        }

        return name.Name is "TIME" or "DT" or "TIME_STEP" or "STARTTIME" or "STOPTIME" or "INITIAL_TIME" or "FINAL_TIME" ? time : name.Name == "PI" ? Unit.Literal : Unit.Unknown;
    }

    private Unit Call(ModelVariable variable, CallExpression call)
    {
        var a = call.Arguments.Select(x => Of(variable, x)).ToList();
        switch (call.Name)
        {
            case "EXP" or "LN" or "LOG10" or "SIN" or "COS" or "TAN" or "ARCTAN" or "ARCSIN" or "ARCCOS" when a.Count == 1:
                if (a[0].IsKnown && !a[0].IsOne)
                {
                    Issue(variable, $"{call.Name} is given {a[0]}, where a number without a unit is needed", $"{call.Name} 的参数单位为 {a[0]}，应无单位");
                }

                return Unit.One;
            case "SQRT" when a.Count == 1:
                return a[0].Power(0.5);
            case "MIN" or "MAX" or "SUM" or "MEAN" when a.Count > 0:
                return Alike(variable, a);
            case "ABS" or "INT" or "ROUND" or "INIT" or "PREVIOUS" or "DELAY" or "DELAY1" or "DELAY3" or "DELAYN" or "SMTH1" or "SMTH3" or "SMTHN" or "FORCST" or "STEP" or "UNIFORM" or "NORMAL" or "RANDOM" when a.Count > 0:
                return a[0];
            case "SAFEDIV" when a.Count > 1:
                return Unit.Times(a[0], a[1], -1);
            case "RAMP" when a.Count > 0:
                return Unit.Times(a[0], time, 1);
            case "PULSE" when a.Count > 0:
                return Unit.Times(a[0], time, -1);
            case "TREND":
                return Unit.Times(Unit.One, time, -1);
            default:
                return Unit.Unknown;
        }
    }
}
