using System.CommandLine;

namespace KeyEcosystem.Cli.Observatory;

/// <summary><c>keyeco observatory</c>: what the Observatory reckons, tried on files, without a node.</summary>
internal static class ObservatoryVerbs
{
    public static Command Build() => Verb.Group(
        "observatory",
        "Forecasts, capital figures and coverage tried on files, without a node. 用文件离线预测、计算资金指标与覆盖率。",
        ForecastVerb.Build(),
        XirrVerb.Build(),
        FundVerb.Build(),
        CoverageVerb.Build());
}
