using System.CommandLine;

namespace KeyEcosystem.Cli.Policies;

/// <summary><c>keyeco policy</c>: policies of ODRL tried on files, without a node.</summary>
internal static class PolicyVerbs
{
    public static Option<FileInfo> Cases { get; } = new("--cases") { Description = "JSON with the cases, plain or gzipped. 案例文件。", Required = true };

    public static Option<FileInfo> Out { get; } = new("--out") { Description = "Where the answers go, one JSON object a line. 结果文件，每行一个 JSON。", Required = true };

    public static Command Build() => Verb.Group("policy", "ODRL policies tried on files, without a node. 用文件离线评估 ODRL 政策。", EvaluateVerb.Build(), ConflictsVerb.Build());
}
