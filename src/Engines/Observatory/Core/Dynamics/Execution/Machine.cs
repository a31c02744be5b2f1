using KeyEcosystem.Observatory.Core.Dynamics.Equations;

namespace KeyEcosystem.Observatory.Core.Dynamics.Execution;

/// <summary>Runs a program for several lanes at once.</summary>
internal sealed class Machine
{
    /// <summary>Numbers of the past that are kept, at most.</summary>
    public const long HistoryMax = 64_000_000;

    private const double Hair = 1e-6;
    private readonly ModelProgram program;
    private readonly int lanes;
    private readonly double[] memory;
    private readonly double[][] histories;
    private readonly ulong[] keys;
    private readonly double[][] slopes;
    private readonly double[] before;
    private double[] inputs = [];
    private int step;

    public Machine(ModelProgram program, int lanes)
    {
        (this.program, this.lanes) = (program, lanes);
        Check(program, lanes);
        memory = new double[program.Size * lanes];

        histories = [.. program.Histories.Select(h => new double[(h.OneStep ? 1 : program.Specs.Steps + 1) * lanes])];
        keys = new ulong[program.Streams.Length * lanes];
        var stocks = program.Stocks * lanes;
        slopes = [.. Enumerable.Range(0, program.Specs.Method switch { IntegrationMethod.Euler => 0, IntegrationMethod.RungeKutta2 => 2, _ => 4 }).Select(_ => new double[stocks])];
        before = new double[program.Specs.Method == IntegrationMethod.Euler ? 0 : stocks];
    }

    public int LaneCount => lanes;

    /// <summary>Refuses what would keep too much of the past.</summary>
    public static void Check(ModelProgram program, long lanes)
    {
        if (program.Histories.Count(h => !h.OneStep) * (program.Specs.Steps + 1L) * lanes > HistoryMax)
        {
            throw new ModelFaultException(DynamicsCodes.Limit, $"Delays would keep more than {HistoryMax} numbers of the past: run fewer steps.", $"延迟函数需保存超过 {HistoryMax} 个历史值，请减少步数。");
        }
    }

    /// <summary>The numbers of a place, one for each lane.</summary>
    public ReadOnlySpan<double> At(int place) => memory.AsSpan(place * lanes, lanes);

    /// <summary>Runs from start to stop.</summary>
    /// <param name="given">Values from outside: input by input, for each lane.</param>
    /// <param name="seeds">A seed for each lane.</param>
    /// <param name="save">Called at each saved row.</param>
    /// <param name="stop">Ends it early.</param>
    public void Run(double[] given, ReadOnlySpan<ulong> seeds, Action<int> save, CancellationToken stop)
    {
        inputs = given;
        Start(seeds);
        var every = program.Specs.StepsPerSave;
        for (step = 0; ; step++)
        {
            if ((step & 0x3FF) == 0)
            {
                stop.ThrowIfCancellationRequested();
            }

            Instant(program.Specs.Start + (step * program.Specs.Step), program.Running);
            if (step % every == 0)
            {
                save(step / every);
            }

            if (step >= program.Specs.Steps)
            {
                return;
            }

            Keep();
            Integrate();
        }
    }

    private void Start(ReadOnlySpan<ulong> seeds)
    {
        step = 0;
        foreach (var (at, value) in program.Constants)
        {
            memory.AsSpan(at * lanes, lanes).Fill(value);
        }

        for (var s = 0; s < program.Streams.Length; s++)
        {
            for (var lane = 0; lane < lanes; lane++)
            {
                keys[(s * lanes) + lane] = program.Streams[s] is { } own ? Draw.Key((ulong)BitConverter.DoubleToInt64Bits(own), 0) : Draw.Key(seeds[lane], (ulong)s + 1);
            }
        }

        Instant(program.Specs.Start, program.Initial);
        Clamp();
    }

    /// <summary>Time and a part of the program; random numbers and the past stand still within a step.</summary>
    private void Instant(double time, Instruction[] part)
    {
        memory.AsSpan(ModelProgram.TimeAt * lanes, lanes).Fill(time);
        memory.AsSpan(ModelProgram.StepTimeAt * lanes, lanes).Fill(program.Specs.Start + (step * program.Specs.Step));
        Do(part);
    }

    private void Do(Instruction[] part)
    {
        foreach (ref readonly var instruction in part.AsSpan())
        {
            if (instruction.Op >= Op.Lookup || instruction.Op == Op.Input)
            {
                Special(instruction);
            }
            else
            {
                Lanes.Do(instruction, memory, lanes);
            }
        }
    }

    private void Keep()
    {
        for (var h = 0; h < histories.Length; h++)
        {
            At(program.Histories[h].At).CopyTo(histories[h].AsSpan(program.Histories[h].OneStep ? 0 : step * lanes, lanes));
        }
    }

