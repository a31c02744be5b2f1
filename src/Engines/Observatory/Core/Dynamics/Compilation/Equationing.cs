using System.Buffers;
using System.Globalization;
using KeyEcosystem.Observatory.Core.Dynamics.Equations;
using static KeyEcosystem.Observatory.Core.Dynamics.Equations.Expression;

namespace KeyEcosystem.Observatory.Core.Dynamics.Compilation;

/// <summary>Gives each cell of a variable its equation.</summary>
/// <param name="flat">Variables.</param>
/// <param name="binder">Binds them.</param>
/// <param name="warnings">What a reader should know.</param>
internal sealed class Equationing(Flattening flat, Binder binder, List<string> warnings)
{
    private static readonly SearchValues<char> Marks = SearchValues.Create("+-*/^()<>=,;:!&|{}?@\\ ");

    private sealed record Written(Expression? Equation, Expression? Initial, int Table);

    /// <summary>The first stock with an auxiliary in the place of a flow; null where there is none.</summary>
    public string? FedByAuxiliary { get; private set; }

    /// <summary>Makes the cells of all variables, so that equations can name what comes later.</summary>
    public void Place()
    {
        // What an exporter left open is the reason for whatever else would be found.
        foreach (var of in flat.Instances)
        {
            foreach (var (text, line) in of.Variable.Equations.Select(e => (e, of.Variable.Line)).Concat(of.Variable.Elements.Select(e => (e.Equation ?? "", e.Line))).Where(e => e.Item1.Contains("??", StringComparison.Ordinal)))
            {
                _ = EquationParser.ReadList(text, new EquationPlace(of.Shown, line));
            }
        }

        foreach (var of in flat.Instances)
        {
            of.First = binder.Cells.Count;
            Tables(of);
            if (of.Variable.Kind == VariableKind.Table)
            {
                of.Count = 0;
            }

            if (binder.Cells.Count + of.Count > Flattening.CellsMax)
            {
                throw new ModelFaultException(DynamicsCodes.Limit, $"The model has more than {Flattening.CellsMax} variables and elements.", $"模型的变量与元素超过 {Flattening.CellsMax} 个。", of.Variable.Line, of.Shown);
            }

            for (var i = 0; i < of.Count; i++)
            {
                binder.Cells.Add(new Cell(of.Title(i), of.Variable.Line));
            }

            Known(of);
        }
    }

    /// <summary>Binds all equations.</summary>
    /// <param name="inputs">Cells whose value comes from outside.</param>
    public void Bind(IReadOnlyDictionary<int, int> inputs)
    {
        foreach (var of in flat.Instances.Where(i => i.Count > 0))
        {
            var written = Write(of);
            for (var i = 0; i < of.Count; i++)
            {
                Bind(of, i, written[i], inputs);
            }
        }
    }

    private void Bind(Instance of, int element, Written written, IReadOnlyDictionary<int, int> inputs)
    {
        var cell = binder.Cells[of.First + element];
        var scope = Scope.Of(of, element);
        var isStock = of.Variable.Kind == VariableKind.Stock && of.Source is null;
        if (inputs.TryGetValue(of.First + element, out var input))
        {
            var given = Bound.Special(Op.Input, input);
            (cell.Initial, cell.Running, cell.IsFixed) = (given, null, !isStock);
        }
        else
        {
            var value = binder.Bind(of.Source is { } source ? scope with { Modules = source.Scope } : scope, written.Equation!);
            value = written.Table >= 0 ? Bound.Special(Op.Lookup, written.Table, value) : value;
            if (!isStock && (of.Variable.NonNegative ?? (of.Variable.Kind == VariableKind.Flow && of.Part.NonNegativeFlows)))
            {
                value = Bound.Of(Op.Max, value, Bound.Number(0));
            }

            cell.Initial = written.Initial is null ? value : binder.Bind(scope, written.Initial);
            cell.Running = value;
        }

        if (isStock)
        {
            cell.IsStock = true;
            cell.IsClamped = of.Variable.NonNegative ?? of.Part.NonNegativeStocks;
            cell.Running = Net(of, scope);
        }
    }

    private Bound? Net(Instance of, Scope scope)
    {
        Bound[] Flows(IReadOnlyList<string> names) => [.. names.Select(n => binder.Bind(scope, EquationParser.Read(n.Contains('"') || !NeedsQuotes(n) ? n : $"\"{n}\"", of.Place)))];
        var (into, outOf) = (Flows(of.Variable.Inflows), Flows(of.Variable.Outflows));
        FedByAuxiliary ??= of.Variable.Inflows.Concat(of.Variable.Outflows).Where(f => flat.Find(of.Scope, Names.Fold(f)) is { Variable.Kind: VariableKind.Auxiliary, Source: null }).Select(f => $"{of.Shown} ({f})").FirstOrDefault();
        if (into.Length + outOf.Length == 0)
        {
            return null;
        }

        var sum = into.Length == 0 ? Bound.Number(0) : into.Length == 1 ? into[0] : Bound.Of(Op.Add, into);
        return outOf.Aggregate(sum, (net, flow) => Bound.Of(Op.Subtract, net, flow));
    }

    /// <summary>Names of flows may stand bare though they hold marks.</summary>
    private static bool NeedsQuotes(string name) => name.AsSpan().ContainsAny(Marks) && !name.Contains('[');

