using System.Diagnostics;
using KeyEcosystem.Kernel.Odrl;

namespace KeyEcosystem.Bench;

/// <summary>
/// Decisions of the ODRL engine on one core, report built: over mixed policies of a few clauses (budget: 200,000 a second), over one policy of 260 windows
/// (budget: 1 ms each), and the conflict check of two such policies.
/// </summary>
internal static class OdrlBench
{
    private const int DecisionsPerSecondMin = 200_000;
    private const double WindowsMsMax = 1;

    private static readonly string[] Simple =
    [
        """{"permission":{"action":"use","target":"urn:a","assignee":"urn:m","constraint":{"leftOperand":"purpose","operator":"eq","rightOperand":"research"}}}""",
        """{"permission":[{"action":"use","constraint":[{"leftOperand":"purpose","operator":"isAnyOf","rightOperand":["research","teaching"]},{"leftOperand":"dateTime","operator":"lt","rightOperand":"2030-01-01T00:00:00Z"}]}],"prohibition":[{"action":"distribute"}]}""",
        """{"permission":[{"action":"read","constraint":{"or":[{"leftOperand":"spatial","operator":"isPartOf","rightOperand":"EU"},{"leftOperand":"count","operator":"lteq","rightOperand":10}]}},{"action":"print"}]}""",
        """{"permission":{"action":"use","assignee":{"@type":"PartyCollection","source":"urn:all"}},"prohibition":{"action":"use","constraint":{"leftOperand":"purpose","operator":"eq","rightOperand":"marketing"}}}""",
    ];

    /// <summary>Measures; false where a budget is missed.</summary>
    public static bool Run()
    {
        var policies = Array.ConvertAll(Simple, p => OdrlReader.Parse(p).Value);
        var at = new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);
        var partOf = new Dictionary<string, IReadOnlyList<string>> { ["urn:m"] = ["urn:all"] };
        var worlds = Enumerable.Range(0, 1_000).Select(i => new OdrlWorld(at.AddSeconds(i), new Dictionary<string, IReadOnlyList<OdrlValue>>
        {
            ["purpose"] = [OdrlValue.Name(i % 4 == 0 ? "marketing" : "research")],
            ["count"] = [OdrlValue.Number(i % 20)],
            ["spatial"] = [OdrlValue.Name(i % 3 == 0 ? "CN" : "FR")],
        }, partOf)).ToArray();
        var request = new OdrlRequest("urn:r", "read", "urn:a", "urn:m");
        var (pace, refused) = (0.0, 0);
        const int Decisions = 1_000_000;
        for (var round = 0; round < 3; round++)
        {
            refused = 0;
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var began = Stopwatch.GetTimestamp();
            for (var i = 0; i < Decisions; i++)
            {
                refused += OdrlEvaluation.Evaluate(policies[i & 3], request, worlds[i * 7919L % worlds.Length]).Permitted ? 0 : 1;
            }

            pace = Decisions / Stopwatch.GetElapsedTime(began).TotalSeconds;
            Console.WriteLine($"odrl: {pace:N0} decisions/s, {100.0 * refused / Decisions:0.0} % refused, {(GC.GetAllocatedBytesForCurrentThread() - allocated) / Decisions} bytes each");
        }

        var (windows, others) = (OdrlReader.Parse(Windows(9)).Value, OdrlReader.Parse(Windows(17)).Value);
        var (ms, times) = (0.0, 2_000);
        for (var round = 0; round < 3; round++)
        {
            var began = Stopwatch.GetTimestamp();
            for (var i = 0; i < times; i++)
            {
                OdrlEvaluation.Evaluate(windows, request, worlds[i % worlds.Length]);
            }

            ms = Stopwatch.GetElapsedTime(began).TotalMilliseconds / times;
        }

        Console.WriteLine($"odrl: {ms:0.000} ms a decision over 260 windows");
        for (var round = 0; round < 3; round++)
        {
            var began = Stopwatch.GetTimestamp();
            var verdict = OdrlConflict.Check(windows, others).Verdict;
            Console.WriteLine($"odrl: {Stopwatch.GetElapsedTime(began).TotalMilliseconds:0} ms for 260 windows against 260: {verdict}");
        }

        return pace >= DecisionsPerSecondMin && ms < WindowsMsMax;
    }

    private static string Windows(int hour)
    {
        var days = Enumerable.Range(0, 260).Select(d => new DateTime(2026, 1, 1).AddDays(d).ToString("yyyy-MM-dd"));
        return $$"""{"permission":{"action":"read","constraint":{"or":[{{string.Join(',', days.Select(d => $$"""{"and":[{"leftOperand":"dateTime","operator":"gteq","rightOperand":"{{d}}T{{hour:00}}:00:00Z"},{"leftOperand":"dateTime","operator":"lt","rightOperand":"{{d}}T{{hour + 4:00}}:00:00Z"}]}"""))}}] } } }""";
    }
}
