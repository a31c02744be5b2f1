using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Market;

/// <summary>A ledger entry: what became of one meter reading. A member sees the postings on its own accounts, which sum to zero too.</summary>
/// <param name="Id">Entry id.</param>
/// <param name="Reading">The reading that it settles.</param>
/// <param name="Evidence">The record of the settlement: for a member its own one.</param>
/// <param name="At">When it was settled.</param>
/// <param name="Agreement">Under which agreement; null for a member's own asset.</param>
/// <param name="Use">The use that was metered.</param>
/// <param name="Asset">What was used.</param>
/// <param name="Provider">Who is paid.</param>
/// <param name="Consumer">Who pays.</param>
/// <param name="Kind">What was measured: device.ms, bytes, rows or count.</param>
/// <param name="Quantity">How much, in base units.</param>
/// <param name="PriceMinor">Price of one unit, in hundredths.</param>
/// <param name="UnitSize">Base units of one priced unit; 3,600,000 device-milliseconds are a device-hour.</param>
/// <param name="Currency">ISO 4217, e.g. CNY.</param>
/// <param name="AmountMinor">What is owed, in hundredths.</param>
/// <param name="Rest">What is carried to the next reading of the agreement: so many parts of a hundredth, UnitSize of them make one.</param>
/// <param name="Basis">charged, free, own-use or provider-failed.</param>
/// <param name="Outcome">How the use ended: succeeded, failed or cancelled.</param>
/// <param name="From">Start of the use.</param>
/// <param name="To">Its end.</param>
/// <param name="Demonstration">Whether it belongs to the books of demonstrations, which are apart from the others.</param>
/// <param name="Postings">The postings; none when nothing is owed.</param>
public sealed record EntryView(EntryId Id, ReadingId Reading, EvidenceId? Evidence, DateTimeOffset At, AgreementId? Agreement, UseId Use, AssetId Asset, MemberId Provider, MemberId Consumer, string Kind, long Quantity, long PriceMinor, long UnitSize, string Currency, long AmountMinor, long Rest, string Basis, string Outcome, DateTimeOffset From, DateTimeOffset To, bool Demonstration, IReadOnlyList<PostingView> Postings)
{
    /// <summary>The job whose run was metered; null for other uses.</summary>
    public JobId? Job { get; init; }
}
