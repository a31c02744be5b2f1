using KeyEcosystem.Observatory.Core.Dynamics.Equations;
using static KeyEcosystem.Observatory.Core.Dynamics.Equations.Expression;

namespace KeyEcosystem.Observatory.Core.Dynamics.Compilation;

/// <summary>Turns equations into operations over cells; functions that remember become cells of their own.</summary>
internal sealed class Binder
{
    private const int PartsMax = 400_000;
    private readonly Flattening flat;
    private readonly SimulationSpecs specs;
    private readonly BuiltIns builtIns;
    private readonly ArrayFunctions arrays;
    private long parts;

    public Binder(Flattening flat, SimulationSpecs specs)
    {
        (this.flat, this.specs) = (flat, specs);
        Subscripts = new Subscripts(this, flat);
        builtIns = new BuiltIns(this);
        arrays = new ArrayFunctions(this, flat);
    }

    public List<Cell> Cells { get; } = [];

    public List<GraphicalFunction> Tables { get; } = [];

    /// <summary>What is kept of the past: of which cell, and whether only of the step before.</summary>
    public List<(int Cell, bool OneStep)> Histories { get; } = [];

    /// <summary>Streams of random numbers; one with a seed of its own is the same in every run.</summary>
    public List<double?> Streams { get; } = [];

    /// <summary>Values of variables whose equation is a number: known before all is bound.</summary>
    public Dictionary<int, double> Constants { get; } = [];

    public Subscripts Subscripts { get; }

    public SimulationSpecs Specs => specs;

    /// <summary>What a cell is throughout a run, where that is known before it.</summary>
    public double? ConstantOf(int cell) => Constants.TryGetValue(cell, out var value) ? value : null;

    /// <summary>A cell that is no variable.</summary>
    public Cell Hidden(Scope scope, Bound? initial, Bound? running, out int id)
    {
        var cell = new Cell(scope.Owner.Title(scope.Element), scope.Owner.Variable.Line) { Initial = initial, Running = running };
        id = Cells.Count;
        Cells.Add(cell);
        return cell;
    }

    /// <summary>An equation as a cell, unless it is one or a number.</summary>
    public Bound Kept(Scope scope, Bound value)
    {
        if (value.Op is Op.Cell or Op.Constant)
        {
            return value;
        }

        Hidden(scope, value, value, out var id);
        return Bound.Cell(id);
    }

    /// <summary>A value as it was at the start.</summary>
    public Bound AtStart(Scope scope, Bound value)
    {
        if (value.IsConstant)
        {
            return value;
        }

        Hidden(scope, value, null, out var id).IsFixed = true;
        return Bound.Cell(id);
    }

    public Bound Bind(Scope scope, Expression expression)
    {
        if (++parts > PartsMax)
        {
            throw new ModelFaultException(DynamicsCodes.Limit, $"The equations have more than {PartsMax} parts once arrays are written out.", $"数组展开后方程超过 {PartsMax} 项。", scope.Place.Line, scope.Place.Name);
        }

        return expression switch
        {
            NumberExpression number => Bound.Number(number.Value),
            UnaryExpression unary => Bound.Of(unary.Operator, Bind(scope, unary.Operand)),
            BinaryExpression binary => Bound.Of(binary.Operator, Bind(scope, binary.Left), Bind(scope, binary.Right)),
            ChoiceExpression choice => Choose(Bind(scope, choice.Condition), Bind(scope, choice.Then), Bind(scope, choice.Else)),
            CallExpression call => Call(scope, call),
            NameExpression name => Name(scope, name),
            _ => throw new InvalidOperationException("An expression of an unknown kind."),
        };
    }

    public static Bound Choose(Bound condition, Bound then, Bound otherwise) => condition.IsConstant ? (condition.Value == 0 ? otherwise : then) : Bound.Of(Op.Choose, condition, then, otherwise);

    /// <summary>The graphical function that an argument names.</summary>
    public int Table(Scope scope, Expression expression)
    {
        if (expression is NameExpression { Argument: null } name && flat.Find(scope.Modules, name.Name) is { Tables.Length: > 0 } of)
        {
            return TableOf(scope, of, name);
        }

        var said = (expression as NameExpression)?.Name ?? "?";
        throw scope.Place.Fault($"looks up \"{said}\", which is no graphical function", $"查找的“{said}”不是图形函数");
    }

