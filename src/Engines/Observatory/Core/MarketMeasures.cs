namespace KeyEcosystem.Observatory.Core;

/// <summary>Money that was settled.</summary>
internal static class MarketMeasures
{
    private const double FenPerYuan = 100;
    private const double MsPerHour = 3_600_000;

    public static Reading Settled(Ecosystem state, Trail? trail)
    {
        double fen = 0;
        foreach (var entry in Recent(state, TimeSpan.FromDays(365)).Where(e => e.Number("amountMinor") > 0))
        {
            fen += entry.Number("amountMinor");
            trail?.Note(entry, "counted");
        }

        return Reading.Of(fen / FenPerYuan);
    }

    public static Reading DeviceHourPrice(Ecosystem state, Trail? trail)
    {
        double fen = 0, ms = 0;
        foreach (var entry in Recent(state, TimeSpan.FromDays(30)).Where(e => e.Of("kind") == "device.ms" && e.Of("basis") == "charged"))
        {
            fen += entry.Number("amountMinor");
            ms += entry.Number("quantity");
            trail?.Note(entry, "counted");
        }

        return ms > 0
            ? new Reading(fen / FenPerYuan / (ms / MsPerHour), fen / FenPerYuan, ms / MsPerHour, null, null, [])
            : Reading.Missing("近 30 天没有计费结算的卡时。", "No charged device time was settled in the last 30 days.");
    }

    private static IEnumerable<EcosystemFact> Recent(Ecosystem state, TimeSpan window)
    {
        var from = (state.AsOf - window).ToUnixTimeMilliseconds();
        return state.Entries.Where(e => Ecosystem.AtMs(e) > from && e.Of("currency") == "CNY");
    }
}
