using System.Collections.Concurrent;
using KeyEcosystem.Contracts.Observatory;
using KeyEcosystem.Kernel;
using KeyEcosystem.Observatory.Core.Dynamics;
using KeyEcosystem.Observatory.Core.Dynamics.Experiments;

namespace KeyEcosystem.Observatory.Work;

/// <summary>Runs the built-in model: one future at once for whoever moves a lever, and many, one request after the other, for chances.</summary>
internal sealed class Scenarios : IDisposable
{
    private const int RunsMin = 100;
    private const int RunsMax = 10_000;
    private const int BasesMax = 64;
    private static readonly Dictionary<string, double> AsIs = [];
    private readonly EcosystemModel model = EcosystemModel.BuiltIn;
    private readonly CompiledModel compiled;
    private readonly SimulationResult asIs;
    private readonly SemaphoreSlim turn = new(1);
    private readonly ConcurrentDictionary<(int Runs, long Seed), MonteCarloResult> bases = new();

    public Scenarios()
    {
        compiled = CompiledModel.Of(model.Model, [.. model.Levers.Select(l => l.Name)]).Value;
        asIs = Simulation.Run(compiled, [.. model.Levers.Select(l => l.Value!.Value)]).Value;
    }

    public ScenarioModelView Model => new(model.Model.Specs.Start, model.Model.Specs.Stop, [.. model.Levers.Select(View)], [.. model.Parameters.Select(View)], [.. model.Outputs.Select(View)]);

    public void Dispose() => turn.Dispose();

    public async Task<Result<ScenarioView>> Run(ScenarioRequest request, CancellationToken stop)
    {
        if (Wrong(request) is { } wrong)
        {
            return wrong;
        }

        double[] inputs = [.. model.Levers.Select(l => request.Levers.TryGetValue(l.Name, out var set) ? set : l.Value!.Value)];
        var run = Simulation.Run(compiled, inputs, stop: stop);
        if (!run.IsOk)
        {
            return run.Refusal;
        }

        var futures = request.Runs == 0 ? default(Result<(MonteCarloResult Base, MonteCarloResult Set)>?) : await Futures(request, stop);
        if (futures is { IsOk: false } failed)
        {
            return failed.Refusal;
        }

        var (before, after) = futures is { } made ? made.Value : default;
        return new ScenarioView(
            model.Levers.Zip(inputs).ToDictionary(l => l.First.Name, l => l.Second, StringComparer.Ordinal),
            model.Levers.Zip(inputs).Sum(l => Cost(l.First, l.Second)),
            run.Value.Times,
            [.. model.Outputs.Select((o, i) => new ScenarioOutputView(o.Name, Series(asIs, o.Name), Series(run.Value, o.Name), after?.Outputs[i].P05 ?? [], after?.Outputs[i].P95 ?? []))],
            [.. model.Targets.Select((t, i) => new ScenarioTargetView(
                t.Variable, t.AtLeast, t.Value, t.Time, Reached(asIs, t), Reached(run.Value, t), before?.Targets[i].Probability, after?.Targets[i].Probability, after?.Targets[i].StandardError ?? 0))],
            request.Runs,
            request.Seed);
    }

    private async Task<Result<(MonteCarloResult Base, MonteCarloResult Set)>> Futures(ScenarioRequest request, CancellationToken stop)
    {
        await turn.WaitAsync(stop);
        try
        {
            var key = (request.Runs, request.Seed);
            if (!bases.TryGetValue(key, out var known))
            {
                var begun = await Task.Run(() => Draw(AsIs, request, stop), stop);
                if (!begun.IsOk)
                {
                    return begun.Refusal;
                }

                if (bases.Count >= BasesMax)
                {
                    bases.Clear();
                }

                known = bases[key] = begun.Value;
            }

            var set = await Task.Run(() => Draw(request.Levers, request, stop), stop);
            return set.IsOk ? (known, set.Value) : set.Refusal;
        }
        finally
        {
            turn.Release();
        }
    }

    private Result<MonteCarloResult> Draw(IReadOnlyDictionary<string, double> levers, ScenarioRequest request, CancellationToken stop) =>
        MonteCarlo.Run(model.Model, new MonteCarloSpec(levers, model.Uncertain, [.. model.Outputs.Select(o => o.Name)], model.Targets, request.Runs, request.Seed), Math.Max(1, Environment.ProcessorCount / 2), stop);

    private Refusal? Wrong(ScenarioRequest request)
    {
        if (request.Runs is not (0 or (>= RunsMin and <= RunsMax)))
        {
            return Refusal.Field("runs", "0, or 100 to 10000", $"{request.Runs}");
        }

        foreach (var (name, value) in request.Levers ?? new Dictionary<string, double>())
        {
            if (model.Levers.FirstOrDefault(l => l.Name == name) is not { } lever)
            {
                return Refusal.Field("levers", "the name of a lever of the model", name);
            }

            if (!double.IsFinite(value) || value < lever.Least || value > lever.Most)
            {
                return Refusal.Field($"levers.{name}", $"{lever.Least} to {lever.Most}", $"{value}");
            }
        }

        return request.Levers is null ? Refusal.Field("levers", "an object of values by name", null) : null;
    }

    /// <summary>Moved part of the way a lever costs that part.</summary>
    private static double Cost(ModelQuantity lever, double value)
    {
        var (from, furthest) = (lever.Value!.Value, Math.Max(lever.Most!.Value - lever.Value.Value, lever.Value.Value - lever.Least!.Value));
        return furthest > 0 ? (lever.Cost ?? 0) * Math.Abs(value - from) / furthest : 0;
    }

    private IReadOnlyList<double> Series(SimulationResult result, string name) => result.Series(compiled.Column(name));

    private bool Reached(SimulationResult result, ModelTarget target)
    {
        var row = 0;
        while (row + 1 < result.Times.Count && result.Times[row + 1] <= target.Time + 1e-9)
        {
            row++;
        }

        var value = result.Rows[row][compiled.Column(target.Variable)];
        return target.AtLeast ? value >= target.Value : value <= target.Value;
    }

    private static ScenarioQuantityView View(ModelQuantity q) => new(q.Name, q.NameZh, q.Units, q.Value, q.Least, q.Most, q.Source, q.Indicator, q.Cost, q.Doc);
}
