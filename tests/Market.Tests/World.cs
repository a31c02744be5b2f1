using System.Collections.Concurrent;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;

namespace KeyEcosystem.Market.Tests;

/// <summary>What Members and Dataspace would answer.</summary>
internal sealed class World : IMemberAnswer, IAgreementPrices
{
    public ConcurrentDictionary<AgreementId, AgreementPrice> Prices { get; } = new();

    public ConcurrentDictionary<MemberId, string> States { get; } = new();

    public Task<IReadOnlyList<MemberFacts>> Admitted(int most, CancellationToken stop) => throw new NotSupportedException();

    public ValueTask<MemberFacts?> Of(MemberId member, CancellationToken stop) =>
        new(new MemberFacts(member, "示例", "Sample", "institute", "M", "CN", States.GetValueOrDefault(member, "admitted"), Demonstration: false));

    public ValueTask<AgreementPrice?> PriceOf(AgreementId agreement, CancellationToken stop) => new(Prices.GetValueOrDefault(agreement));
}
