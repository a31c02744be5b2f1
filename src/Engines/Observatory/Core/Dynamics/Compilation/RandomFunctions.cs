using KeyEcosystem.Observatory.Core.Dynamics.Equations;
using static KeyEcosystem.Observatory.Core.Dynamics.Equations.Expression;

namespace KeyEcosystem.Observatory.Core.Dynamics.Compilation;

/// <summary>Random functions. Each call has a stream of its own; one with a seed has the stream of the seed, the same in every run.</summary>
/// <param name="binder">Counts the streams.</param>
internal sealed class RandomFunctions(Binder binder)
{
    private static readonly Dictionary<string, (Op Op, int Parameters, int Most)> Known = new(StringComparer.Ordinal)
    {
        ["UNIFORM"] = (Op.Uniform, 2, 3),
        ["RANDOM"] = (Op.Uniform, 2, 3),
        ["RANDOM_UNIFORM"] = (Op.Uniform, 2, 3),
        ["NORMAL"] = (Op.Normal, 2, 5),
        ["LOGNORMAL"] = (Op.LogNormal, 2, 5),
        ["EXPRND"] = (Op.Exponential, 1, 4),
        ["POISSON"] = (Op.Poisson, 1, 4),
        ["TRIANGULAR"] = (Op.Triangular, 3, 4),
        ["WEIBULL"] = (Op.Weibull, 2, 5),
        ["GEOMETRIC"] = (Op.Geometric, 1, 4),
        ["BINOMIAL"] = (Op.Binomial, 2, 5),
        ["LOGISTIC"] = (Op.Logistic, 2, 5),
    };

    public static bool Has(string name) => Known.ContainsKey(name) || name is "RANDOM_0_1" or "MONTECARLO" or "RANDOM_NORMAL";

    /// <summary>The value; null where the function is another one.</summary>
    public Bound? Call(Scope scope, CallExpression call)
    {
        if (!Has(call.Name))
        {
            return null;
        }

        var a = call.Arguments.Select(x => binder.Bind(scope, x)).ToArray();
        if (call.Name == "RANDOM_0_1" || (call.Name is "RANDOM" or "UNIFORM" && a.Length == 0))
        {
            return Drawn(scope, Op.Uniform, null, [Bound.Number(0), Bound.Number(1)]);
        }

        if (call.Name == "MONTECARLO")
        {
            // Percent chance in a unit of time.
            BuiltIns.Counted(scope, call, 1, 2);
            return Bound.Of(Op.Less, Drawn(scope, Op.Uniform, At(a, 1), [Bound.Number(0), Bound.Number(1)]), Bound.Of(Op.Multiply, a[0], Bound.Number(binder.Specs.Step / 100)));
        }

        if (call.Name == "RANDOM_NORMAL")
        {
            BuiltIns.Counted(scope, call, 5, 5);
            return Between(Drawn(scope, Op.Normal, a[4], [a[2], a[3]]), a[0], a[1]);
        }

        var (op, parameters, most) = Known[call.Name];
        BuiltIns.Counted(scope, call, parameters, most);
        var drawn = Drawn(scope, op, At(a, parameters), a[..parameters]);
        return a.Length == parameters + 3 ? Between(drawn, a[parameters + 1], a[parameters + 2]) : drawn;
    }

    private static Bound? At(Bound[] arguments, int i) => i < arguments.Length ? arguments[i] : null;

    private static Bound Between(Bound value, Bound least, Bound most) => Bound.Of(Op.Max, least, Bound.Of(Op.Min, most, value));

    private Bound Drawn(Scope scope, Op op, Bound? seed, Bound[] parameters)
    {
        if (seed is { IsConstant: false } && binder.ConstantOf(seed.Extra) is null)
        {
            throw scope.Place.Fault("needs a constant as the seed of a random function", "中随机函数的种子须为常数");
        }

        // A seed of 0 is none.
        var value = seed is null ? null : seed.IsConstant ? seed.Value : binder.ConstantOf(seed.Extra);
        binder.Streams.Add(value is 0 ? null : value);

        // One draw a step, whoever asks how often.
        return binder.Kept(scope, Bound.Special(op, binder.Streams.Count - 1, parameters));
    }
}
