using KeyEcosystem.Observatory.Core.Dynamics.Equations;
using static KeyEcosystem.Observatory.Core.Dynamics.Equations.Expression;

namespace KeyEcosystem.Observatory.Core.Dynamics.Compilation;

/// <summary>Functions that go through arrays: sum, mean, product, least, largest, deviation, size. The deviation is that of the population.</summary>
/// <param name="binder">Binds what they go through.</param>
/// <param name="flat">Names.</param>
internal sealed class ArrayFunctions(Binder binder, Flattening flat)
{
    private const int TermsMax = 50_000;

    /// <summary>The value; null where the function is another one.</summary>
    public Bound? Call(Scope scope, CallExpression call)
    {
        if (!IsArray(call))
        {
            return null;
        }

        if (call.Name == "SIZE" && call.Arguments[0] is NameExpression { Subscripts: null } sized && flat.Dimensions.TryGetValue(sized.Name, out var dimension))
        {
            return Bound.Number(dimension.Count);
        }

        var loops = new Dictionary<string, Subscripts.Loop>(StringComparer.Ordinal);
        Collect(scope, call.Arguments[0], loops);
        var terms = Terms(scope, call.Arguments[0], [.. loops.Values]);
        return call.Name switch
        {
            "SIZE" or "ELMCOUNT" => Bound.Number(terms.Length),
            "SUM" or "VSUM" => Joined(Op.Add, terms, 0),
            "PROD" => Joined(Op.Multiply, terms, 1),
            "MIN" or "VMIN" => Joined(Op.Min, terms, double.NaN),
            "MAX" or "VMAX" => Joined(Op.Max, terms, double.NaN),
            "MEAN" => Mean(terms),
            _ => Deviation(scope, terms),
        };
    }

    private static bool IsArray(CallExpression call) => call.Arguments.Count == 1 && call.Name is "SUM" or "VSUM" or "MEAN" or "PROD" or "STDDEV" or "SIZE" or "ELMCOUNT" or "VMIN" or "VMAX" or "MIN" or "MAX" && call.Arguments.Count == 1;

    private static Bound Joined(Op op, Bound[] terms, double nothing) => terms.Length switch { 0 => Bound.Number(nothing), 1 => terms[0], _ => Bound.Of(op, terms) };

    private static Bound Mean(Bound[] terms) => Bound.Of(Op.Divide, Joined(Op.Add, terms, 0), Bound.Number(terms.Length));

    private Bound Deviation(Scope scope, Bound[] terms)
    {
        var kept = Array.ConvertAll(terms, t => binder.Kept(scope, t));
        var mean = binder.Kept(scope, Mean(kept));
        return Bound.Of(Op.Sqrt, Mean(Array.ConvertAll(kept, t =>
        {
            var off = binder.Kept(scope, Bound.Of(Op.Subtract, t, mean));
            return Bound.Of(Op.Multiply, off, off);
        })));
    }

    private Bound[] Terms(Scope scope, Expression of, Subscripts.Loop[] loops)
    {
        var count = loops.Aggregate(1L, (all, l) => Math.Min(all * l.Places.Count, int.MaxValue));
        if (count > TermsMax)
        {
            throw new ModelFaultException(DynamicsCodes.Limit, $"The equation of \"{scope.Place.Name}\" goes through {count} elements; at most {TermsMax} are taken.", $"“{scope.Place.Name}”的方程遍历 {count} 个元素，至多 {TermsMax} 个。", scope.Place.Line, scope.Place.Name);
        }

        var terms = new Bound[count];
        var at = new Dictionary<string, (Dimension, int)>(scope.Loops, StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            var rest = i;
            for (var l = loops.Length - 1; l >= 0; l--)
            {
                at[loops[l].Key] = (loops[l].Dimension, loops[l].Places[rest % loops[l].Places.Count]);
                rest /= loops[l].Places.Count;
            }

            terms[i] = binder.Bind(scope with { Loops = at }, of);
        }

        return terms;
    }

    /// <summary>The loops of names in an argument; those of an array function within belong to that.</summary>
    private void Collect(Scope scope, Expression of, Dictionary<string, Subscripts.Loop> into)
    {
        switch (of)
        {
            case NameExpression name:
                if (flat.Find(scope.Modules, name.Name) is { Dimensions.Length: > 0 } array)
                {
                    foreach (var loop in binder.Subscripts.Loops(scope, array, name))
                    {
                        into.TryAdd(loop.Key, loop);
                    }
                }

                if (name.Argument is not null)
                {
                    Collect(scope, name.Argument, into);
                }

                break;
            case UnaryExpression unary:
                Collect(scope, unary.Operand, into);
                break;
            case BinaryExpression binary:
                Collect(scope, binary.Left, into);
                Collect(scope, binary.Right, into);
                break;
            case ChoiceExpression choice:
                Collect(scope, choice.Condition, into);
                Collect(scope, choice.Then, into);
                Collect(scope, choice.Else, into);
                break;
            case CallExpression call when !IsArray(call):
                foreach (var argument in call.Arguments)
                {
                    Collect(scope, argument, into);
                }

                break;
        }
    }
}
