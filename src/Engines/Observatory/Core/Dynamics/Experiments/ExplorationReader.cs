using System.Text.Json;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Observatory.Core.Dynamics.Experiments;

/// <summary>Reads what is asked of a model from JSON; a field that can't be read is named by its path.</summary>
public static class ExplorationReader
{
    private const int ListMax = 1000;

    private static readonly string[] Fields = ["settings", "parameters", "outputs", "targets", "runs", "seed", "stop", "tornado", "levers", "probability", "mixRuns", "mixes"];

    /// <summary>The specification; what it does not say is taken from the model where that says it itself.</summary>
    /// <param name="json">The JSON.</param>
    /// <param name="model">The model.</param>
    public static Result<ExplorationSpec> Read(JsonElement json, EcosystemModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        try
        {
            var of = new Field("$", json);
            of.Only(Fields);
            var basis = Exploration.Default(model);
            var many = basis.MonteCarlo with
            {
                Settings = of.Get("settings")?.Members().ToDictionary(m => m.Name, m => m.Value.Number(), StringComparer.Ordinal) ?? basis.MonteCarlo.Settings,
                Parameters = of.Get("parameters")?.Items(ListMax).Select(Parameter).ToList() ?? basis.MonteCarlo.Parameters,
                Outputs = of.Get("outputs")?.Items(ListMax).Select(o => o.Text()).ToList() ?? basis.MonteCarlo.Outputs,
                Targets = of.Get("targets")?.Items(ListMax).Select(Target).ToList() ?? basis.MonteCarlo.Targets,
                Runs = of.Get("runs")?.Whole(1, MonteCarlo.RunsMax) ?? basis.MonteCarlo.Runs,
                Seed = of.Get("seed")?.Whole(0, int.MaxValue) ?? basis.MonteCarlo.Seed,
            };

            // What is set is not uncertain.
            many = many with { Parameters = [.. many.Parameters.Where(p => of.Get("parameters") is not null || !many.Settings.Keys.Any(s => Names.Fold(s) == Names.Fold(p.Name)))] };
            var tornado = of.Get("tornado");
            tornado?.Only(["output", "time"]);
            var levers = of.Get("levers");
            return new ExplorationSpec(
                many,
                of.Get("stop")?.Number(),
                tornado?.Need("output").Text(),
                tornado?.Get("time")?.Number(),
                levers is null ? [] : levers.IsTrue ? model.Movable : [.. levers.Items(ListMax).Select(Lever)],
                of.Get("probability")?.Number() ?? basis.Probability,
                of.Get("mixRuns")?.Whole(1, 10_000) ?? basis.MixRuns,
                of.Get("mixes")?.Whole(1, LeverSearch.MixesMost) ?? basis.MixesMax);
        }
        catch (ModelFaultException fault)
        {
            return fault.ToRefusal();
        }
    }

    private static UncertainParameter Parameter(Field of)
    {
        of.Only(["name", "distribution", "least", "likely", "most", "mean", "deviation"]);
        var kind = of.Need("distribution");
        return new UncertainParameter(of.Need("name").Text(), kind.Text() switch
        {
            "uniform" => new Distribution(DistributionKind.Uniform, of.Need("least").Number(), of.Need("most").Number()),
            "triangular" => new Distribution(DistributionKind.Triangular, of.Need("least").Number(), of.Need("likely").Number(), of.Need("most").Number()),
            "normal" => new Distribution(DistributionKind.Normal, of.Need("mean").Number(), of.Need("deviation").Number()),
            "lognormal" => new Distribution(DistributionKind.LogNormal, of.Need("mean").Number(), of.Need("deviation").Number()),
            _ => throw kind.Must("uniform, triangular, normal or lognormal", "uniform、triangular、normal 或 lognormal"),
        });
    }

    private static ModelTarget Target(Field of)
    {
        of.Only(["variable", "atLeast", "atMost", "time", "when"]);
        var when = of.Get("when");
        var timing = when?.Text() switch
        {
            null or "at" => TargetTiming.At,
            "by" => TargetTiming.By,
            "from" => TargetTiming.From,
            _ => throw when!.Must("at, by or from", "at、by 或 from"),
        };
        var least = of.Get("atLeast");
        return new ModelTarget(of.Need("variable").Text(), least is not null, (least ?? of.Need("atMost")).Number(), of.Need("time").Number(), timing);
    }

    private static Lever Lever(Field of)
    {
        of.Only(["name", "base", "most", "cost", "levels"]);
        return new Lever(of.Need("name").Text(), of.Need("base").Number(), of.Need("most").Number(), of.Need("cost").Number(), of.Get("levels")?.Whole(1, 50) ?? 4);
    }
}
