using CsCheck;
using KeyEcosystem.Kernel.Odrl;
using Xunit;

namespace KeyEcosystem.Kernel.Tests.Odrl;

/// <summary>The verdict about two policies, against worlds tried one by one with the evaluator.</summary>
public sealed class OdrlConflictProperties
{
    private static readonly string[] Orders = ["eq", "neq", "lt", "lteq", "gt", "gteq"];
    private static readonly string[] Tags = ["de", "de-AT", "fr"];

    // Between and beyond all values that the policies name.
    private static readonly decimal[] Widths = [0, 0.5m, 1, 1.5m, 2, 2.5m, 3, 3.5m];
    private static readonly decimal[] Counts = [0, 1, 2, 3, 4];
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset[] Times = [Start.AddHours(-1), Start, Start.AddHours(6), Start.AddHours(12), Start.AddHours(18), Start.AddDays(1).AddTicks(-1), Start.AddDays(1), Start.AddHours(36), Start.AddDays(2), Start.AddDays(3)];
    private static readonly string[] Spoken = ["de", "de-AT", "de-CH", "de-AT-x", "fr", "fr-BE", "it"];

    private static readonly Gen<string> Number = Gen.Select(Gen.OneOf("absoluteSizeWidth", "count"), Gen.OneOf(Orders), Gen.Int[0, 3], (operand, comparison, value) => Atomic(operand, comparison, value.ToString()));
    private static readonly Gen<string> NumberList = Gen.Select(Gen.OneOf("isAnyOf", "isNoneOf"), Gen.Int[0, 3].Array[1, 3], (comparison, values) => Atomic("count", comparison, $"[{string.Join(',', values)}]"));

