using System.Globalization;

namespace KeyEcosystem.Market.Store;

/// <summary>Where a page of entries ends: the instant of settlement and the entry's id.</summary>
/// <param name="At">The instant.</param>
/// <param name="Id">The entry.</param>
internal readonly record struct EntryCursor(DateTimeOffset At, Guid Id)
{
    public static bool TryParse(string text, out EntryCursor cursor)
    {
        cursor = default;
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        if (dash < 0 || !long.TryParse(text.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) || ticks > DateTimeOffset.MaxValue.Ticks || !Guid.TryParseExact(text.AsSpan(dash + 1), "N", out var id))
        {
            return false;
        }

        cursor = new EntryCursor(new DateTimeOffset(ticks, TimeSpan.Zero), id);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks}-{Id:n}");
}
