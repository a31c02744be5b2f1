using KeyEcosystem.Kernel;

namespace KeyEcosystem.Market.Core;

/// <summary>The prices of a member over time.</summary>
public static class PriceList
{
    /// <summary>Highest price of one unit, in minor units.</summary>
    public const long MinorMax = 1_000_000_000;

    /// <summary>The price in force at an instant: the last that had begun; of several from one instant, the last published. Null when there was none.</summary>
    /// <param name="prices">The list.</param>
    /// <param name="kind">Kind of reading.</param>
    /// <param name="at">The instant.</param>
    public static Money? At(IEnumerable<ListPrice> prices, string kind, DateTimeOffset at) =>
        prices.Where(p => p.Kind == kind && p.From <= at).MaxBy(p => (p.From, p.ToldAt))?.Price;

    /// <summary>The field that can't be accepted and what it must be; null when all can. A price never begins before it is published: nobody can be charged by a price made afterwards.</summary>
    /// <param name="kind">Kind of reading.</param>
    /// <param name="minor">Minor units of money.</param>
    /// <param name="from">From when.</param>
    /// <param name="now">When it is published.</param>
    public static (string Field, string Must, string? Was)? Check(string? kind, long minor, DateTimeOffset from, DateTimeOffset now) =>
        kind is not (MeterUnits.Bytes or MeterUnits.Count) ? ("kind", "bytes or count; device time is priced by the agreement itself", kind)
        : minor is < 0 or > MinorMax ? ("priceMinor", $"0 to {MinorMax}", minor.ToString())
        : from < now ? ("from", "now or later", $"{from:O}")
        : null;
}
