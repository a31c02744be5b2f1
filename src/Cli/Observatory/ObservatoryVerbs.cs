using System.CommandLine;

namespace KeyEcosystem.Cli.Observatory;

/// <summary><c>keyeco observatory</c>: what the Observatory reckons, tried on files, without a node.</summary>
internal static class ObservatoryVerbs
{
    public static Command Build() => Verb.Group("observatory", "Forecasts tried on files and the strategy report, without a node. 离线预测与战略报告。", ForecastVerb.Build(), ReportVerb.Build());
}
