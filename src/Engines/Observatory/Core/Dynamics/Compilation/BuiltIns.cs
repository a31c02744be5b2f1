using System.Collections.Frozen;
using KeyEcosystem.Observatory.Core.Dynamics.Equations;
using static KeyEcosystem.Observatory.Core.Dynamics.Equations.Expression;

namespace KeyEcosystem.Observatory.Core.Dynamics.Compilation;

/// <summary>The functions of XMILE, and those of other tools that their exports keep.</summary>
/// <param name="binder">Binds arguments.</param>
internal sealed class BuiltIns(Binder binder)
{
    /// <summary>Functions that are one operation: which, and how many arguments they take.</summary>
    private static readonly FrozenDictionary<string, (Op Op, int Least, int Most)> Plain = new Dictionary<string, (Op, int, int)>(StringComparer.Ordinal)
    {
        ["ABS"] = (Op.Abs, 1, 1),
        ["EXP"] = (Op.Exp, 1, 1),
        ["LN"] = (Op.Ln, 1, 1),
        ["LOGN"] = (Op.Ln, 1, 1),
        ["LOG10"] = (Op.Log10, 1, 1),
        ["SQRT"] = (Op.Sqrt, 1, 1),
        ["SIN"] = (Op.Sin, 1, 1),
        ["COS"] = (Op.Cos, 1, 1),
        ["TAN"] = (Op.Tan, 1, 1),
        ["ARCSIN"] = (Op.ArcSin, 1, 1),
        ["ASIN"] = (Op.ArcSin, 1, 1),
        ["ARCCOS"] = (Op.ArcCos, 1, 1),
        ["ACOS"] = (Op.ArcCos, 1, 1),
        ["ARCTAN"] = (Op.ArcTan, 1, 1),
        ["ATAN"] = (Op.ArcTan, 1, 1),
        ["ARCTAN2"] = (Op.ArcTan2, 2, 2),
        ["SINH"] = (Op.Sinh, 1, 1),
        ["COSH"] = (Op.Cosh, 1, 1),
        ["TANH"] = (Op.Tanh, 1, 1),
        ["INT"] = (Op.Int, 1, 1),
        ["INTEGER"] = (Op.Int, 1, 1),
        ["FLOOR"] = (Op.Floor, 1, 1),
        ["CEILING"] = (Op.Ceiling, 1, 1),
        ["CEIL"] = (Op.Ceiling, 1, 1),
        ["ROUND"] = (Op.Round, 1, 1),
        ["MOD"] = (Op.Mod, 2, 2),
        ["MODULO"] = (Op.Mod, 2, 2),
        ["SAFEDIV"] = (Op.SafeDivide, 2, 3),
        ["SAFE_DIV"] = (Op.SafeDivide, 2, 3),
        ["ZIDZ"] = (Op.SafeDivide, 2, 2),
        ["XIDZ"] = (Op.SafeDivide, 3, 3),
        ["QUANTUM"] = (Op.Quantum, 2, 2),
        ["GAMMALN"] = (Op.LogGamma, 1, 1),
        ["GAMMA_LN"] = (Op.LogGamma, 1, 1),
        ["FACTORIAL"] = (Op.Factorial, 1, 1),
        ["ROOTN"] = (Op.Root, 2, 2),
        ["SIGN"] = (Op.Sign, 1, 1),
        ["POWER"] = (Op.Power, 2, 2),
        ["AND"] = (Op.And, 2, 2),
        ["OR"] = (Op.Or, 2, 2),
        ["NOT"] = (Op.Not, 1, 1),
        ["SWITCH"] = (Op.Greater, 2, 2),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, (Func<BuiltIns, Scope, IReadOnlyList<Expression>, Bound> Make, int Least, int Most)> Made = new Dictionary<string, (Func<BuiltIns, Scope, IReadOnlyList<Expression>, Bound>, int, int)>(StringComparer.Ordinal)
    {
        ["MIN"] = ((b, s, a) => Bound.Of(Op.Min, b.All(s, a)), 1, 1000),
        ["MAX"] = ((b, s, a) => Bound.Of(Op.Max, b.All(s, a)), 1, 1000),
        ["SUM"] = ((b, s, a) => Bound.Of(Op.Add, b.All(s, a)), 1, 1000),
        ["MEAN"] = ((b, s, a) => Bound.Of(Op.Divide, Bound.Of(Op.Add, b.All(s, a)), Bound.Number(a.Count)), 1, 1000),
        ["IF_THEN_ELSE"] = ((b, s, a) => Binder.Choose(b.One(s, a[0]), b.One(s, a[1]), b.One(s, a[2])), 3, 3),
        ["LOG"] = ((b, s, a) => a.Count == 1 ? Bound.Of(Op.Log10, b.All(s, a)) : Bound.Of(Op.Divide, Bound.Of(Op.Ln, b.One(s, a[0])), Bound.Of(Op.Ln, b.One(s, a[1]))), 1, 2),
        ["PERCENT"] = ((b, s, a) => Bound.Of(Op.Multiply, b.One(s, a[0]), Bound.Number(100)), 1, 1),
        ["PCT"] = ((b, s, a) => Bound.Of(Op.Multiply, b.One(s, a[0]), Bound.Number(100)), 1, 1),
        ["COMBINATIONS"] = ((b, s, a) => Bound.Of(Op.Divide, b.Permutations(s, a), Bound.Of(Op.Factorial, b.One(s, a[1]))), 2, 2),
        ["PERMUTATIONS"] = ((b, s, a) => b.Permutations(s, a), 2, 2),
        ["SINWAVE"] = ((b, s, a) => b.Wave(Op.Sin, s, a), 2, 2),
        ["COSWAVE"] = ((b, s, a) => b.Wave(Op.Cos, s, a), 2, 2),
        ["GAME"] = ((b, s, a) => b.One(s, a[0]), 1, 1),
        ["STEP"] = ((b, s, a) => Bound.Special(Op.Step, 0, b.All(s, a)), 2, 2),
        ["RAMP"] = ((b, s, a) => Bound.Special(Op.Ramp, 0, b.One(s, a[0]), a.Count > 1 ? b.One(s, a[1]) : Bound.Number(b.Specs.Start), a.Count > 2 ? b.One(s, a[2]) : Bound.Number(double.PositiveInfinity)), 1, 3),
        ["PULSE"] = ((b, s, a) => Bound.Special(Op.Pulse, 0, b.One(s, a[0]), a.Count > 1 ? b.One(s, a[1]) : Bound.Number(b.Specs.Start), a.Count > 2 ? b.One(s, a[2]) : Bound.Number(0)), 1, 3),
        ["PULSE_TRAIN"] = ((b, s, a) => Binder.Choose(Bound.Of(Op.Less, Bound.Special(Op.Time, 0), Bound.Of(Op.Subtract, b.One(s, a[3]), Bound.Number(b.Specs.Step / 1e6))), Bound.Special(Op.PulseTrain, 0, b.One(s, a[0]), b.One(s, a[1]), b.One(s, a[2])), Bound.Number(0)), 4, 4),
        ["LOOKUP"] = ((b, s, a) => b.Lookup(Op.Lookup, s, a), 2, 2),
        ["LOOKUP_FORWARD"] = ((b, s, a) => b.Lookup(Op.LookupForward, s, a), 2, 2),
        ["LOOKUP_BACKWARD"] = ((b, s, a) => b.Lookup(Op.LookupBackward, s, a), 2, 2),
        ["LOOKUP_EXTRAPOLATE"] = ((b, s, a) => b.Lookup(Op.LookupExtrapolated, s, a), 2, 2),
        ["LOOKUPINV"] = ((b, s, a) => b.Lookup(Op.LookupInverse, s, a), 2, 2),
        ["LOOKUP_INVERT"] = ((b, s, a) => b.Lookup(Op.LookupInverse, s, a), 2, 2),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly MemoryFunctions memory = new(binder);
    private readonly RandomFunctions random = new(binder);

    public SimulationSpecs Specs => binder.Specs;

    public static bool Has(string name) => Plain.ContainsKey(name) || Made.ContainsKey(name) || MemoryFunctions.Has(name) || RandomFunctions.Has(name);

    public Bound Call(Scope scope, CallExpression call)
    {
        if (Plain.TryGetValue(call.Name, out var plain))
        {
            Counted(scope, call, plain.Least, plain.Most);
            return Bound.Of(plain.Op, All(scope, call.Arguments));
        }

        if (Made.TryGetValue(call.Name, out var made))
        {
            Counted(scope, call, made.Least, made.Most);
            return made.Make(this, scope, call.Arguments);
        }

        // TIME() and the like.
        if (call.Arguments.Count == 0 && !MemoryFunctions.Has(call.Name) && !RandomFunctions.Has(call.Name))
        {
            try
            {
                return binder.Bind(scope, new NameExpression(call.Name, null, null));
            }
            catch (ModelFaultException fault) when (fault.Code == DynamicsCodes.UnknownName)
            {
                throw Unknown(scope, call.Name);
            }
        }

        return memory.Call(scope, call) ?? random.Call(scope, call) ?? throw Unknown(scope, call.Name);
    }

    /// <summary>Refuses a wrong number of arguments.</summary>
    public static void Counted(Scope scope, CallExpression call, int least, int most)
    {
        if (call.Arguments.Count < least || call.Arguments.Count > most)
        {
            var wanted = least == most ? $"{least}" : $"{least} to {most}";
            throw scope.Place.Fault($"gives {call.Name} {call.Arguments.Count} arguments, where it takes {wanted}", $"给 {call.Name} {call.Arguments.Count} 个参数，应为 {wanted.Replace(" to ", " 至 ", StringComparison.Ordinal)} 个");
        }
    }

    private static ModelFaultException Unknown(Scope scope, string name) => name is "GET_XLS_DATA" or "GET_DIRECT_DATA" or "GET_XLS_CONSTANTS" or "GET_DIRECT_CONSTANTS" or "GET_XLS_LOOKUPS" or "GET_DIRECT_LOOKUPS" or "EXTERNAL" or "CLOCKTIME"
        ? new ModelFaultException(DynamicsCodes.Unsupported, $"The equation of \"{scope.Place.Name}\" calls {name}: data from outside the file is not taken.", $"“{scope.Place.Name}”的方程调用 {name}：不支持文件之外的数据。", scope.Place.Line, name)
        : new ModelFaultException(DynamicsCodes.UnknownFunction, $"The equation of \"{scope.Place.Name}\" calls \"{name}\", which is no function that is known, nor a graphical function or macro of the file.", $"“{scope.Place.Name}”的方程调用了“{name}”，它既不是已知函数，也不是文件中的图形函数或宏。", scope.Place.Line, name);

    private Bound One(Scope scope, Expression argument) => binder.Bind(scope, argument);

    private Bound[] All(Scope scope, IReadOnlyList<Expression> arguments) => [.. arguments.Select(a => binder.Bind(scope, a))];

    private Bound Lookup(Op op, Scope scope, IReadOnlyList<Expression> a) => Bound.Special(op, binder.Table(scope, a[0]), One(scope, a[1]));

    private Bound Permutations(Scope scope, IReadOnlyList<Expression> a) => Bound.Of(Op.Divide, Bound.Of(Op.Factorial, One(scope, a[0])), Bound.Of(Op.Factorial, Bound.Of(Op.Subtract, One(scope, a[0]), One(scope, a[1]))));

    private Bound Wave(Op op, Scope scope, IReadOnlyList<Expression> a) => Bound.Of(Op.Multiply, One(scope, a[0]), Bound.Of(op, Bound.Of(Op.Divide, Bound.Of(Op.Multiply, Bound.Number(2 * Math.PI), Bound.Special(Op.Time, 0)), One(scope, a[1]))));
}