    private Span<double> Stocks => memory.AsSpan(ModelProgram.FirstStockAt * lanes, program.Stocks * lanes);

    private Span<double> Net => memory.AsSpan(program.NetAt * lanes, program.Stocks * lanes);

    private void Integrate()
    {
        var dt = program.Specs.Step;
        Do(program.Net);
        switch (program.Specs.Method)
        {
            case IntegrationMethod.Euler:
                Lanes.Advance(Stocks, Stocks, Net, dt);
                break;
            case IntegrationMethod.RungeKutta2:
                Stocks.CopyTo(before);
                Slope(0, 1);
                Slope(1, null);
                Lanes.Advance(Stocks, before, slopes[0], dt / 2);
                Lanes.Advance(Stocks, Stocks, slopes[1], dt / 2);
                break;
            default:
                Stocks.CopyTo(before);
                Slope(0, 0.5);
                Slope(1, 0.5);
                Slope(2, 1);
                Slope(3, null);
                Lanes.Advance(Stocks, before, slopes[0], dt / 6);
                Lanes.Advance(Stocks, Stocks, slopes[1], dt / 3);
                Lanes.Advance(Stocks, Stocks, slopes[2], dt / 3);
                Lanes.Advance(Stocks, Stocks, slopes[3], dt / 6);
                break;
        }

        Clamp();
    }

    /// <summary>Keeps the slope that stands there, and goes a part of the step along it to where the next is taken.</summary>
    private void Slope(int which, double? part)
    {
        Net.CopyTo(slopes[which]);
        if (part is { } share)
        {
            Lanes.Advance(Stocks, before, slopes[which], program.Specs.Step * share);
            Instant(program.Specs.Start + (step * program.Specs.Step) + (program.Specs.Step * share), program.Running);
            Do(program.Net);
        }
    }

    private void Clamp()
    {
        foreach (var stock in program.Clamped)
        {
            foreach (ref var value in memory.AsSpan(stock * lanes, lanes))
            {
                value = value < 0 ? 0 : value;
            }
        }
    }

    private void Special(in Instruction i)
    {
        var to = memory.AsSpan(i.To * lanes, lanes);
        var a = At(i.A);
        var b = i.Op == Op.Index ? default : At(i.B);
        var c = i.Op == Op.Index ? default : At(i.C);
        for (var lane = 0; lane < lanes; lane++)
        {
            to[lane] = i.Op switch
            {
                Op.Input => inputs[(i.Extra * lanes) + lane],
                Op.Lookup => program.Tables[i.Extra].At(a[lane]),
                Op.LookupForward => program.Tables[i.Extra].Forward(a[lane]),
                Op.LookupBackward => program.Tables[i.Extra].Backward(a[lane]),
                Op.LookupExtrapolated => program.Tables[i.Extra].Extrapolated(a[lane]),
                Op.LookupInverse => program.Tables[i.Extra].Inverse(a[lane]),
                Op.Index => a[lane] >= 1 && a[lane] < i.Extra + 1.0 ? memory[((i.B + (((int)a[lane] - 1) * i.C)) * lanes) + lane] : 0,
                Op.Delay => Past(i.Extra, a[lane], b[lane], lane),
                >= Op.Uniform => Draw.Of(i.Op, Draw.Uniform(keys[(i.Extra * lanes) + lane], (ulong)step), a[lane], b[lane], c[lane]),
                _ => Timed(i.Op, a[lane], b[lane], c[lane]),
            };
        }
    }

    /// <summary>Inputs that depend on time. A hair is allowed, since times are sums of steps; what lasts for a step begins with it.</summary>
    private double Timed(Op op, double a, double b, double c)
    {
        var hair = program.Specs.Step * Hair;
        var time = memory[ModelProgram.TimeAt * lanes];
        var since = memory[ModelProgram.StepTimeAt * lanes] + hair - (op == Op.PulseTrain ? a : b);
        return op switch
        {
            Op.Step => time + hair >= b ? a : 0,
            Op.Ramp => time <= b ? 0 : a * ((c < b ? b : time < c ? time : c) - b),
            Op.Pulse => since >= 0 && (c > 0 ? since % c : since) < program.Specs.Step ? a / program.Specs.Step : 0,
            _ => since >= 0 && (c > 0 ? since % c : since) < b ? 1 : 0,
        };
    }

    private double Past(int history, double delay, double initial, int lane)
    {
        var steps = Math.Floor((delay / program.Specs.Step) + 0.5);
        var at = step - (steps >= 1 ? steps : 1);
        return at >= 0 && step > 0 ? histories[history][((program.Histories[history].OneStep ? 0 : (int)at) * lanes) + lane] : initial;
    }
}
