using CsCheck;
using KeyEcosystem.Kernel.Odrl;
using KeyEcosystem.Kernel.Policies;
using Xunit;

namespace KeyEcosystem.Kernel.Tests.Odrl;

/// <summary>The Gate's decision, which makes its world as it goes and no report, and the engine's report over a world that was written down say the same.</summary>
public sealed class OdrlBesidePoliciesTests
{
    private static readonly Gen<string> Names = Gen.Select(
        Gen.OneOf("purpose", "role", "spatial", "industry", "recipient", "mood"),
        Gen.OneOf("eq", "neq", "isAnyOf", "isNoneOf", "isAllOf", "isA", "isPartOf", "hasPart", "gt"),
        Gen.OneOf("a", "b", "c").Array[1, 2],
        (operand, comparison, values) => $$"""{"leftOperand":"{{operand}}","operator":"{{comparison}}","rightOperand":[{{string.Join(',', values.Distinct().Select(v => $"\"{v}\""))}}]}""");

    private static readonly Gen<string> Ordered = Gen.Select(
        Gen.OneOf("eq", "neq", "lt", "lteq", "gt", "gteq"),
        Gen.OneOf(("count", "2"), ("count", "3"), ("dateTime", "\"2026-06-01T00:00:00Z\""), ("dateTime", "\"2026-06-01T08:00:00+08:00\""), ("dateTime", "\"2026-06-01\""), ("dateTime", "\"2026-06-01T00:00:00\"")),
        (comparison, right) => $$"""{"leftOperand":"{{right.Item1}}","operator":"{{comparison}}","rightOperand":{{right.Item2}}}""");

    private static readonly Gen<string> Terms = Gen.OneOf(Names, Ordered, Gen.Select(Gen.OneOf("and", "or", "xone", "andSequence"), Gen.OneOf(Names, Ordered).Array[1, 3], (form, parts) => $$"""{"{{form}}":[{{string.Join(',', parts)}}]}"""));

    private static readonly Gen<string> Rules = Gen.Select(Gen.OneOf("use", "read"), Terms.Array[0, 2], (action, terms) => $$"""{"action":"{{action}}","constraint":[{{string.Join(',', terms)}}]}""");

    private static readonly Gen<UseRequest> Uses = Gen.Select(
        Gen.OneOf("a", "b", ""), Gen.OneOf("a", "b"), Gen.OneOf("a", "c"), Gen.OneOf<string?>(null, "a", "b"), Gen.OneOf("a", "b"), Gen.Int[-1, 1], Gen.Long[0, 3],
        (purpose, recipient, role, industry, country, hours, count) => new UseRequest("read", purpose, recipient, role, industry, country, new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero).AddHours(hours), count));

    [Fact]
    public void Both_permit_the_same_uses() => Gen.Select(Rules.Array[0, 2], Rules.Array[0, 2], Uses).Sample(Agree, iter: 20_000);

    [Fact]
    public void An_engine_that_forgot_prohibitions_would_be_caught() =>
        Assert.ThrowsAny<CsCheckException>(() => Gen.Select(Rules.Array[0, 2], Rules.Array[0, 2], Uses).Sample((permissions, prohibitions, use) =>
            PolicyDecision.Decide(PolicyJson.Parse(Text(permissions, prohibitions)).Value, use).Permitted == Evaluate(Text(permissions, []), use), iter: 20_000));

    private static bool Agree(string[] permissions, string[] prohibitions, UseRequest use)
    {
        var json = Text(permissions, prohibitions);
        return PolicyDecision.Decide(PolicyJson.Parse(json).Value, use).Permitted == Evaluate(json, use);
    }

    private static bool Evaluate(string json, UseRequest use)
    {
        var operands = new Dictionary<string, IReadOnlyList<OdrlValue>>
        {
            ["recipient"] = [OdrlValue.Name(use.Recipient)],
            ["role"] = [OdrlValue.Name(use.Role)],
            ["spatial"] = [OdrlValue.Name(use.Country)],
            ["purpose"] = use.Purpose.Length == 0 ? [] : [OdrlValue.Name(use.Purpose)],
            ["industry"] = use.Industry is null ? [] : [OdrlValue.Name(use.Industry)],
            ["count"] = [OdrlValue.Number(use.CountBefore + 1)],
        };
        return OdrlEvaluation.Evaluate(OdrlReader.Parse(json).Value, new OdrlRequest(null, use.Action, null, null), new OdrlWorld(use.At, operands, zone: TimeSpan.Zero)).Permitted;
    }

    private static string Text(string[] permissions, string[] prohibitions) => $$"""{"permission":[{{string.Join(',', permissions)}}],"prohibition":[{{string.Join(',', prohibitions)}}]}""";
}
