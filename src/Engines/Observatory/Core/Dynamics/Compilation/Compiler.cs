using KeyEcosystem.Observatory.Core.Dynamics.Equations;
using KeyEcosystem.Observatory.Core.Dynamics.Execution;

namespace KeyEcosystem.Observatory.Core.Dynamics.Compilation;

/// <summary>Turns a model into a program.</summary>
internal static class Compiler
{
    /// <summary>The program, and what stands where.</summary>
    public static CompiledModel Compile(SystemModel model, IReadOnlyList<string> inputs)
    {
        var flat = new Flattening(model);
        var binder = new Binder(flat, model.Specs);
        var warnings = new List<string>();
        var equations = new Equationing(flat, binder, warnings);
        equations.Place();
        var variables = binder.Cells.Count;
        if (variables == 0)
        {
            throw new ModelFaultException(DynamicsCodes.Invalid, "The model has no variables.", "模型没有变量。");
        }

        var inputCells = Inputs(flat, binder, inputs);
        equations.Bind(inputCells);
        var cells = binder.Cells;
        var starting = Ordering.Of(cells, c => cells[c].Initial, "at the start", "在初始时刻");
        var running = Ordering.Of(cells, c => cells[c].IsStock || cells[c].IsFixed ? null : cells[c].Running, "at the same instant", "在同一时刻");
        foreach (var c in running)
        {
            cells[c].IsVarying = cells[c].IsStock ? cells[c].Running is not null : !cells[c].IsFixed && Varies(cells[c], cells);
        }

        var specs = model.Specs;
        if (equations.FedByAuxiliary is { } fed && specs.Method != IntegrationMethod.Euler)
        {
            // XMILE knows no such flow. The exporter that writes them names RK4 whatever the model was run with, and what it was run with is Euler's method.
            specs = specs with { Method = IntegrationMethod.Euler };
            warnings.Add($"{fed}: an auxiliary stands where XMILE has a flow; such models are integrated with Euler's method. {fed}：流量处为辅助变量，此类模型按欧拉法积分。");
        }

        var program = Emit(specs, binder, starting, running, inputs.Count, out var places);
        var columns = new List<string>();
        var units = new List<string?>();
        foreach (var of in flat.Instances)
        {
            for (var i = 0; i < of.Count; i++)
            {
                columns.Add(of.Title(i));
                units.Add(of.Variable.Units);
            }
        }

        return new CompiledModel(model, program, columns, units, places[..variables], inputs, warnings);
    }

    private static Dictionary<int, int> Inputs(Flattening flat, Binder binder, IReadOnlyList<string> inputs)
    {
        var cells = new Dictionary<int, int>();
        for (var i = 0; i < inputs.Count; i++)
        {
            var wanted = Names.Fold(inputs[i]);
            var bracket = wanted.IndexOf('[', StringComparison.Ordinal);
            var of = flat.Find("", bracket < 0 ? wanted : wanted[..bracket].TrimEnd('_'));
            var found = of is null || of.Count == 0 ? []
                : Enumerable.Range(0, of.Count).Where(e => bracket < 0 || Packed(Names.Fold(of.Title(e))) == Packed(wanted)).Select(e => of.First + e).ToList();
            if (found.Count == 0)
            {
                throw new ModelFaultException(DynamicsCodes.UnknownName, $"\"{inputs[i]}\" is no variable of the model that can be set.", $"“{inputs[i]}”不是可设定的模型变量。", 0, inputs[i]);
            }

            foreach (var cell in found)
            {
                if (!cells.TryAdd(cell, i))
                {
                    throw new ModelFaultException(DynamicsCodes.Experiment, $"\"{inputs[i]}\" is set twice.", $"“{inputs[i]}”被重复设定。", 0, inputs[i]);
                }

                binder.Constants.Remove(cell);
            }
        }

        return cells;

        static string Packed(string name) => name.Replace(", ", ",", StringComparison.Ordinal).Replace(",_", ",", StringComparison.Ordinal).Replace("_[", "[", StringComparison.Ordinal);
    }

    /// <summary>What starts otherwise than it goes on, reads the instant or reads what changes.</summary>
    private static bool Varies(Cell cell, List<Cell> cells) => cell.Running is { } running
        && (!ReferenceEquals(running, cell.Initial) || Reads(running) || Ordering.Needs(running).Any(n => cells[n].IsVarying));

    /// <summary>Whether a part of an equation depends on the instant itself.</summary>
    private static bool Reads(Bound bound)
    {
        var open = new Stack<Bound>();
        open.Push(bound);
        while (open.TryPop(out var part))
        {
            if (part.Op is Op.Time or Op.StepTime or (>= Op.Step and <= Op.Logistic))
            {
                return true;
            }

            foreach (var argument in part.Arguments)
            {
                open.Push(argument);
            }
        }

        return false;
    }

    private static ModelProgram Emit(SimulationSpecs specs, Binder binder, List<int> starting, List<int> running, int inputs, out int[] places)
    {
        var cells = binder.Cells;
        places = new int[cells.Count];
        var next = ModelProgram.FirstStockAt;
        var stocks = Enumerable.Range(0, cells.Count).Where(c => cells[c].IsStock && cells[c].IsVarying).ToList();
        foreach (var stock in stocks)
        {
            places[stock] = next++;
        }

        for (var c = 0; c < cells.Count; c++)
        {
            places[c] = places[c] == 0 ? next++ : places[c];
        }

        var netAt = next;
        var emitter = new Emitter(places, netAt + stocks.Count);
        foreach (var cell in starting.Where(c => cells[c].Initial is not null))
        {
            emitter.Put(cells[cell].Initial!, places[cell]);
        }

        var initial = emitter.Take();
        foreach (var cell in running.Where(c => cells[c].IsVarying && !cells[c].IsStock))
        {
            emitter.Put(cells[cell].Running!, places[cell]);
        }

        var each = emitter.Take();
        for (var i = 0; i < stocks.Count; i++)
        {
            emitter.Put(cells[stocks[i]].Running!, netAt + i);
        }

        var net = emitter.Take();
        var at = places;
        return new ModelProgram
        {
            Specs = specs,
            Initial = emitter.Settle(initial),
            Running = emitter.Settle(each),
            Net = emitter.Settle(net),
            Stocks = stocks.Count,
            NetAt = netAt,
            Clamped = [.. stocks.Where(s => cells[s].IsClamped).Select(s => at[s])],
            Constants = emitter.Constants,
            Size = emitter.Size,
            Inputs = inputs,
            Tables = [.. binder.Tables.Select(t => new GraphicalFunctionTable(t))],
            Histories = [.. binder.Histories.Select(h => (at[h.Cell], h.OneStep))],
            Streams = [.. binder.Streams],
        };
    }
}
