using KeyEcosystem.Observatory.Core.Dynamics.Equations;
using static KeyEcosystem.Observatory.Core.Dynamics.Equations.Expression;

namespace KeyEcosystem.Observatory.Core.Dynamics.Compilation;

/// <summary>Functions that remember: delays, smooths, trends and what was before. Each is made of stocks, or of what is kept of the past.</summary>
/// <param name="binder">Makes their cells.</param>
internal sealed class MemoryFunctions(Binder binder)
{
    private const int OrderMax = 1000;

    public static bool Has(string name) => name is "INIT" or "INITIAL" or "PREVIOUS" or "DELAY" or "DELAY_FIXED" or "HISTORY" or "ACTIVE_INITIAL" or "SAMPLE_IF_TRUE"
        or "DELAY1" or "DELAY1I" or "DELAY3" or "DELAY3I" or "DELAYN" or "DELAY_N" or "SMTH1" or "SMOOTH" or "SMOOTHI" or "SMTH3" or "SMOOTH3" or "SMOOTH3I" or "SMTHN" or "SMOOTH_N" or "TREND" or "FORCST" or "FORECAST";

    /// <summary>The value; null where the function is another one.</summary>
    public Bound? Call(Scope scope, CallExpression call)
    {
        if (!Has(call.Name))
        {
            return null;
        }

        var (least, most) = call.Name switch
        {
            "INIT" or "INITIAL" => (1, 1),
            "PREVIOUS" => (1, 2),
            "ACTIVE_INITIAL" or "HISTORY" => (2, 2),
            "DELAYN" or "SMTHN" => (3, 4),
            "DELAY_N" or "SMOOTH_N" => (4, 4),
            "SAMPLE_IF_TRUE" => (3, 3),
            "FORCST" or "FORECAST" => (3, 4),
            _ => (2, 3),
        };
        BuiltIns.Counted(scope, call, least, most);
        var a = call.Arguments.Select(x => binder.Bind(scope, x)).ToArray();
        return call.Name switch
        {
            "INIT" or "INITIAL" => binder.AtStart(scope, a[0]),
            "PREVIOUS" => Before(scope, a[0], null, At(a, 1) ?? a[0]),
            "HISTORY" => Before(scope, a[0], Bound.Of(Op.Subtract, Bound.Special(Op.StepTime, 0), a[1]), a[0]),
            "DELAY" or "DELAY_FIXED" => Before(scope, a[0], a[1], At(a, 2) ?? a[0]),
            "ACTIVE_INITIAL" => ActiveInitial(scope, a),
            "SAMPLE_IF_TRUE" => Sample(scope, a),
            "DELAY1" or "DELAY1I" => Delay(scope, a[0], a[1], 1, At(a, 2)),
            "DELAY3" or "DELAY3I" => Delay(scope, a[0], a[1], 3, At(a, 2)),
            "DELAYN" => Delay(scope, a[0], a[1], Order(scope, call, a[2]), At(a, 3)),
            "DELAY_N" => Delay(scope, a[0], a[1], Order(scope, call, a[3]), a[2]),
            "SMTH1" or "SMOOTH" or "SMOOTHI" => Smooth(scope, a[0], a[1], 1, At(a, 2)),
            "SMTH3" or "SMOOTH3" or "SMOOTH3I" => Smooth(scope, a[0], a[1], 3, At(a, 2)),
            "SMTHN" => Smooth(scope, a[0], a[1], Order(scope, call, a[2]), At(a, 3)),
            "SMOOTH_N" => Smooth(scope, a[0], a[1], Order(scope, call, a[3]), a[2]),
            "TREND" => Trend(scope, a[0], a[1], At(a, 2)),
            _ => Bound.Of(Op.Multiply, binder.Kept(scope, a[0]), Bound.Of(Op.Add, Bound.Number(1), Bound.Of(Op.Multiply, Trend(scope, a[0], a[1], At(a, 3)), a[2]))),
        };
    }

    private static Bound? At(Bound[] arguments, int i) => i < arguments.Length ? arguments[i] : null;

