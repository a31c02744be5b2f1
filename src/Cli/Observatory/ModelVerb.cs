using System.CommandLine;
using System.Text.Json;
using KeyEcosystem.Cli.Compute;
using KeyEcosystem.Observatory.Core.Dynamics;

namespace KeyEcosystem.Cli.Observatory;

/// <summary><c>keyeco observatory model</c>: writes the built-in model of the ecosystem, to be read or changed elsewhere.</summary>
internal static class ModelVerb
{
    private static readonly Option<FileInfo> Out = new("--out") { Description = "XMILE file. XMILE 文件。", Required = true };

    public static Command Build()
    {
        var verb = Verb.Group("model", "Writes the built-in model of the ecosystem as XMILE. 导出内置生态模型（XMILE）。", Out, Connection.Json);
        verb.SetAction((parsed, stop) => Connection.Run(parsed, () => Run(new VerbRun(parsed, stop))));
        return verb;
    }

    private static async Task<int> Run(VerbRun run)
    {
        var target = run.Get(Out)!.ToString();
        OutputPlace.Result("--out", target);
        await ResultFile.Write("--out", target, file => file.WriteAsync(EcosystemModel.BundledText()));
        var model = EcosystemModel.BuiltIn;
        if (run.Json)
        {
            await run.Out.WriteLineAsync(JsonSerializer.Serialize(new { Model = model.Model.Name, model.Levers, model.Parameters, model.Outputs, model.Targets, Out = target }, ReplayVerb.Snake));
            return ExitCode.Done;
        }

        foreach (var (title, list) in new[] { ("levers 杠杆", model.Levers), ("outputs 输出", model.Outputs), ("parameters 参数", model.Parameters) })
        {
            await run.Out.WriteLineAsync(title);
            foreach (var q in list)
            {
                await run.Out.WriteLineAsync($"  {q.Name} {q.NameZh}{(q.Value is { } value ? $" = {value}" : "")} [{q.Units}]{(q.Least is { } least && q.Most is { } most ? $" {least} .. {most}" : "")} {q.Indicator ?? q.Source}");
            }
        }

        run.Show(0, ("written", target));
        return ExitCode.Done;
    }
}
