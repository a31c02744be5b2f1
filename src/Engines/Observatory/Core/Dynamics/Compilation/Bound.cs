using KeyEcosystem.Observatory.Core.Dynamics.Equations;
using KeyEcosystem.Observatory.Core.Dynamics.Execution;

namespace KeyEcosystem.Observatory.Core.Dynamics.Compilation;

/// <summary>A part of an equation in which each name has become a cell. Sums, products, least and largest take any number of arguments.</summary>
internal sealed class Bound
{
    private Bound(Op op, double value, int extra, Bound[] arguments) => (Op, Value, Extra, Arguments) = (op, value, extra, arguments);

    public Op Op { get; }

    public double Value { get; }

    /// <summary>The cell, table, history, stream, input or first cell of a range.</summary>
    public int Extra { get; }

    /// <summary>How many cells a range has, and how far they are apart.</summary>
    public (int Count, int Stride) Range { get; private init; }

    public Bound[] Arguments { get; }

    public bool IsConstant => Op == Op.Constant;

    public static Bound Number(double value) => new(Op.Constant, value, 0, []);

    public static Bound Cell(int cell) => new(Op.Cell, 0, cell, []);

    public static Bound Indexed(int first, int count, int stride, Bound position) => new(Op.Index, 0, first, [position]) { Range = (count, stride) };

    /// <summary>An operation; where all arguments are numbers and nothing else counts, its value.</summary>
    public static Bound Of(Op op, params Bound[] arguments)
    {
        if (op is >= Op.Move and < Op.Lookup && Array.TrueForAll(arguments, a => a.IsConstant))
        {
            var value = arguments.Length <= 3 && op is not (Op.Add or Op.Multiply or Op.Min or Op.Max)
                ? Arithmetic.Of(op, At(0), At(1), At(2))
                : arguments.Skip(1).Aggregate(At(0), (all, next) => Arithmetic.Of(op, all, next.Value, 0));
            return Number(value);
        }

        return new Bound(op, 0, 0, arguments);

        double At(int i) => i < arguments.Length ? arguments[i].Value : 0;
    }

    /// <summary>An operation that depends on more than its arguments.</summary>
    public static Bound Special(Op op, int extra, params Bound[] arguments) => new(op, 0, extra, arguments);
}
