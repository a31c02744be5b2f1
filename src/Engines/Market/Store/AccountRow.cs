using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Ledger;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Market.Store;

/// <summary>An account. Its totals are only added to, so that settlements at once do not wait for each other here.</summary>
internal sealed class AccountRow : IRow
{
    public required Guid Id { get; init; }

    public long Version { get; init; }

    public required Guid Member { get; init; }

    public required AccountKind Kind { get; init; }

    public required Currency Currency { get; init; }

    public required bool Demonstration { get; init; }

    public required long DebitMinor { get; init; }

    public required long CreditMinor { get; init; }
}
