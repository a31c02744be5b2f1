using KeyEcosystem.Kernel;

namespace KeyEcosystem.Observatory.Core.Dynamics.Xmile;

/// <summary>Reads a model from XMILE 1.0 (OASIS).</summary>
public static class XmileReader
{
    private static readonly string[] Refused = ["macro", "data"];

    /// <summary>The model, or why it can't be taken: the variable, construct or line is named.</summary>
    /// <param name="text">The file.</param>
    public static Result<SystemModel> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            return Model(XmlText.Read(text));
        }
        catch (ModelFaultException fault)
        {
            return fault.ToRefusal();
        }
    }

    private static SystemModel Model(XmlNode root)
    {
        var prefix = root.Name.EndsWith(":xmile", StringComparison.Ordinal) ? root.Name[..^"xmile".Length] : "";
        if (prefix.Length > 0)
        {
            root = Stripped(root, prefix);
        }

        if (root.Name != "xmile")
        {
            throw new ModelFaultException(DynamicsCodes.Invalid, $"The root element is <{root.Name}> where <xmile> is expected.", $"根元素是 <{root.Name}>，应为 <xmile>。", root.Line);
        }

        Refuse(root);
        var parts = root.All("model").Select(m => Part(m, root)).ToList();
        if (parts.Count == 0)
        {
            throw new ModelFaultException(DynamicsCodes.Invalid, "The file has no <model>.", "文件中没有 <model>。", root.Line);
        }

        // The root is the one without a name; where all have names, the first that is no other's module.
        var used = parts.SelectMany(p => p.Modules.Select(m => Names.Fold(m.Part))).ToHashSet(StringComparer.Ordinal);
        var first = parts.Find(p => p.Name.Length == 0) ?? parts.Find(p => !used.Contains(Names.Fold(p.Name))) ?? parts[0];
        parts.Remove(first);
        parts.Insert(0, first);
        var header = root.Child("header");
        var specs = SpecsReader.Read(root.Child("sim_specs") ?? root.All("model").Select(m => m.Child("sim_specs")).FirstOrDefault(s => s is not null)
            ?? throw new ModelFaultException(DynamicsCodes.Invalid, "The file has no <sim_specs>: when does the model run?", "文件中没有 <sim_specs>，无法得知模拟时段。", root.Line));
        var units = root.Child("model_units")?.All("unit").Select(u => new ModelUnit(u.Attribute("name") ?? "", u.Value("eqn"), [.. u.All("alias").Select(a => a.Text.Trim())])).ToList();
        return new SystemModel(header?.Value("name") ?? first.Name, header?.Value("doc"), specs, Dimensions(root), units ?? [], parts);
    }

    private static XmlNode Stripped(XmlNode node, string prefix)
    {
        var plain = new XmlNode(node.Name.StartsWith(prefix, StringComparison.Ordinal) ? node.Name[prefix.Length..] : node.Name, node.Line) { Text = node.Text };
        foreach (var (name, value) in node.Attributes)
        {
            plain.Attributes.TryAdd(name, value);
        }

        plain.Children.AddRange(node.Children.Select(c => Stripped(c, prefix)));
        return plain;
    }

    private static void Refuse(XmlNode of)
    {
        foreach (var child in of.Children.Where(c => Refused.Contains(c.Name, StringComparer.Ordinal)))
        {
            // An empty data section, which some tools write, asks for nothing.
            if (child.Name == "macro" || child.Children.Count > 0)
            {
                var name = child.Attribute("name") ?? child.Name;
                throw child.Name == "macro"
                    ? new ModelFaultException(DynamicsCodes.Unsupported, $"Macro \"{name}\": macros are not run here. Write its equations where it is called.", $"宏“{name}”：不支持宏，请在调用处直接写出方程。", child.Line, name)
                    : new ModelFaultException(DynamicsCodes.Unsupported, "<data>: data from outside the file is not taken. Write it as a graphical function.", "<data>：不支持文件之外的数据，请写成图形函数。", child.Line, name);
            }
        }
    }

    private static List<ModelDimension> Dimensions(XmlNode root)
    {
        var found = new List<ModelDimension>();
        foreach (var dim in root.All("dimensions").SelectMany(d => d.All("dim")))
        {
            var name = dim.Attribute("name") ?? throw new ModelFaultException(DynamicsCodes.Invalid, "A <dim> has no name.", "<dim> 没有名称。", dim.Line);
            var elements = dim.All("elem").Select(e => Names.Shown(e.Attribute("name") ?? e.Text.Trim())).ToList();
            var isNumbered = elements.Count == 0;
            if (isNumbered)
            {
                if (!int.TryParse(dim.Attribute("size"), out var size) || size is < 1 or > 10_000)
                {
                    throw new ModelFaultException(DynamicsCodes.Invalid, $"Dimension \"{name}\" has neither elements nor a size from 1 to 10000.", $"维度“{name}”既无元素，也无 1 至 10000 的大小。", dim.Line, name);
                }

                elements = [.. Enumerable.Range(1, size).Select(i => $"{i}")];
            }

            if (found.Exists(d => Names.Fold(d.Name) == Names.Fold(name)) || elements.Select(Names.Fold).Distinct(StringComparer.Ordinal).Count() < elements.Count)
            {
                throw new ModelFaultException(DynamicsCodes.Invalid, $"Dimension \"{name}\", or an element of it, stands twice.", $"维度“{name}”或其元素重复。", dim.Line, name);
            }

            found.Add(new ModelDimension(Names.Shown(name), elements, isNumbered));
        }

        return found;
    }

    private static ModelPart Part(XmlNode model, XmlNode root)
    {
        Refuse(model);
        if (model.Attribute("resource") is { } resource)
        {
            throw new ModelFaultException(DynamicsCodes.Unsupported, $"Model \"{model.Attribute("name")}\" lies in another file (\"{resource}\"), which is not read.", $"模型“{model.Attribute("name")}”位于其他文件（“{resource}”），不予读取。", model.Line);
        }

        var variables = new List<ModelVariable>();
        var modules = new List<ModelModule>();
        foreach (var node in model.All("variables").SelectMany(v => v.Children))
        {
            switch (node.Name)
            {
                case "module" or "isee:module":
                    modules.Add(Module(node));
                    break;
                case "stock" or "flow" or "aux" or "gf":
                    variables.Add(VariableReader.Read(node));
                    break;
                case "group" or "isee:group":
                    break;
                case "macro" or "conveyor" or "queue" or "oven":
                    throw VariableReader.Unsupported(node, node.Attribute("name") ?? node.Name, node.Name);
            }
        }

        return new ModelPart(Names.Shown(model.Attribute("name") ?? ""), variables, modules, NonNegative("stock"), NonNegative("flow"));

        bool NonNegative(string kind)
        {
            var behaviour = model.Child("behavior") ?? root.Child("behavior");
            return behaviour is not null && (VariableReader.NonNegative(behaviour) ?? behaviour.All(kind).Select(VariableReader.NonNegative).FirstOrDefault(n => n is not null) ?? false);
        }
    }

    private static ModelModule Module(XmlNode node)
    {
        var name = Names.Shown(node.Attribute("name") ?? throw new ModelFaultException(DynamicsCodes.Invalid, "A <module> has no name.", "<module> 没有名称。", node.Line));
        var connections = node.Children.Where(c => c.Name is "connect" or "isee:connect").Select(c => new ModuleConnection(c.Attribute("to") ?? "", c.Attribute("from") ?? "")).ToList();
        return new ModelModule(name, Names.Shown(node.AnyPrefix("model_name") ?? node.AnyPrefix("model") ?? name), connections, node.Line);
    }
}
