namespace KeyEcosystem.Contracts.Market;

/// <summary>A member publishes a price for its data sets; agreements signed from then on are charged by it.</summary>
/// <param name="Kind">bytes: for a gigabyte of 1,000,000,000; count: for a use. Device time is priced by the agreement itself.</param>
/// <param name="PriceMinor">In hundredths, from 0.</param>
/// <param name="Currency">ISO 4217; CNY when null.</param>
/// <param name="From">From when, at least a minute ahead; in a minute when null.</param>
public sealed record PricePublication(string Kind, long PriceMinor, string? Currency, DateTimeOffset? From);