    private static readonly Gen<string> Time = Gen.Select(Gen.OneOf(Orders), Gen.OneOf("2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z", "2026-01-01T20:00:00+08:00"), (comparison, value) => Atomic("dateTime", comparison, $"\"{value}\""));
    private static readonly Gen<string> Day = Gen.Select(Gen.OneOf(Orders), Gen.OneOf("2026-01-01Z", "2026-01-02Z"), (comparison, value) => Atomic("dateTime", comparison, $$"""{"@value":"{{value}}","@type":"xsd:date"}"""));
    private static readonly Gen<string> Tag = Gen.Select(Gen.OneOf("eq", "neq", "isA", "isPartOf", "hasPart", "isAnyOf", "isNoneOf"), Gen.OneOf(Tags).Array[1, 2].Select(t => t.Distinct().ToArray()), (comparison, tags) =>
        Atomic("language", comparison, comparison is "isAnyOf" or "isNoneOf" ? $"[{string.Join(',', tags.Select(t => $"\"{t}\""))}]" : $"\"{tags[0]}\""));

    private static readonly Gen<string> Tags2 = Gen.Select(Gen.OneOf("eq", "neq", "isA", "isPartOf", "hasPart", "isAnyOf", "isNoneOf", "isAllOf"), Gen.OneOf(Tags).Array[1, 2].Select(t => t.Distinct().ToArray()), (comparison, tags) =>
        Atomic("language", comparison, $"[{string.Join(',', tags.Select(t => $"\"{t}\""))}]"));

    [Fact]
    public void A_verdict_about_numbers_times_and_names_is_what_trying_all_worlds_gives() =>
        Gen.Select(Policy(Gen.OneOf(Number, NumberList, Time, Day, Tag)), Policy(Gen.OneOf(Number, NumberList, Time, Day, Tag))).Sample((a, b) =>
            OdrlConflict.Check(Read(a), Read(b)).Verdict == Tried(a, b, Worlds), iter: 1_500);

    [Fact]
    public void A_verdict_about_sets_of_names_is_what_trying_all_sets_gives() =>
        Gen.Select(Tags2.Array[1, 3], Tags2.Array[1, 3]).Sample((a, b) =>
        {
            var (one, other) = (Text(And(a)), Text(And(b)));
            var several = a.Concat(b).Any(t => (t.Contains("isAllOf", StringComparison.Ordinal) || t.Contains("\"eq\"", StringComparison.Ordinal)) && (t.Contains("\",\"de", StringComparison.Ordinal) || t.Contains("\",\"fr", StringComparison.Ordinal)));
            return OdrlConflict.Check(Read(one), Read(other)).Verdict == Tried(one, other, several ? Sets() : Spoken.Select(s => World(0, 0, Start, s)));
        }, iter: 1_500);

    [Fact]
    public void What_one_policy_contains_is_what_trying_all_worlds_gives() =>
        Gen.Select(Policy(Gen.OneOf(Number, NumberList, Time, Tag)), Policy(Gen.OneOf(Number, NumberList, Time, Tag))).Sample((a, b) =>
        {
            var (one, other) = (Read(a), Read(b));
            var escapes = Worlds.Any(w => Permits(one, w) && !Permits(other, w));
            return OdrlConflict.Contained(one, other).Verdict == (escapes ? OdrlVerdict.Conflict : OdrlVerdict.Compatible);
        }, iter: 1_000);

    [Fact]
    public void A_verdict_about_months_and_days_is_right_wherever_it_is_one()
    {
        string[] lengths = ["P1M", "P2M", "P27D", "P28D", "P30D", "P31D", "P32D", "P59D", "P62D", "P70D", "P1Y", "P365D"];
        var worlds = lengths.Concat(Enumerable.Range(0, 75).Select(d => $"P{d}D")).Concat(Enumerable.Range(0, 75).Select(d => $"P{d}DT12H")).Concat(["P366D", "P400D", "P13M", "P367D"])
            .Select(l => new OdrlWorld(Start, new Dictionary<string, IReadOnlyList<OdrlValue>> { ["elapsedTime"] = [XsdText.Duration(l)!] })).ToList();
        var term = Gen.Select(Gen.OneOf(Orders), Gen.OneOf(lengths), (comparison, length) => Atomic("elapsedTime", comparison, $"\"{length}\""));
        var known = 0;

        Gen.Select(Policy(term), Policy(term)).Sample((a, b) =>
        {
            var verdict = OdrlConflict.Check(Read(a), Read(b)).Verdict;
            Interlocked.Add(ref known, verdict == OdrlVerdict.Unknown ? 0 : 1);
            return verdict == OdrlVerdict.Unknown || verdict == Tried(a, b, worlds);
        }, iter: 2_000);

        Assert.True(known > 1_000, $"{known} of 2,000 have a verdict.");
    }

    [Fact]
    public void A_check_that_took_all_bounds_for_closed_would_be_caught()
    {
        static string Closed(string policy) => policy.Replace("\"lt\"", "\"lteq\"", StringComparison.Ordinal).Replace("\"gt\"", "\"gteq\"", StringComparison.Ordinal);

        Assert.ThrowsAny<CsCheckException>(() => Gen.Select(Policy(Number), Policy(Number)).Sample((a, b) => OdrlConflict.Check(Read(Closed(a)), Read(Closed(b))).Verdict == Tried(a, b, Worlds), iter: 3_000));
    }

    private static List<OdrlWorld> Worlds { get; } =
        [.. from width in Widths from count in Counts from time in Times from tag in Spoken select World(width, count, time, tag)];

    private static Gen<string> Policy(Gen<string> atomic)
    {
        var flat = Gen.Select(Gen.OneOf("and", "or", "xone"), atomic.Array[1, 3], (form, parts) => Logical(form, parts));
        var nested = Gen.Select(Gen.OneOf("and", "or", "xone"), Gen.OneOf(atomic, flat).Array[1, 3], (form, parts) => Logical(form, parts));
        return Gen.OneOf(atomic, flat, nested).Select(Text);
    }

    private static string Atomic(string operand, string comparison, string right) => $$"""{"leftOperand":"{{operand}}","operator":"{{comparison}}","rightOperand":{{right}}}""";

    private static string Logical(string form, string[] parts) => $$$"""{"{{{form}}}":{"@list":[{{{string.Join(',', parts)}}}]}}""";

    private static string And(string[] parts) => Logical("and", parts);

    private static string Text(string constraint) => $$$"""{"permission":{"action":"use","constraint":{{{constraint}}}}}""";

    private static OdrlPolicy Read(string json) => OdrlReader.Parse(json).Value;

    private static OdrlVerdict Tried(string a, string b, IEnumerable<OdrlWorld> worlds)
    {
        var (one, other) = (Read(a), Read(b));
        return worlds.Any(w => Permits(one, w) && Permits(other, w)) ? OdrlVerdict.Compatible : OdrlVerdict.Conflict;
    }

    private static bool Permits(OdrlPolicy policy, OdrlWorld world) => OdrlEvaluation.Evaluate(policy, new OdrlRequest(null, "read", null, null), world).Permitted;

    private static IEnumerable<OdrlWorld> Sets() => Enumerable.Range(1, (1 << Spoken.Length) - 1).Select(bits => World(0, 0, Start, [.. Spoken.Where((_, i) => (bits >> i & 1) == 1)]));

    private static OdrlWorld World(decimal width, decimal count, DateTimeOffset at, params string[] tags) => new(at, new Dictionary<string, IReadOnlyList<OdrlValue>>
    {
        ["absoluteSizeWidth"] = [OdrlValue.Number(width)],
        ["count"] = [OdrlValue.Number(count)],
        ["language"] = [.. tags.Select(OdrlValue.Name)],
    });
}
