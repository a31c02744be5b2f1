using KeyEcosystem.Observatory.Core.Dynamics.Equations;
using static KeyEcosystem.Observatory.Core.Dynamics.Equations.Expression;

namespace KeyEcosystem.Observatory.Core.Dynamics.Compilation;

/// <summary>All variables of a model with those of its modules, by name, and its dimensions.</summary>
internal sealed class Flattening
{
    /// <summary>Cells of a model, at most.</summary>
    public const int CellsMax = 100_000;

    private const int DepthMax = 16;
    private const int InstancesMax = 20_000;
    private const int ModulesMax = 5_000;
    private readonly SystemModel model;
    private int modules;
    private readonly Dictionary<string, Instance> byName = new(StringComparer.Ordinal);

    public Flattening(SystemModel model)
    {
        this.model = model;
        Dimensions = model.Dimensions.Select(d => new Dimension(d)).ToDictionary(d => d.Name, StringComparer.Ordinal);
        Add(model.Root, "", "", 0);
        foreach (var instance in Instances)
        {
            Shape(instance);
        }

        foreach (var instance in Instances.Where(i => i.Source is not null && i.Dimensions.Length == 0))
        {
            // An input that stands for an array has its dimensions.
            if (Find(instance.Source!.Value.Scope, ((NameExpression)instance.Source.Value.Equation).Name) is { } source && ((NameExpression)instance.Source.Value.Equation).Subscripts is null)
            {
                (instance.Dimensions, instance.Count) = (source.Dimensions, source.Count);
            }
        }
    }

    public List<Instance> Instances { get; } = [];

    public Dictionary<string, Dimension> Dimensions { get; }

    /// <summary>A variable by its name as an equation has it, read in a scope.</summary>
    public Instance? Find(string scope, string name)
    {
        if (name.StartsWith('.'))
        {
            return byName.GetValueOrDefault(name[1..]);
        }

        if (byName.TryGetValue(scope + name, out var found) || !name.Contains('.', StringComparison.Ordinal))
        {
            return found;
        }

        var first = name[..name.IndexOf('.', StringComparison.Ordinal)];
        var own = scope.TrimEnd('.');
        return own == first || own.EndsWith("." + first, StringComparison.Ordinal)
            ? byName.GetValueOrDefault(scope + name[(first.Length + 1)..])
            : byName.GetValueOrDefault(name);
    }

    private void Add(ModelPart part, string path, string scope, int depth)
    {
        if (depth > DepthMax || ++modules > ModulesMax || Instances.Count + part.Variables.Count > InstancesMax)
        {
            throw new ModelFaultException(DynamicsCodes.Limit, $"There are more than {InstancesMax} variables or {ModulesMax} modules, or modules nested more than {DepthMax} deep: does one contain itself?", $"变量超过 {InstancesMax} 个、模块超过 {ModulesMax} 个或嵌套超过 {DepthMax} 层：是否有模块包含自身？");
        }

        foreach (var variable in part.Variables)
        {
            var instance = new Instance { Variable = variable, Part = part, Path = path, Scope = scope, Ranges = Dimensions };
            if (!byName.TryAdd(scope + Names.Fold(variable.Name), instance))
            {
                throw new ModelFaultException(DynamicsCodes.Invalid, $"Variable \"{instance.Shown}\" stands twice.", $"变量“{instance.Shown}”重复。", variable.Line, instance.Shown);
            }

            Instances.Add(instance);
        }

        foreach (var module in part.Modules)
        {
            var wanted = Names.Fold(module.Part);
            var inner = model.Parts.FirstOrDefault(p => Names.Fold(p.Name) == wanted && p.Name.Length > 0)
                ?? throw new ModelFaultException(DynamicsCodes.UnknownName, $"Module \"{module.Name}\": there is no model \"{module.Part}\" in the file.", $"模块“{module.Name}”：文件中没有模型“{module.Part}”。", module.Line, module.Name);
            var within = scope + Names.Fold(module.Name) + ".";
            Add(inner, path + module.Name + ".", within, depth + 1);
            foreach (var connection in module.Connections)
            {
                Connect(module, connection, scope, within);
            }
        }
    }

    private void Connect(ModelModule module, ModuleConnection connection, string scope, string within)
    {
        var to = Names.Fold(connection.To);
        var own = Names.Fold(module.Name) + ".";
        to = to.StartsWith(own, StringComparison.Ordinal) ? to[own.Length..] : to;
        if (!byName.TryGetValue(within + to.TrimStart('.'), out var input))
        {
            // Some tools write on both sides what a module gives out, too.
            if (connection.From.StartsWith(module.Name, StringComparison.OrdinalIgnoreCase) || to.Contains('.', StringComparison.Ordinal))
            {
                return;
            }

            throw new ModelFaultException(DynamicsCodes.UnknownName, $"Module \"{module.Name}\" has no variable \"{connection.To}\" to connect.", $"模块“{module.Name}”没有可连接的变量“{connection.To}”。", module.Line, connection.To);
        }

        var from = connection.From.Trim();
        var isRoot = from.StartsWith('.');
        var expression = EquationParser.Read(isRoot ? from[1..] : from, new EquationPlace(module.Name, module.Line));
        input.Source = expression is NameExpression ? (expression, isRoot ? "" : scope)
            : throw new ModelFaultException(DynamicsCodes.Invalid, $"Module \"{module.Name}\": \"{connection.From}\" is no variable.", $"模块“{module.Name}”：“{connection.From}”不是变量。", module.Line, module.Name);
    }

    private void Shape(Instance instance)
    {
        instance.Dimensions = [.. instance.Variable.Dimensions.Select(d => Dimensions.GetValueOrDefault(Names.Fold(d))
            ?? throw new ModelFaultException(DynamicsCodes.UnknownName, $"Variable \"{instance.Shown}\" has the dimension \"{d}\", which the file does not define.", $"变量“{instance.Shown}”的维度“{d}”在文件中没有定义。", instance.Variable.Line, instance.Shown))];
        var count = instance.Dimensions.Aggregate(1L, (all, d) => Math.Min(all * d.Count, int.MaxValue));
        instance.Count = count <= CellsMax ? (int)count : throw new ModelFaultException(DynamicsCodes.Limit, $"Variable \"{instance.Shown}\" has {count} elements; at most {CellsMax} are taken.", $"变量“{instance.Shown}”有 {count} 个元素，至多 {CellsMax} 个。", instance.Variable.Line, instance.Shown);
    }
}