    private Written[] Write(Instance of)
    {
        if (of.Source is { } source)
        {
            return [.. Enumerable.Repeat(new Written(source.Equation, null, -1), of.Count)];
        }

        var variable = of.Variable;
        var general = variable.Equations.Select(e => EquationParser.ReadList(e, of.Place)).ToList();
        var all = general.Count == 1 ? general[0] : [.. general.SelectMany(g => g)];
        var initial = variable.InitialEquation is null ? null : EquationParser.Read(variable.InitialEquation, of.Place);
        if (all.Count > 1 && all.Count != of.Count)
        {
            throw of.Place.Fault($"has {all.Count} parts, where {of.Count} are needed", $"有 {all.Count} 项，应为 {of.Count} 项");
        }

        var written = new Written?[of.Count];
        foreach (var element in variable.Elements)
        {
            Element(of, element, written);
        }

        var missing = 0;
        for (var i = 0; i < of.Count; i++)
        {
            var table = of.Tables.Length == 0 ? -1 : of.Tables[i];
            var equation = written[i]?.Equation ?? (all.Count == 0 ? null : all.Count == 1 ? all[0] : all[i]);
            if (equation is null && variable.Elements.Count == 0)
            {
                throw new ModelFaultException(DynamicsCodes.Equation, $"\"{of.Shown}\" has no equation.", $"“{of.Shown}”没有方程。", variable.Line, of.Shown);
            }

            missing += equation is null ? 1 : 0;
            written[i] = new Written(equation ?? new NumberExpression(0), written[i]?.Initial ?? initial, table);
        }

        if (missing > 0)
        {
            warnings.Add($"{of.Shown}: {missing} of {of.Count} elements have no equation and are 0. {of.Shown}：{of.Count} 个元素中 {missing} 个没有方程，按 0 计。");
        }

        return written!;
    }

    private static void Element(Instance of, VariableElement element, Written?[] written)
    {
        if (element.Equation is null)
        {
            return;
        }

        var place = new EquationPlace($"{of.Shown}[{element.Subscript}]", element.Line);
        var equations = EquationParser.ReadList(element.Equation, place);
        var initial = element.InitialEquation is null ? null : EquationParser.Read(element.InitialEquation, place);
        var cells = Cells(of, element);
        if (equations.Count > 1 && equations.Count != cells.Count)
        {
            throw place.Fault($"has {equations.Count} parts, where {cells.Count} are needed", $"有 {equations.Count} 项，应为 {cells.Count} 项");
        }

        for (var i = 0; i < cells.Count; i++)
        {
            written[cells[i]] = new Written(equations[equations.Count == 1 ? 0 : i], initial, -1);
        }
    }

    /// <summary>The cells that a subscript names: each of its parts is an element or a subrange.</summary>
    private static List<int> Cells(Instance of, VariableElement element)
    {
        var parts = element.Subscript.Split(',');
        if (parts.Length != of.Dimensions.Length)
        {
            throw new ModelFaultException(DynamicsCodes.Equation, $"Element \"{element.Subscript}\" of \"{of.Shown}\" has {parts.Length} subscripts, where {of.Dimensions.Length} are needed.", $"“{of.Shown}”的元素“{element.Subscript}”有 {parts.Length} 个下标，应为 {of.Dimensions.Length} 个。", element.Line, of.Shown);
        }

        var cells = new List<int> { 0 };
        for (var d = 0; d < parts.Length; d++)
        {
            var (own, name) = (of.Dimensions[d], Names.Fold(parts[d].Trim()));
            name = name.StartsWith(own.Name + ".", StringComparison.Ordinal) ? name[(own.Name.Length + 1)..] : name;
            var range = own.Place(name) >= 0 ? [own.Place(name)] : of.RangeOf(d, name)
                ?? throw new ModelFaultException(DynamicsCodes.UnknownName, $"\"{parts[d].Trim()}\" is no element of \"{own.Shown}\", of which \"{of.Shown}\" is an array.", $"“{parts[d].Trim()}”不是“{own.Shown}”的元素（变量“{of.Shown}”）。", element.Line, of.Shown);
            cells = [.. cells.SelectMany(c => range.Select(p => c + (p * of.Stride(d))))];
        }

        return cells;
    }

    private void Tables(Instance of)
    {
        var variable = of.Variable;
        if (variable.Function is null && variable.Elements.All(e => e.Function is null))
        {
            return;
        }

        of.Tables = [.. Enumerable.Repeat(variable.Function is null ? -1 : Add(variable.Function), of.Count)];
        foreach (var element in variable.Elements.Where(e => e.Function is not null))
        {
            var table = Add(element.Function!);
            foreach (var cell in Cells(of, element))
            {
                of.Tables[cell] = table;
            }
        }

        int Add(GraphicalFunction function)
        {
            binder.Tables.Add(function);
            return binder.Tables.Count - 1;
        }
    }

    private void Known(Instance of)
    {
        if (of.Count == 1 && of.Source is null && of.Tables.Length == 0 && of.Variable.Kind != VariableKind.Stock && of.Variable.Equations.Count == 1
            && double.TryParse(of.Variable.Equations[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            binder.Constants[of.First] = number;
        }
    }
}
