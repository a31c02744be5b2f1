using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using KeyEcosystem.Cli.Compute;
using KeyEcosystem.Kernel;
using KeyEcosystem.Observatory.Core.Dynamics;
using KeyEcosystem.Observatory.Core.Dynamics.UnitChecks;

namespace KeyEcosystem.Cli.Observatory;

/// <summary><c>keyeco observatory simulate</c>: runs a model once and writes all values at each saved time.</summary>
internal static class SimulateVerb
{
    private const int ShownMax = 20;
    private static readonly Argument<FileInfo> Model = new("model") { Description = "Model in XMILE, plain or gzipped. XMILE 模型文件，可为 gzip。" };
    private static readonly Option<FileInfo> Out = new("--out") { Description = "CSV: time and every variable at each saved time. 输出 CSV：各保存时刻的时间与全部变量。", Required = true };
    private static readonly Option<int?> Seed = Verb.NumberOption("--seed", "Seed of random functions. 随机函数的种子。");

    public static Command Build()
    {
        var verb = Verb.Group("simulate", "Runs a system-dynamics model once. 运行一次系统动力学模型。", Model, Out, Seed, Connection.Json);
        verb.SetAction((parsed, stop) => Connection.Run(parsed, () => Run(new VerbRun(parsed, stop))));
        return verb;
    }

    /// <summary>A cell of CSV.</summary>
    internal static string Cell(string text) => text.AsSpan().ContainsAny("\",\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    /// <summary>A number as it is read again to the same bits.</summary>
    internal static string Cell(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static async Task<int> Run(VerbRun run)
    {
        var (path, target) = (run.Get(Model).ToString(), run.Get(Out)!.ToString());
        OutputPlace.Result("--out", target, ("model", path));
        var model = ModelFile.Read("model", path);
        var compiled = ModelFile.Taken("model", path, CompiledModel.Of(model, []));
        var result = ModelFile.Taken("model", path, Simulation.Run(compiled, [], run.Get(Seed) ?? 0, run.Stop));
        foreach (var warning in compiled.Warnings.Take(ShownMax))
        {
            await run.Notes.WriteLineAsync(warning);
        }

        await ResultFile.Write("--out", target, async file =>
        {
            await file.WriteLineAsync(string.Join(',', result.Columns.Prepend("time").Select(Cell)));
            for (var row = 0; row < result.Rows.Count; row++)
            {
                await file.WriteLineAsync(string.Join(',', result.Rows[row].Prepend(result.Times[row]).Select(Cell)));
            }
        });

        var units = UnitCheck.Of(model);
        var specs = model.Specs;
        var undefined = Enumerable.Range(0, result.Columns.Count).Where(c => result.Rows.Any(r => !double.IsFinite(r[c]))).Select(c => result.Columns[c]).ToList();
        if (undefined.Count > 0)
        {
            await run.Notes.WriteLineAsync($"No finite number at some time: {string.Join(", ", undefined.Take(ShownMax))}{(undefined.Count > ShownMax ? ", ..." : "")}. 在某些时刻不是有限数：{string.Join("、", undefined.Take(ShownMax))}{(undefined.Count > ShownMax ? "等" : "")}。");
        }

        if (run.Json)
        {
            await run.Out.WriteLineAsync(JsonSerializer.Serialize(
                new
                {
                    Model = model.Name,
                    specs.Start,
                    specs.Stop,
                    specs.Step,
                    specs.SaveStep,
                    Method = $"{specs.Method}",
                    specs.TimeUnits,
                    Rows = result.Rows.Count,
                    Variables = result.Columns.Count,
                    compiled.Warnings,
                    Undefined = undefined,
                    UnitIssues = units.Issues.Select(i => new { i.Variable, i.Line, i.Words, i.WordsZh }),
                    UnitsUnspecified = units.Unspecified.Count,
                    Out = target,
                },
                ReplayVerb.Snake));
            return ExitCode.Done;
        }

        run.Show(
            0,
            ("name", model.Name),
            ("period", $"{specs.Start} .. {specs.Stop} {specs.TimeUnits}, dt {specs.Step:0.######}, {specs.Method}"),
            ("rows", $"{result.Rows.Count}"),
            ("variables", $"{result.Columns.Count}"),
            ("units", units.Issues.Count == 0 ? "nothing that does not fit 未发现不一致" : $"{CountWords.Of(units.Issues.Count, "place")} that do not fit {units.Issues.Count} 处不一致"),
            ("written", target));
        foreach (var issue in units.Issues.Take(ShownMax))
        {
            await run.Out.WriteLineAsync($"  {issue.Variable}, line {issue.Line}: {issue.Words} {issue.Variable}，第 {issue.Line} 行：{issue.WordsZh}");
        }

        return ExitCode.Done;
    }
}
