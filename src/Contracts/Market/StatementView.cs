using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Market;

/// <summary>A member's statement of a period, by the time of settlement.</summary>
/// <param name="Member">Whose.</param>
/// <param name="From">Begin, included.</param>
/// <param name="To">End, not included.</param>
/// <param name="Demonstration">Whether it belongs to the books of demonstrations, which are apart from the others.</param>
/// <param name="Accounts">The accounts.</param>
/// <param name="Lines">The uses, summed by agreement, kind and price; at most 500.</param>
/// <param name="Cut">Whether there were more lines; the CSV has every entry.</param>
public sealed record StatementView(MemberId Member, DateTimeOffset From, DateTimeOffset To, bool Demonstration, IReadOnlyList<StatementAccountView> Accounts, IReadOnlyList<StatementLineView> Lines, bool Cut);
