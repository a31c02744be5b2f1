using System.Diagnostics;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Kernel.Gate;
using KeyEcosystem.Kernel.Policies;

namespace KeyEcosystem.Bench;

/// <summary>Gate decisions over 10,000 agreements of mixed policies, a fresh use each, report built, about 20 % refusals, one core.</summary>
internal static class GateBench
{
    private static readonly string[] Policies =
    [
        """{"permission":[{"action":"use","constraint":[{"leftOperand":"purpose","operator":"eq","rightOperand":"research"}]}]}""",
        """{"permission":[{"action":"use","constraint":[{"leftOperand":"purpose","operator":"isAnyOf","rightOperand":["research","teaching"]},{"leftOperand":"role","operator":"eq","rightOperand":"institute"},{"leftOperand":"dateTime","operator":"lt","rightOperand":"2030-01-01"}]}],"prohibition":[{"action":"distribute"}]}""",
        """{"permission":[{"action":"read","constraint":[{"or":[{"leftOperand":"spatial","operator":"eq","rightOperand":"CN"},{"leftOperand":"industry","operator":"eq","rightOperand":"C"}]}]},{"action":"compute"}]}""",
        """{"permission":[{"action":"use","constraint":[{"leftOperand":"count","operator":"lteq","rightOperand":1000},{"leftOperand":"spatial","operator":"isNoneOf","rightOperand":["US","GB"]}]}],"prohibition":[{"action":"use","constraint":[{"leftOperand":"purpose","operator":"eq","rightOperand":"marketing"}]}]}""",
    ];

    public static void Run()
    {
        const int Agreements = 10_000;
        const int Decisions = 2_000_000;
        var at = new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);
        var parsed = Array.ConvertAll(Policies, p => PolicyJson.Parse(p).Value);
        var questions = new GateQuestion[Agreements];
        for (var i = 0; i < Agreements; i++)
        {
            var consumer = new MemberId(new Guid(i, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0));
            var provider = new MemberId(new Guid(i, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0));
            var asset = new AssetId(new Guid(i, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0));
            questions[i] = new GateQuestion(
                new MemberFacts(consumer, "", "", "institute", "M", "CN", "admitted", false),
                new AssetFacts(asset, provider, "dataset", "", "C", "CN", false),
                [new AgreementUses(new AgreementStanding(new AgreementId(new Guid(i, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0)), asset, provider, consumer, "signed", "", at), parsed[i % parsed.Length])],
                "read",
                "research",
                at);
        }

        for (var round = 0; round < 3; round++)
        {
            var refused = 0;
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var began = Stopwatch.GetTimestamp();
            for (var i = 0; i < Decisions; i++)
            {
                var use = questions[(i * 7919L) % Agreements] with { Purpose = i % 4 == 0 ? "marketing" : "research", At = at.AddTicks(i) };
                refused += GateDecision.Decide(use).Permitted ? 0 : 1;
            }

            var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            Console.WriteLine($"gate: {Decisions / seconds:N0} decisions/s, {100.0 * refused / Decisions:0.0} % refused, {(GC.GetAllocatedBytesForCurrentThread() - allocated) / Decisions} bytes each");
        }
    }
}
