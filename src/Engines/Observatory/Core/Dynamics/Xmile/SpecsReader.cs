using System.Globalization;

namespace KeyEcosystem.Observatory.Core.Dynamics.Xmile;

/// <summary>Reads when a model runs.</summary>
internal static class SpecsReader
{
    private static readonly string[] SaveNames = ["savestep", "save_step", "saveper", "save_interval"];

    public static SimulationSpecs Read(XmlNode node)
    {
        var (start, stop) = (Number(node, "start") ?? 0, Number(node, "stop") ?? throw Fault(node, "<sim_specs> has no <stop>.", "<sim_specs> 缺少 <stop>。"));
        var step = Number(node, "dt") ?? 1;
        if (node.Child("dt")?.Attribute("reciprocal") is { } reciprocal && reciprocal.Trim().Equals("true", StringComparison.OrdinalIgnoreCase))
        {
            step = 1 / step;
        }

        if (!(step > 0) || !double.IsFinite(step) || !(stop >= start) || !double.IsFinite(stop - start))
        {
            throw Fault(node, "The model must run forward: dt above 0, and stop no earlier than start.", "模拟须向前推进：dt 须大于 0，stop 不得早于 start。");
        }

        if ((stop - start) / step > SimulationSpecs.StepsMax)
        {
            throw new ModelFaultException(DynamicsCodes.Limit, $"The run has more than {SimulationSpecs.StepsMax} steps.", $"模拟步数超过 {SimulationSpecs.StepsMax}。", node.Line);
        }

        var save = SaveNames.Select(n => Number(node, n) ?? Parsed(node.AnyPrefix(n))).FirstOrDefault(s => s is not null) ?? step;
        return new SimulationSpecs(start, stop, step, save > step ? save : step, Method(node), node.Attribute("time_units") ?? "");
    }

    /// <summary>The first method that is known, of the list that a file may give.</summary>
    private static IntegrationMethod Method(XmlNode node)
    {
        var given = node.Attribute("method") ?? "euler";
        foreach (var name in given.Split(',', StringSplitOptions.TrimEntries))
        {
            switch (name.ToUpperInvariant())
            {
                case "EULER":
                    return IntegrationMethod.Euler;
                case "RK2":
                    return IntegrationMethod.RungeKutta2;
                case "RK4" or "RK45" or "RK4_AUTO" or "RK4-AUTO" or "GEAR":
                    return IntegrationMethod.RungeKutta4;
            }
        }

        throw Fault(node, $"Integration method \"{given}\" is none of Euler, RK2 and RK4.", $"积分方法“{given}”不是 Euler、RK2、RK4 之一。");
    }

    private static double? Number(XmlNode node, string child) => node.Value(child) is { } text
        ? Parsed(text) ?? throw Fault(node.Child(child)!, $"<{child}> \"{text}\" is no number.", $"<{child}> 的“{text}”不是数。")
        : null;

    private static double? Parsed(string? text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private static ModelFaultException Fault(XmlNode node, string en, string zh) => new(DynamicsCodes.Invalid, en, zh, node.Line);
}
