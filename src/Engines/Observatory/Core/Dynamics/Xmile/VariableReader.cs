using System.Globalization;

namespace KeyEcosystem.Observatory.Core.Dynamics.Xmile;

/// <summary>Reads one variable.</summary>
internal static class VariableReader
{
    private const int PointsMax = 100_000;
    private static readonly string[] Refused = ["conveyor", "queue", "oven", "external"];

    public static ModelVariable Read(XmlNode node)
    {
        var name = Names.Shown(node.Attribute("name") ?? throw new ModelFaultException(DynamicsCodes.Invalid, $"A <{node.Name}> has no name.", $"<{node.Name}> 没有名称。", node.Line));
        foreach (var child in node.Children.Where(c => Refused.Contains(c.Name.Split(':')[^1], StringComparer.Ordinal)))
        {
            throw Unsupported(child, name, child.Name.Split(':')[^1]);
        }

        var equations = node.All("eqn").Select(e => e.Text.Trim()).Where(e => e.Length > 0).ToList();
        var function = node.Name == "gf" ? Function(node, name) : node.Child("gf") is { } gf ? Function(gf, name) : null;
        var elements = node.All("element").Select(e => Element(e, name)).ToList();
        var isTable = node.Name is "gf" or "aux" && equations.Count == 0 && elements.TrueForAll(e => e.Equation is null) && (function is not null || elements.Exists(e => e.Function is not null));
        var range = node.Child("range");
        return new ModelVariable
        {
            Name = name,
            Kind = isTable ? VariableKind.Table : node.Name switch { "stock" => VariableKind.Stock, "flow" => VariableKind.Flow, _ => VariableKind.Auxiliary },
            Equations = equations,
            InitialEquation = node.Value("init_eqn"),
            Dimensions = [.. node.All("dimensions").SelectMany(d => d.All("dim")).Select(d => d.Attribute("name") ?? d.Text.Trim())],
            Elements = elements,
            Inflows = [.. node.All("inflow").Select(f => f.Text.Trim()).Where(f => f.Length > 0)],
            Outflows = [.. node.All("outflow").Select(f => f.Text.Trim()).Where(f => f.Length > 0)],
            NonNegative = NonNegative(node),
            Function = function,
            Units = node.Child("units")?.Text.Trim() is { Length: > 0 } units ? units : null,
            Doc = node.Child("doc")?.Text.Trim() is { Length: > 0 } doc ? doc : null,
            Access = node.Attribute("access"),
            Least = Number(range?.Attribute("min")),
            Most = Number(range?.Attribute("max")),
            Labels = node.Attributes.Where(a => a.Key.StartsWith("keyeco:", StringComparison.Ordinal)).ToDictionary(a => a.Key["keyeco:".Length..], a => a.Value, StringComparer.Ordinal),
            Line = node.Line,
        };
    }

    /// <summary>What an element says of staying above zero; it may hold true or false in any case.</summary>
    public static bool? NonNegative(XmlNode node) => node.Child("non_negative") is { } said ? !said.Text.Trim().Equals("false", StringComparison.OrdinalIgnoreCase) && said.Text.Trim() != "0" : null;

    public static ModelFaultException Unsupported(XmlNode node, string name, string construct)
    {
        var (en, zh) = construct switch
        {
            "conveyor" => ("a conveyor", "传送带（conveyor）"),
            "queue" => ("a queue", "队列（queue）"),
            "oven" => ("an oven", "烘箱（oven）"),
            "macro" => ("a macro", "宏（macro）"),
            _ => ("data from outside the file", "文件之外的数据"),
        };
        return new ModelFaultException(DynamicsCodes.Unsupported, $"\"{name}\" is {en}, which is not run here.", $"“{name}”是{zh}，本引擎不支持。", node.Line, name);
    }

    private static VariableElement Element(XmlNode node, string name)
    {
        var subscript = node.Attribute("subscript") ?? throw new ModelFaultException(DynamicsCodes.Invalid, $"An <element> of \"{name}\" has no subscript.", $"“{name}”的 <element> 没有 subscript。", node.Line, name);
        return new VariableElement(subscript, node.Value("eqn"), node.Value("init_eqn"), node.Child("gf") is { } gf ? Function(gf, name) : null, node.Line);
    }

    private static GraphicalFunction Function(XmlNode node, string name)
    {
        var kind = (node.Attribute("type") ?? "continuous").Trim().ToUpperInvariant() switch
        {
            "EXTRAPOLATE" => GraphicalKind.Extrapolate,
            "DISCRETE" => GraphicalKind.Discrete,
            _ => GraphicalKind.Continuous,
        };
        var y = Points(node.Child("ypts"), name) ?? throw Fault(node, name, "has no <ypts>", "缺少 <ypts>");
        var x = Points(node.Child("xpts"), name);
        if (x is null)
        {
            var scale = node.Child("xscale");
            var (least, most) = (Number(scale?.Attribute("min")) ?? 0, Number(scale?.Attribute("max")) ?? 1);
            x = [.. Enumerable.Range(0, y.Length).Select(i => y.Length == 1 ? least : least + ((most - least) * i / (y.Length - 1)))];
        }

        if (x.Length != y.Length || x.Length == 0 || x.Length > PointsMax)
        {
            throw Fault(node, name, $"has {x.Length} x and {y.Length} y", $"有 {x.Length} 个 x 和 {y.Length} 个 y");
        }

        for (var i = 1; i < x.Length; i++)
        {
            if (!(x[i] >= x[i - 1]))
            {
                throw Fault(node, name, $"has x that fall ({x[i - 1]}, {x[i]})", $"的 x 不递增（{x[i - 1]}、{x[i]}）");
            }
        }

        return new GraphicalFunction(kind, x, y);
    }

    private static double[]? Points(XmlNode? node, string name)
    {
        if (node is null || string.IsNullOrWhiteSpace(node.Text))
        {
            return null;
        }

        var separators = node.Attribute("sep") is { Length: > 0 } sep ? sep.ToCharArray() : [',', ';', ' ', '\t', '\n', '\r'];
        return [.. node.Text.Split(separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(p => Number(p) ?? throw Fault(node, name, $"has \"{p}\" where a number is expected", $"中“{p}”不是数"))];
    }

    private static ModelFaultException Fault(XmlNode node, string name, string en, string zh) =>
        new(DynamicsCodes.Invalid, $"The graphical function of \"{name}\" {en}.", $"“{name}”的图形函数{zh}。", node.Line, name);

    private static double? Number(string? text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