    /// <summary>A value as it was a time before, at least one step; before the start, what it was or is said to have been then.</summary>
    private Bound Before(Scope scope, Bound input, Bound? delay, Bound initial)
    {
        var kept = binder.Kept(scope, input);
        if (kept.IsConstant && initial.IsConstant && kept.Value.Equals(initial.Value))
        {
            return kept;
        }

        if (kept.IsConstant)
        {
            binder.Hidden(scope, kept, kept, out var constant);
            kept = Bound.Cell(constant);
        }

        var history = binder.Histories.Count;
        binder.Histories.Add((kept.Extra, delay is null));
        var first = binder.AtStart(scope, initial);
        binder.Hidden(scope, first, Bound.Special(Op.Delay, history, delay ?? Bound.Number(binder.Specs.Step), first), out var id);
        return Bound.Cell(id);
    }

    private Bound ActiveInitial(Scope scope, Bound[] a)
    {
        binder.Hidden(scope, a[1], a[0], out var id);
        return Bound.Cell(id);
    }

    private Bound Sample(Scope scope, Bound[] a)
    {
        var sample = binder.Hidden(scope, null, null, out var id);
        var before = Before(scope, Bound.Cell(id), null, a[2]);
        (sample.Initial, sample.Running) = (Bound.Of(Op.Choose, a[0], a[1], a[2]), Bound.Of(Op.Choose, a[0], a[1], before));
        return Bound.Cell(id);
    }

    /// <summary>What flows in flows out again, on average a time later: so many stocks in a row.</summary>
    private Bound Delay(Scope scope, Bound input, Bound time, int order, Bound? initial)
    {
        var inflow = binder.Kept(scope, input);
        var each = binder.Kept(scope, Bound.Of(Op.Divide, time, Bound.Number(order)));
        var first = initial is null ? inflow : binder.Kept(scope, initial);
        for (var i = 0; i < order; i++)
        {
            var stock = binder.Hidden(scope, Bound.Of(Op.Multiply, first, each), null, out var id);
            var outflow = binder.Kept(scope, Bound.Of(Op.Divide, Bound.Cell(id), each));
            (stock.IsStock, stock.Running) = (true, Bound.Of(Op.Subtract, inflow, outflow));
            inflow = outflow;
        }

        return inflow;
    }

    private Bound Smooth(Scope scope, Bound input, Bound time, int order, Bound? initial)
    {
        var towards = binder.Kept(scope, input);
        var each = binder.Kept(scope, Bound.Of(Op.Divide, time, Bound.Number(order)));
        var first = initial is null ? towards : binder.Kept(scope, initial);
        for (var i = 0; i < order; i++)
        {
            var stock = binder.Hidden(scope, first, null, out var id);
            (stock.IsStock, stock.Running) = (true, Bound.Of(Op.Divide, Bound.Of(Op.Subtract, towards, Bound.Cell(id)), each));
            towards = Bound.Cell(id);
        }

        return towards;
    }

    /// <summary>Fractional growth: how far the input is from its smooth.</summary>
    private Bound Trend(Scope scope, Bound input, Bound time, Bound? initial)
    {
        var now = binder.Kept(scope, input);
        var over = binder.Kept(scope, time);
        var stock = binder.Hidden(scope, Bound.Of(Op.Divide, now, Bound.Of(Op.Add, Bound.Number(1), Bound.Of(Op.Multiply, initial ?? Bound.Number(0), over))), null, out var id);
        (stock.IsStock, stock.Running) = (true, Bound.Of(Op.Divide, Bound.Of(Op.Subtract, now, Bound.Cell(id)), over));
        return Bound.Of(Op.SafeDivide, Bound.Of(Op.Subtract, now, Bound.Cell(id)), Bound.Of(Op.Multiply, Bound.Cell(id), over), Bound.Number(0));
    }

    private int Order(Scope scope, CallExpression call, Bound order)
    {
        var value = order.IsConstant ? order.Value : order.Op == Op.Cell ? binder.ConstantOf(order.Extra) : null;
        return value is >= 1 and <= OrderMax ? (int)Math.Round(value.Value)
            : throw scope.Place.Fault($"needs a constant from 1 to {OrderMax} as the order of {call.Name}", $"中 {call.Name} 的阶数须为 1 至 {OrderMax} 的常数");
    }
}
