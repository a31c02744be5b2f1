using System.Diagnostics;
using System.Text.Json;
using KeyEcosystem.Observatory.Core;
using KeyEcosystem.Observatory.Core.Formulas;
using KeyEcosystem.Observatory.Store;

namespace KeyEcosystem.Bench;

/// <summary>All 53 indicators from many facts, without HTTP; reading of the facts apart.</summary>
internal static class IndicatorBench
{
    public static void Run(int count)
    {
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var clock = Stopwatch.StartNew();
        EcosystemFact[] facts = [.. Enumerable.Range(0, count).Select(i => Fact(i, start.AddSeconds(i)))];
        Console.WriteLine($"indicators: {count:N0} facts read in {clock.ElapsedMilliseconds} ms");
        var (times, table) = (new List<double>(), new IndicatorTable());
        for (var run = 0; run < 50; run++)
        {
            clock.Restart();
            var evaluation = new FormulaRun(Ecosystem.At(facts, start.AddYears(1), demonstration: false));
            foreach (var formula in table.Formulas.Values)
            {
                Evaluation.Of(formula, evaluation);
            }

            times.Add(clock.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        Console.WriteLine($"indicators: all at an instant p50 {times[25]:0.0} ms, worst {times[^1]:0.0} ms");
    }

    private static EcosystemFact Fact(int i, DateTimeOffset at)
    {
        var ms = at.ToUnixTimeMilliseconds();
        var (topic, body) = (i < 100 ? 0 : i < 200 ? 1 : i % 5) switch
        {
            0 => (Topics.Member, (object)new { member = "m" + (i % 3000), type = "enterprise", role = "supporting", country = "CN", industry = i % 2 == 0 ? "C" : "M", state = "admitted", at }),
            1 => (Topics.Pool, new { pool = "p" + (i % 100), member = "m1", origin = "CN", @class = "gpu", devices = 8, peakFlops = 1L << 40, precision = "fp16", assetValueMinor = 5, offered = true, healthy = true, at }),
            2 => (Topics.Asset, new { asset = "a" + (i % 20_000), member = "m" + (i % 3000), kind = "dataset", sector = "C", at }),
            3 => (Topics.Use, new { use = "u" + i, asset = "a" + ((i - 1) % 20_000), provider = "m1", consumer = "m2", kind = "dataset", outcome = "succeeded", at }),
            _ => (Topics.Interval, new { job = "j" + i, pool = "p" + (i % 100), member = "m2", provider = "m1", outcome = "succeeded", devices = 1, fromMs = ms - 60_000, toMs = ms, at }),
        };
        return EcosystemFact.Read(i, i, at, topic, JsonSerializer.Serialize(body))!;
    }
}
