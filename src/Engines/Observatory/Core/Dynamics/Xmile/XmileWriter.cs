using System.Globalization;
using System.Text;

namespace KeyEcosystem.Observatory.Core.Dynamics.Xmile;

/// <summary>Writes a model as XMILE 1.0: what was read, without pictures. What this house says beside the standard stands in attributes of its own prefix, which others pass over.</summary>
public static class XmileWriter
{
    /// <summary>The namespace of attributes that are ours.</summary>
    public const string Own = "https://keyecosystem.example/xmile";

    /// <summary>The file.</summary>
    /// <param name="model">The model.</param>
    public static string Write(SystemModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var to = new Lines();
        to.Raw("<?xml version=\"1.0\" encoding=\"utf-8\"?>");
        to.Open("xmile", ("version", "1.0"), ("xmlns", "http://docs.oasis-open.org/xmile/ns/XMILE/v1.0"), ("xmlns:keyeco", Own));
        to.Open("header");
        to.Text("vendor", "KeyEcosystem");
        to.Text("product", "KeyEcosystem Observatory", ("version", "1.0"), ("lang", "en"));
        to.Text("name", model.Name);
        to.Text("doc", model.Doc);
        to.Close("header");
        Specs(to, model.Specs);
        if (model.Units.Count > 0)
        {
            to.Open("model_units");
            foreach (var unit in model.Units)
            {
                to.Open("unit", ("name", unit.Name));
                to.Text("eqn", unit.Equation);
                foreach (var alias in unit.Aliases)
                {
                    to.Text("alias", alias);
                }

                to.Close("unit");
            }

            to.Close("model_units");
        }

        if (model.Dimensions.Count > 0)
        {
            to.Open("dimensions");
            foreach (var dimension in model.Dimensions)
            {
                if (dimension.IsNumbered)
                {
                    to.Empty("dim", ("name", dimension.Name), ("size", $"{dimension.Elements.Count}"));
                    continue;
                }

                to.Open("dim", ("name", dimension.Name));
                foreach (var element in dimension.Elements)
                {
                    to.Empty("elem", ("name", element));
                }

                to.Close("dim");
            }

            to.Close("dimensions");
        }

        foreach (var part in model.Parts)
        {
            Part(to, part);
        }

        to.Close("xmile");
        return to.ToString();
    }

    private static void Specs(Lines to, SimulationSpecs specs)
    {
        var method = specs.Method switch { IntegrationMethod.Euler => "Euler", IntegrationMethod.RungeKutta2 => "RK2", _ => "RK4" };
        to.Open("sim_specs", ("method", method), ("time_units", specs.TimeUnits), ("keyeco:save_interval", specs.SaveStep > specs.Step ? Number(specs.SaveStep) : null));
        to.Text("start", Number(specs.Start));
        to.Text("stop", Number(specs.Stop));
        var perUnit = 1 / specs.Step;
        if (specs.Step < 1 && perUnit == Math.Round(perUnit) && 1 / perUnit == specs.Step)
        {
            to.Text("dt", Number(perUnit), ("reciprocal", "true"));
        }
        else
        {
            to.Text("dt", Number(specs.Step));
        }

        to.Close("sim_specs");
    }

    private static void Part(Lines to, ModelPart part)
    {
        to.Open("model", ("name", part.Name.Length > 0 ? part.Name : null));
        if (part.NonNegativeStocks || part.NonNegativeFlows)
        {
            to.Open("behavior");
            foreach (var (kind, _) in new[] { ("stock", part.NonNegativeStocks), ("flow", part.NonNegativeFlows) }.Where(k => k.Item2))
            {
                to.Open(kind);
                to.Empty("non_negative");
                to.Close(kind);
            }

            to.Close("behavior");
        }

        to.Open("variables");
        foreach (var variable in part.Variables)
        {
            Variable(to, variable);
        }

        foreach (var module in part.Modules)
        {
            to.Open("module", ("name", module.Name), ("keyeco:model_name", module.Part == module.Name ? null : module.Part));
            foreach (var connection in module.Connections)
            {
                to.Empty("connect", ("to", connection.To), ("from", connection.From));
            }

            to.Close("module");
        }

        to.Close("variables");
        to.Close("model");
    }

    private static void Variable(Lines to, ModelVariable variable)
    {
        var tag = variable.Kind switch { VariableKind.Stock => "stock", VariableKind.Flow => "flow", _ => "aux" };
        to.Open(tag, [("name", variable.Name), ("access", variable.Access), .. variable.Labels.OrderBy(l => l.Key, StringComparer.Ordinal).Select(l => ("keyeco:" + l.Key, (string?)l.Value))]);
        to.Text("doc", variable.Doc);
        if (variable.Dimensions.Count > 0)
        {
            to.Open("dimensions");
            foreach (var dimension in variable.Dimensions)
            {
                to.Empty("dim", ("name", dimension));
            }

            to.Close("dimensions");
        }

        foreach (var equation in variable.Equations)
        {
            to.Text("eqn", equation);
        }

        to.Text("init_eqn", variable.InitialEquation);
        foreach (var element in variable.Elements)
        {
            to.Open("element", ("subscript", element.Subscript));
            to.Text("eqn", element.Equation);
            to.Text("init_eqn", element.InitialEquation);
            Function(to, element.Function);
            to.Close("element");
        }

        foreach (var flow in variable.Inflows)
        {
            to.Text("inflow", flow);
        }

        foreach (var flow in variable.Outflows)
        {
            to.Text("outflow", flow);
        }

        if (variable.NonNegative is { } stays)
        {
            to.Text("non_negative", stays ? "true" : "false");
        }

        Function(to, variable.Function);
        if (variable.Least is not null || variable.Most is not null)
        {
            to.Empty("range", ("min", variable.Least is { } least ? Number(least) : null), ("max", variable.Most is { } most ? Number(most) : null));
        }

        to.Text("units", variable.Units);
        to.Close(tag);
    }

    private static void Function(Lines to, GraphicalFunction? function)
    {
        if (function is null)
        {
            return;
        }

        to.Open("gf", ("type", function.Kind switch { GraphicalKind.Extrapolate => "extrapolate", GraphicalKind.Discrete => "discrete", _ => "continuous" }));
        to.Text("xpts", string.Join(',', function.X.Select(Number)));
        to.Text("ypts", string.Join(',', function.Y.Select(Number)));
        to.Close("gf");
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Elements, each on a line of its own.</summary>
    private sealed class Lines
    {
        private readonly StringBuilder text = new();
        private int depth;

        public void Raw(string line) => text.Append(' ', depth * 2).Append(line).Append('\n');

        public void Open(string name, params (string Name, string? Value)[] attributes)
        {
            Raw(Tag(name, attributes) + ">");
            depth++;
        }

        public void Close(string name)
        {
            depth--;
            Raw($"</{name}>");
        }

        public void Empty(string name, params (string Name, string? Value)[] attributes) => Raw(Tag(name, attributes) + "/>");

        public void Text(string name, string? value, params (string Name, string? Value)[] attributes)
        {
            if (value is not null)
            {
                Raw($"{Tag(name, attributes)}>{Escaped(value)}</{name}>");
            }
        }

        public override string ToString() => text.ToString();

        private static string Tag(string name, (string Name, string? Value)[] attributes) =>
            "<" + name + string.Concat(attributes.Where(a => a.Value is not null).Select(a => $" {a.Name}=\"{Escaped(a.Value!)}\""));

        private static string Escaped(string value) => value.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);
    }
}
