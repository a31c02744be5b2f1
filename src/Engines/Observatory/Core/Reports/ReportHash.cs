using System.Security.Cryptography;
using System.Text;

namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>SHA-256 over the figures of a report: who has the same figures finds the same hash, in whatever language or format.</summary>
public static class ReportHash
{
    /// <summary>Of one indicator: what is stated, wanted, measured and expected.</summary>
    /// <param name="indicator">The indicator.</param>
    /// <param name="vintage">The instant.</param>
    public static string Of(ReportIndicator indicator, DateTimeOffset vintage)
    {
        ArgumentNullException.ThrowIfNull(indicator);
        return Hash(Line(indicator, vintage));
    }

    /// <summary>Of all figures.</summary>
    /// <param name="input">The input.</param>
    public static string Of(ReportInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var text = new StringBuilder();
        Append(text, input);
        if (input.Since is { } since)
        {
            text.Append("since\n");
            Append(text, since);
        }

        return Hash(text.ToString());
    }

    private static void Append(StringBuilder text, ReportInput input)
    {
        text.Append("keyeco-report-1\n").Append(ReportFigures.Instant(input.Vintage)).Append('|').Append(input.Facts).Append('|').Append(input.Unreadable).Append('\n');
        foreach (var indicator in input.Indicators.OrderBy(i => i.Definition.Id, StringComparer.Ordinal))
        {
            text.Append(Line(indicator, input.Vintage)).Append('\n');
        }

        foreach (var s in input.Scenarios)
        {
            text.AppendJoin('|', ["scenario", s.Id, s.LeversEn, ReportFigures.Instant(s.Horizon), Exact(s.Level), $"{s.Runs}", .. s.Outcomes.SelectMany(o => (string[])[o.Indicator, Exact(o.Low), Exact(o.Middle), Exact(o.High), Exact(o.Chance)])]).Append('\n');
        }

        foreach (var f in input.Capital ?? [])
        {
            text.AppendJoin('|', "fund", f.Id, f.Committed, f.PaidIn, f.Distributed, f.NetValue, Exact(f.Irr)).Append('\n');
        }
    }

    private static string Line(ReportIndicator i, DateTimeOffset vintage)
    {
        var (d, r) = (i.Definition, i.Reading);
        List<string> parts =
        [
            d.Id, $"v{i.Version}", d.UnitEn, i.Formula.Formula.Text, ReportFigures.Instant(vintage),
            d.Claim is { } c ? $"claim {c.Comparison}{Exact(c.Value)} {c.Year}" : "no claim",
            d.Target is { } t ? $"target {t.Comparison}{Exact(t.Low)}..{Exact(t.High)} {t.Horizon} {t.By:yyyy-MM-dd}" : "no target",
            Exact(r.Value), Exact(r.Numerator), Exact(r.Denominator), r.ReasonEn ?? "",
            .. r.Variants.SelectMany(v => (string[])[v.NameEn, Exact(v.Value)]),
            i.Path is { } p ? $"{p.Kind} {Exact(p.Baseline.Value)} {ReportFigures.Instant(p.Baseline.At)}" : "no path",
            Exact(i.Chance?.Probability), i.NoChanceEn ?? "", i.Lever?.En ?? "", Exact(i.Lever?.Effect),
        ];
        if (i.Forecast is { } f)
        {
            parts.AddRange(f.History.Select(h => Exact(h.Value)));
            parts.AddRange(f.Forecast.Mean.Select(v => Exact(v)));
            parts.AddRange(f.Forecast.Bands.SelectMany(b => b.Low.Concat(b.High)).Select(v => Exact(v)));
        }

        return string.Join('|', parts);
    }

    private static string Exact(double? value) => ReportFigures.Exact(value);

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
