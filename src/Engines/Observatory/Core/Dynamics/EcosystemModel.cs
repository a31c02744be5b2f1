using System.Globalization;
using KeyEcosystem.Kernel;
using KeyEcosystem.Observatory.Core.Dynamics.Experiments;
using KeyEcosystem.Observatory.Core.Dynamics.Xmile;

namespace KeyEcosystem.Observatory.Core.Dynamics;

/// <summary>
/// A model whose variables say what they are for: levers, parameters with their range and source, outputs with the indicator they stand for. The built-in model of the
/// ecosystem is one; any XMILE file with the same attributes (prefix <c>keyeco</c>) is another.
/// </summary>
public sealed class EcosystemModel
{
    private const int LevelsOfLevers = 4;
    private const string File = "ecosystem.xmile";
    private static readonly Lazy<EcosystemModel> Bundled = new(() => new EcosystemModel(XmileReader.Read(BundledText()).Value));

    private EcosystemModel(SystemModel model)
    {
        Model = model;
        Levers = [.. With("lever").Select(Quantity)];
        Parameters = [.. With("parameter").Select(Quantity)];
        Outputs = [.. With("output").Select(Quantity)];
        Targets = [.. With("output").Select(Target).OfType<ModelTarget>()];
    }

    /// <summary>The model that comes with the platform.</summary>
    public static EcosystemModel BuiltIn => Bundled.Value;

    /// <summary>The model.</summary>
    public SystemModel Model { get; }

    /// <summary>What somebody decides on.</summary>
    public IReadOnlyList<ModelQuantity> Levers { get; }

    /// <summary>What is known or assumed, and may be calibrated.</summary>
    public IReadOnlyList<ModelQuantity> Parameters { get; }

    /// <summary>What stands for indicators.</summary>
    public IReadOnlyList<ModelQuantity> Outputs { get; }

    /// <summary>What the seed wants of outputs, by when.</summary>
    public IReadOnlyList<ModelTarget> Targets { get; }

    /// <summary>Parameters as they are uncertain: most likely as they are, within their ranges. Those whose range is a point are left out.</summary>
    public IReadOnlyList<UncertainParameter> Uncertain => [.. Parameters.Where(p => p is { Value: not null, Least: not null, Most: not null } && p.Least < p.Most)
        .Select(p => new UncertainParameter(p.Name, new Distribution(DistributionKind.Triangular, Math.Min(p.Least!.Value, p.Value!.Value), p.Value.Value, Math.Max(p.Most!.Value, p.Value.Value))))];

    /// <summary>Levers with their costs, for a search.</summary>
    public IReadOnlyList<Lever> Movable => [.. Levers.Where(l => l is { Value: not null, Most: not null }).Select(l => new Lever(l.Name, l.Value!.Value, Furthest(l), l.Cost ?? 0, LevelsOfLevers))];

    /// <summary>The file of the built-in model.</summary>
    public static string BundledText()
    {
        using var reader = new StreamReader(typeof(EcosystemModel).Assembly.GetManifestResourceStream(File) ?? throw new InvalidOperationException("The built-in model is missing."));
        return reader.ReadToEnd();
    }

    /// <summary>What a model says of its variables.</summary>
    /// <param name="model">The model.</param>
    public static EcosystemModel Of(SystemModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new EcosystemModel(model);
    }

    /// <summary>The model with other values of parameters or levers, as measured ones: what follows from them follows.</summary>
    /// <param name="values">Values by name.</param>
    public Result<EcosystemModel> With(IReadOnlyDictionary<string, double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var wanted = values.ToDictionary(v => Names.Fold(v.Key), v => v.Value, StringComparer.Ordinal);
        var known = Levers.Concat(Parameters).Select(p => Names.Fold(p.Name)).ToHashSet(StringComparer.Ordinal);
        if (values.Keys.FirstOrDefault(k => !known.Contains(Names.Fold(k)) || !double.IsFinite(values[k])) is { } wrong)
        {
            return new ModelFaultException(DynamicsCodes.Experiment, $"\"{wrong}\" is no lever or parameter of the model, or its value is no number.", $"“{wrong}”不是模型的杠杆或参数，或其值不是数。", 0, wrong).ToRefusal();
        }

        var variables = Model.Root.Variables.Select(v => wanted.TryGetValue(Names.Fold(v.Name), out var value) ? v with { Equations = [value.ToString("R", CultureInfo.InvariantCulture)] } : v);
        return new EcosystemModel(Model with { Parts = [Model.Root with { Variables = [.. variables] }, .. Model.Parts.Skip(1)] });
    }

    private static double Furthest(ModelQuantity lever) => lever.Least is { } least && lever.Value == lever.Most ? least : lever.Most!.Value;

    private static ModelQuantity Quantity(ModelVariable v) => new(
        v.Name, v.Labels.GetValueOrDefault("zh", v.Name), v.Units, v.Equations.Count == 1 ? Number(v.Equations[0]) : null, v.Least, v.Most, v.Labels.GetValueOrDefault("source"), v.Labels.GetValueOrDefault("indicator"), Number(v.Labels.GetValueOrDefault("cost")), v.Doc);

    private static ModelTarget? Target(ModelVariable v) =>
        v.Labels.TryGetValue("target", out var target) && target.Length > 2 && Number(target[2..]) is { } value && Number(v.Labels.GetValueOrDefault("by")) is { } by
            ? new ModelTarget(v.Name, target.StartsWith(">=", StringComparison.Ordinal), value, by)
            : null;

    private static double? Number(string? text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private IEnumerable<ModelVariable> With(string role) => Model.Root.Variables.Where(v => v.Labels.GetValueOrDefault("role") == role);
}
