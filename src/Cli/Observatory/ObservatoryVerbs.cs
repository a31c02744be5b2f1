using System.CommandLine;

namespace KeyEcosystem.Cli.Observatory;

/// <summary><c>keyeco observatory</c>: what the Observatory reckons, tried on files, without a node.</summary>
internal static class ObservatoryVerbs
{
    public static Command Build() => Verb.Group("observatory", "Forecasts, system-dynamics models, capital and coverage tried on files, without a node. 用文件离线预测、运行系统动力学模型、核算资本与覆盖率。", ForecastVerb.Build(), SimulateVerb.Build(), ExploreVerb.Build(), ModelVerb.Build(), XirrVerb.Build(), FundVerb.Build(), CoverageVerb.Build());
}
