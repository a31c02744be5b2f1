using System.CommandLine;
using System.Text;
using System.Text.Json;
using KeyEcosystem.Cli.Compute;
using KeyEcosystem.Observatory.Core.Dynamics;
using KeyEcosystem.Observatory.Core.Dynamics.Experiments;

namespace KeyEcosystem.Cli.Observatory;

/// <summary><c>keyeco observatory explore</c>: many runs of a model, what moves an output, and the cheapest mix of levers.</summary>
internal static class ExploreVerb
{
    private const int DepthMax = 16;
    private const int BarsShown = 10;
    private static readonly Argument<FileInfo?> Model = new("model") { Description = "Model in XMILE, plain or gzipped; the built-in one without it. XMILE 模型文件，可为 gzip；省略时用内置模型。", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<FileInfo?> Spec = new("--spec") { Description = "JSON: settings, parameters with distributions, outputs, targets, runs, seed, stop, tornado, levers, probability. 实验说明 JSON。" };
    private static readonly Option<FileInfo?> Out = new("--out") { Description = "CSV: mean and quantiles of each output at each saved time. 输出 CSV：各输出的均值与分位数。" };
    private static readonly Option<int?> Threads = Verb.NumberOption("--threads", "Threads; they change nothing but the time it takes. 线程数，不影响结果。");

    public static Command Build()
    {
        var verb = Verb.Group("explore", "Runs a model many times: bands, chances of targets, what matters, which levers. 多次运行模型：区间、目标概率、敏感性与杠杆组合。", Model, Spec, Out, Threads, Connection.Json);
        verb.SetAction((parsed, stop) => Connection.Run(parsed, () => Run(new VerbRun(parsed, stop))));
        return verb;
    }

    private static async Task<int> Run(VerbRun run)
    {
        var (path, file, target) = (run.Get(Model)?.ToString(), run.Get(Spec)?.ToString(), run.Get(Out)?.ToString());
        if (target is not null)
        {
            OutputPlace.Result("--out", target, [.. path is null ? [] : new[] { ("model", path) }, .. file is null ? [] : new[] { ("--spec", file) }]);
        }

        var threads = run.Get(Threads) ?? Environment.ProcessorCount;
        if (threads is < 1 or > 256)
        {
            throw new UsageException("--threads must be 1 to 256. --threads：须为 1 至 256。");
        }

        var model = path is null ? EcosystemModel.BuiltIn : EcosystemModel.Of(ModelFile.Read("model", path));
        var spec = file is null ? Exploration.Default(model) : Read(file, model);
        if (spec.MonteCarlo.Outputs.Count == 0)
        {
            throw new UsageException("--spec: name \"outputs\": the model does not say what to look at. --spec：请给出 outputs，模型未说明输出变量。");
        }

        // What is wrong with the model is said of the model, what is wrong with the question of the question.
        _ = path is null ? null : ModelFile.Taken("model", path, CompiledModel.Of(model.Model, []));
        var result = ModelFile.Taken(file is null ? "model" : "--spec", file ?? path ?? "built-in", Exploration.Run(model.Model, spec, threads, run.Stop));
        if (target is not null)
        {
            await ResultFile.Write("--out", target, to => Bands(to, result.MonteCarlo));
        }

        if (run.Json)
        {
            await run.Out.WriteLineAsync(Json(model, result, target));
            return ExitCode.Done;
        }

        await Lines(run, model, result, target);
        return ExitCode.Done;
    }

    private static ExplorationSpec Read(string path, EcosystemModel model)
    {
        var text = ModelFile.Text("--spec", path);
        try
        {
            using var json = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = DepthMax });
            return ModelFile.Taken("--spec", path, ExplorationReader.Read(json.RootElement, model));
        }
        catch (JsonException wrong)
        {
            throw JsonFaults.Of("--spec", path, Encoding.UTF8.GetBytes(text), wrong, DepthMax);
        }
    }

    private static async Task Bands(TextWriter to, MonteCarloResult of)
    {
        await to.WriteLineAsync("time,output,mean,p05,p25,p50,p75,p95");
        foreach (var band in of.Outputs)
        {
            for (var row = 0; row < of.Times.Count; row++)
            {
                await to.WriteLineAsync($"{SimulateVerb.Cell(of.Times[row])},{SimulateVerb.Cell(band.Name)},{string.Join(',', new[] { band.Mean[row], band.P05[row], band.P25[row], band.P50[row], band.P75[row], band.P95[row] }.Select(SimulateVerb.Cell))}");
            }
        }
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private static string Json(EcosystemModel model, ExplorationResult of, string? target) => JsonSerializer.Serialize(
        new
        {
            Model = model.Model.Name,
            of.MonteCarlo.Runs,
            of.MonteCarlo.Seed,
            of.MonteCarlo.Undefined,
            Outputs = of.MonteCarlo.Outputs.Select(o => new { o.Name, Time = of.MonteCarlo.Times[^1], Mean = Finite(o.Mean[^1]), P05 = Finite(o.P05[^1]), P50 = Finite(o.P50[^1]), P95 = Finite(o.P95[^1]) }),
            Targets = of.MonteCarlo.Targets.Select(t => new { t.Target.Variable, t.Target.AtLeast, t.Target.Value, t.Target.Time, When = $"{t.Target.Timing}", t.Probability, t.StandardError }),
            AllTargets = of.MonteCarlo.All,
            Tornado = of.Tornado is { } tornado ? new { tornado.Output, tornado.Time, Base = Finite(tornado.Base), Bars = tornado.Bars.Select(b => new { b.Name, b.Low, b.High, AtLow = Finite(b.AtLow), AtHigh = Finite(b.AtHigh) }) } : null,
            Levers = of.Levers,
            Out = target,
        },
        ReplayVerb.Snake);

    private static async Task Lines(VerbRun run, EcosystemModel model, ExplorationResult of, string? target)
    {
        string Zh(string name) => model.Outputs.Concat(model.Levers).Concat(model.Parameters).FirstOrDefault(q => q.Name == name) is { } known && known.NameZh != name ? $"{name} {known.NameZh}" : name;
        run.Show(0, ("name", model.Model.Name), ("runs", $"{of.MonteCarlo.Runs}"));
        foreach (var output in of.MonteCarlo.Outputs)
        {
            await run.Out.WriteLineAsync($"  {Zh(output.Name)}: {output.P50[^1]:0.###} ({output.P05[^1]:0.###} .. {output.P95[^1]:0.###}) @ {of.MonteCarlo.Times[^1]:0.###}");
        }

        foreach (var chance in of.MonteCarlo.Targets)
        {
            var t = chance.Target;
            await run.Out.WriteLineAsync($"  P({Zh(t.Variable)} {(t.AtLeast ? ">=" : "<=")} {t.Value} @ {t.Time}) = {chance.Probability:0.000} ± {chance.StandardError:0.000}");
        }

        if (of.Tornado is { } tornado)
        {
            await run.Out.WriteLineAsync($"what moves {Zh(tornado.Output)} @ {tornado.Time:0.###} ({tornado.Base:0.###}) 影响最大的参数：");
            foreach (var bar in tornado.Bars.Take(BarsShown))
            {
                await run.Out.WriteLineAsync($"  {Zh(bar.Name)} {bar.Low:0.####} .. {bar.High:0.####}: {bar.AtLow:0.###} .. {bar.AtHigh:0.###}");
            }
        }

        if (of.Levers is { } mix)
        {
            await run.Out.WriteLineAsync(mix.Best is { } best
                ? $"cheapest mix, cost {best.Cost:0.##}, P {best.Probability:0.000}, {(mix.IsExact ? "exact on its levels" : "a local optimum")}, of {mix.Mixes} tried 最省组合：成本 {best.Cost:0.##}，概率 {best.Probability:0.000}，{(mix.IsExact ? "在所分级别上为精确解" : "为局部最优")}，共试 {mix.Mixes} 种："
                : $"no mix is likely enough; the likeliest has P {mix.Likeliest.Probability:0.000} at cost {mix.Likeliest.Cost:0.##}, of {mix.Mixes} tried 没有组合达到所需概率；最高 {mix.Likeliest.Probability:0.000}，成本 {mix.Likeliest.Cost:0.##}，共试 {mix.Mixes} 种：");
            foreach (var (name, value) in mix.Levers.Zip((mix.Best ?? mix.Likeliest).Values))
            {
                await run.Out.WriteLineAsync($"  {Zh(name)} = {value:0.####}");
            }
        }

        run.Show(0, ("written", target));
    }
}