    private static ModelFaultException Unknown(Scope scope, string name) =>
        new(DynamicsCodes.UnknownName, $"The equation of \"{scope.Place.Name}\" has \"{name}\", which is no variable of the model.", $"“{scope.Place.Name}”的方程中“{name}”不是模型变量。", scope.Place.Line, name);

    private int TableOf(Scope scope, Instance of, NameExpression name)
    {
        var table = of.Tables[of.Dimensions.Length == 0 ? 0 : Subscripts.Element(scope, of, name)];
        return table >= 0 ? table : throw scope.Place.Fault($"calls an element of \"{of.Shown}\" that has no graphical function", $"调用的“{of.Shown}”元素没有图形函数");
    }

    private Bound Call(Scope scope, CallExpression call)
    {
        // A graphical function may have the name of a built-in one.
        if (call.Arguments.Count == 1 && flat.Find(scope.Modules, call.Name) is { Tables.Length: > 0 } of && (of.Variable.Kind == VariableKind.Table || !BuiltIns.Has(call.Name)))
        {
            return Bound.Special(Op.Lookup, TableOf(scope, of, new NameExpression(call.Name, null, null)), Bind(scope, call.Arguments[0]));
        }

        return arrays.Call(scope, call) ?? builtIns.Call(scope, call);
    }

    private Bound Name(Scope scope, NameExpression name)
    {
        if (flat.Find(scope.Modules, name.Name) is { } of)
        {
            if (name.Argument is not null)
            {
                return of.Tables.Length > 0 ? Bound.Special(Op.Lookup, TableOf(scope, of, name), Bind(scope, name.Argument))
                    : throw new ModelFaultException(DynamicsCodes.UnknownFunction, $"The equation of \"{scope.Place.Name}\" calls \"{of.Shown}\", which is no function.", $"“{scope.Place.Name}”的方程调用了“{of.Shown}”，它不是函数。", scope.Place.Line, of.Shown);
            }

            if (of.Variable.Kind == VariableKind.Table)
            {
                throw scope.Place.Fault($"has the graphical function \"{of.Shown}\" without an argument", $"使用图形函数“{of.Shown}”时没有参数");
            }

            return of.Dimensions.Length > 0 ? Subscripts.Value(scope, of, name)
                : name.Subscripts is null ? Bound.Cell(of.First)
                : throw scope.Place.Fault($"gives subscripts to \"{of.Shown}\", which is no array", $"给“{of.Shown}”加了下标，而它不是数组");
        }

        if (name.Subscripts is null && name.Argument is null && (Constant(scope, name.Name) ?? Position(scope, name.Name)) is { } known)
        {
            return known;
        }

        throw Unknown(scope, name.Name);
    }

    private Bound? Constant(Scope scope, string name) => name switch
    {
        "TIME" or "T" => Bound.Special(Op.Time, 0),
        "DT" or "TIME_STEP" => Bound.Number(specs.Step),
        "STARTTIME" or "INITIAL_TIME" => Bound.Number(specs.Start),
        "STOPTIME" or "FINAL_TIME" => Bound.Number(specs.Stop),
        "SAVEPER" => Bound.Number(specs.SaveStep),
        "PI" => Bound.Number(Math.PI),
        "INF" or "INFINITY" => Bound.Number(double.PositiveInfinity),
        "NAN" or "NA" => Bound.Number(double.NaN),
        "TRUE" => Bound.Number(1),
        "FALSE" => Bound.Number(0),
        "SELF" => Bound.Cell(scope.Cell),
        _ => null,
    };

    /// <summary>A dimension stands for the place of the element, an element for its own; both count from 1.</summary>
    private Bound? Position(Scope scope, string name)
    {
        if (flat.Dimensions.TryGetValue(name, out var dimension))
        {
            if (scope.Loops.FirstOrDefault(l => ReferenceEquals(l.Value.Dimension, dimension)) is { Key: not null } loop)
            {
                return Bound.Number(loop.Value.At + 1);
            }

            var at = Array.IndexOf(scope.Owner.Dimensions, dimension);
            return at >= 0 ? Bound.Number(scope.Places[at] + 1) : null;
        }

        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot > 0 && flat.Dimensions.TryGetValue(name[..dot], out var own))
        {
            return own.Place(name[(dot + 1)..]) is >= 0 and var named ? Bound.Number(named + 1) : null;
        }

        foreach (var any in flat.Dimensions.Values)
        {
            if (any.Place(name) is >= 0 and var place)
            {
                return Bound.Number(place + 1);
            }
        }

        return null;
    }
}
