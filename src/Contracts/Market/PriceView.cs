using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Market;

/// <summary>A price of a member's list.</summary>
/// <param name="Id">Price id.</param>
/// <param name="Member">Whose list.</param>
/// <param name="Kind">bytes or count.</param>
/// <param name="UnitSize">Base units of one priced unit.</param>
/// <param name="PriceMinor">In hundredths.</param>
/// <param name="Currency">ISO 4217, e.g. CNY.</param>
/// <param name="From">From when it holds, until a later one of the kind.</param>
/// <param name="ToldAt">When it was published.</param>
public sealed record PriceView(Guid Id, MemberId Member, string Kind, long UnitSize, long PriceMinor, string Currency, DateTimeOffset From, DateTimeOffset ToldAt);
