using System.CommandLine;

namespace KeyEcosystem.Cli.Observatory;

/// <summary><c>keyeco observatory</c>: what the Observatory reckons, tried on files, without a node.</summary>
internal static class ObservatoryVerbs
{
    public static Command Build() => Verb.Group("observatory", "Forecasts, system-dynamics models, capital, coverage and the strategy report, tried on files without a node. 用文件离线预测、运行系统动力学模型、核算资本与覆盖率、生成战略报告。", ForecastVerb.Build(), SimulateVerb.Build(), ExploreVerb.Build(), ModelVerb.Build(), XirrVerb.Build(), FundVerb.Build(), CoverageVerb.Build(), ReportVerb.Build());
}
