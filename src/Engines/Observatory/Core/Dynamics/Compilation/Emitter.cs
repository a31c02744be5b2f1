using KeyEcosystem.Observatory.Core.Dynamics.Equations;
using KeyEcosystem.Observatory.Core.Dynamics.Execution;

namespace KeyEcosystem.Observatory.Core.Dynamics.Compilation;

/// <summary>Writes instructions: each equation into its cell, what is in between into places that are used again.</summary>
internal sealed class Emitter
{
    private const int InstructionsMax = 8_000_000;
    private readonly int[] places;
    private readonly Dictionary<long, int> constants = [];
    private readonly int constantsAt;
    private List<Instruction> code = [];
    private int written;
    private int temporaries;
    private int temporariesMax;

    /// <summary>Places of cells are given; numbers and what is in between come behind.</summary>
    public Emitter(int[] places, int firstFree) => (this.places, constantsAt) = (places, firstFree);

    /// <summary>Numbers with their places.</summary>
    public (int At, double Value)[] Constants => [.. constants.Select(c => (constantsAt + c.Value, BitConverter.Int64BitsToDouble(c.Key)))];

    /// <summary>How many places all need, temporaries too.</summary>
    public int Size => constantsAt + constants.Count + temporariesMax;

    /// <summary>Puts a value into a place.</summary>
    public void Put(Bound value, int to)
    {
        temporaries = 0;
        if (Into(value, to) is var at && at != to)
        {
            Add(new Instruction(Op.Move, to, at, 0, 0, 0));
        }
    }

    /// <summary>What was written since the last time.</summary>
    public Instruction[] Take()
    {
        var taken = code.ToArray();
        code = [];
        return taken;
    }

    /// <summary>Temporaries have negative places until all numbers are known.</summary>
    public Instruction[] Settle(Instruction[] taken) => Array.ConvertAll(taken, i => i with { To = Real(i.To), A = Real(i.A), B = Real(i.B), C = Real(i.C) });

    private int Real(int at) => at >= 0 ? at : constantsAt + constants.Count + ~at;

    private int Value(Bound value) => value.Op switch
    {
        Op.Constant => constantsAt + Number(value.Value),
        Op.Cell => places[value.Extra],
        Op.Time => ModelProgram.TimeAt,
        Op.StepTime => ModelProgram.StepTimeAt,
        _ => Into(value, Temporary()),
    };

    private int Number(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        if (!constants.TryGetValue(bits, out var at))
        {
            constants[bits] = at = constants.Count;
        }

        return at;
    }

    private int Temporary()
    {
        temporariesMax = Math.Max(temporariesMax, ++temporaries);
        return ~(temporaries - 1);
    }

    private int Into(Bound value, int to)
    {
        if (value.Op is Op.Constant or Op.Cell or Op.Time or Op.StepTime)
        {
            return Value(value);
        }

        var before = temporaries;
        var a = value.Arguments;
        if (value.Op is Op.Add or Op.Multiply or Op.Min or Op.Max && a.Length != 2)
        {
            Chain(value, to);
        }
        else
        {
            var (first, second, third) = (a.Length > 0 ? Value(a[0]) : 0, a.Length > 1 ? Value(a[1]) : 0, a.Length > 2 ? Value(a[2]) : value.Op == Op.SafeDivide ? constantsAt + Number(0) : 0);
            Add(value.Op switch
            {
                Op.Index => new Instruction(Op.Index, to, first, places[value.Extra], value.Range.Stride, value.Range.Count),
                _ => new Instruction(value.Op, to, first, second, third, value.Extra),
            });
        }

        temporaries = before;
        return to;
    }

    /// <summary>Many arguments one behind the other; the place of the outcome may be one of them, so a temporary takes the parts.</summary>
    private void Chain(Bound value, int to)
    {
        var sum = Temporary();
        var at = Value(value.Arguments[0]);
        for (var i = 1; i < value.Arguments.Length; i++)
        {
            var before = temporaries;
            Add(new Instruction(value.Op, sum, at, Value(value.Arguments[i]), 0, 0));
            (at, temporaries) = (sum, before);
        }

        Add(new Instruction(Op.Move, to, at, 0, 0, 0));
    }

    private void Add(Instruction instruction)
    {
        if (++written > InstructionsMax)
        {
            throw new ModelFaultException(DynamicsCodes.Limit, $"The model needs more than {InstructionsMax} instructions.", $"模型编译后超过 {InstructionsMax} 条指令。");
        }

        code.Add(instruction);
    }
}
