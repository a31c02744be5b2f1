using KeyEcosystem.Kernel;

namespace KeyEcosystem.Market.Core;

/// <summary>One dated price of a member's list.</summary>
/// <param name="Kind">Kind of reading.</param>
/// <param name="Price">Money for one priced unit of <see cref="MeterUnits"/>.</param>
/// <param name="From">From when it holds.</param>
/// <param name="ToldAt">When it was published, never after <paramref name="From"/>.</param>
public sealed record ListPrice(string Kind, Money Price, DateTimeOffset From, DateTimeOffset ToldAt);
