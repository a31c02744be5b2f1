using CsCheck;
using KeyEcosystem.Observatory.Core.Exchange;

namespace KeyEcosystem.Observatory.Tests.Core.Exchange;

/// <summary>Data sets to try, also with texts that are hard to carry.</summary>
internal static class Sets
{
    public static readonly DateTimeOffset Known = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    public static readonly ObservationSet Two = new(DataflowName.Indicators,
    [
        new Observation("I01", new TimePeriod(ObservationFrequency.Annual, new DateOnly(2024, 1, 1)), 8000.5, ObservationStatuses.Normal, "亿元", "工信部, \"快报\"", Known),
        new Observation("I01", new TimePeriod(ObservationFrequency.Annual, new DateOnly(2025, 1, 1)), null, ObservationStatuses.Missing),
    ]);

    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.Const(""),
        OneOf("=SUM(A1)", "+1", "-1", "@x", "\tx", "\r\n", "'=x", "''+", "'tis", "＝1", "a,b", "a;b", "say \"x\"", " spaced ", "line\nbreak", "亿元", "😀", "\"", ",", "'"),
        Gen.String[Gen.Char["=+-@'\",; \n\rab亿"], 0, 8]);

    public static readonly Gen<ObservationSet> Any = Gen.Select(
            OneOf("I01", "I38", "P09", "-x", "@y"),
            Gen.Select(Gen.Enum<ObservationFrequency>(), Gen.Int[700_000, 760_000]),
            Gen.OneOf(Gen.Double, OneOf(0.0, -0.0, 1e-300, 1e300, -5, 0.1, double.Epsilon)),
            Gen.Int[0, ObservationStatuses.All.Count - 1].Select(i => ObservationStatuses.All[i]),
            Text,
            Text,
            Gen.OneOf(Gen.Const((DateTimeOffset?)null), Gen.Long[0, 100_000_000_000].Select(t => (DateTimeOffset?)Known.AddTicks(t))),
            (id, when, value, status, unit, source, vintage) => new Observation(id, TimePeriod.Of(when.Item1, DateOnly.FromDayNumber(when.Item2)), status.IsMissing ? null : double.IsFinite(value) ? value : 1, status, unit, source, vintage))
        .Array[0, 30]
        .Select(all => new ObservationSet(DataflowName.Indicators, [.. all.DistinctBy(o => (o.Indicator, o.Period))]));

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
