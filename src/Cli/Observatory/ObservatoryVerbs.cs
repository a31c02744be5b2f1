using System.CommandLine;

namespace KeyEcosystem.Cli.Observatory;

/// <summary><c>keyeco observatory</c>: what the Observatory reckons, tried on files, without a node.</summary>
internal static class ObservatoryVerbs
{
    public static Command Build() => Verb.Group("observatory", "Forecasts and system-dynamics models tried on files, without a node. 用文件离线预测、运行系统动力学模型。", ForecastVerb.Build(), SimulateVerb.Build(), ExploreVerb.Build(), ModelVerb.Build());
}
