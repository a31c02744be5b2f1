using System.Diagnostics;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Market;
using KeyEcosystem.Market.Store;
using KeyEcosystem.Platform.Store;
using Microsoft.Extensions.DependencyInjection;

namespace KeyEcosystem.Bench;

/// <summary>Settlement of readings through the lane, each entry with four postings, two records and a fact; then the verification of all of them.</summary>
internal static class LedgerBench
{
    private const int PostingsOfAnEntry = 4;
    private const int Agreements = 1000;

    public static async Task Run(int postings)
    {
        var folder = Directory.CreateTempSubdirectory("keyeco-bench-").FullName;
        await using (var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddNodeStore(new StoreOptions { NodeId = "bench", Folder = folder })
            .AddSingleton<IMemberAnswer, Nobody>()
            .AddSingleton<IAgreementPrices, Terms>()
            .AddMarket()
            .Configure<MarketOptions>(o => o.RunMax = 1_000_000)
            .BuildServiceProvider())
        {
            await services.PrepareNodeStore(default);
            var readings = postings / PostingsOfAnEntry;
            await Meter(services.GetRequiredService<ILane>(), readings);

            var lane = services.GetRequiredService<CommitLane>();
            var before = lane.Figures;
            var began = Stopwatch.GetTimestamp();
            var done = await services.GetRequiredService<Settler>().Settle("bench", default);
            var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            if (!done.IsOk || done.Value.Settled != readings)
            {
                throw new InvalidOperationException(done.Refusal?.Code ?? "Not everything was settled.");
            }

            Console.WriteLine($"ledger: {readings * PostingsOfAnEntry / seconds:N0} postings/s durable ({readings:N0} readings in {seconds:0.0} s, one settler), {lane.Figures.Commits - before.Commits} commits (one fsync each)");
            for (var run = 0; run < 3; run++)
            {
                began = Stopwatch.GetTimestamp();
                var report = await services.GetRequiredService<LedgerVerification>().Verify(default);
                Console.WriteLine($"ledger: {report.Postings:N0} postings of {report.Entries:N0} entries verified in {Stopwatch.GetElapsedTime(began).TotalSeconds:0.00} s, holds: {report.Holds}");
            }
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task Meter(ILane lane, int readings)
    {
        var now = DateTimeOffset.UtcNow;
        var random = new Random(5);
        foreach (var some in Enumerable.Range(0, readings).Chunk(500))
        {
            var change = new Change(new Act("bench.filled", "node", null, ["bch_1"], "done", "{}"));
            foreach (var i in some)
            {
                var (agreement, provider, consumer) = Parties(i % Agreements);
                change.Meter(new MeterRow { Id = Guid.CreateVersion7(), Agreement = agreement, Use = agreement, Asset = agreement, Provider = provider, Consumer = consumer, Kind = "device.ms", Quantity = random.Next(100_000, 10_000_000), From = now, To = now, Outcome = "succeeded", Demonstration = true });
            }

            await lane.Commit(change, default);
        }
    }

    private static (Guid Agreement, Guid Provider, Guid Consumer) Parties(int agreement) => (new Guid(agreement, 1, 0, new byte[8]), new Guid(agreement % 20, 2, 0, new byte[8]), new Guid(agreement % 300, 3, 0, new byte[8]));

    private sealed class Terms : IAgreementPrices
    {
        public ValueTask<AgreementPrice?> PriceOf(AgreementId agreement, CancellationToken stop)
        {
            var number = BitConverter.ToInt32(agreement.Value.ToByteArray());
            var (_, provider, consumer) = Parties(number);
            return new(new AgreementPrice(agreement, default, new MemberId(provider), new MemberId(consumer), new Money(117 + number, Currency.Cny), DateTimeOffset.UnixEpoch));
        }
    }

    private sealed class Nobody : IMemberAnswer
    {
        public Task<IReadOnlyList<MemberFacts>> Admitted(int most, CancellationToken stop) => throw new NotSupportedException();

        public ValueTask<MemberFacts?> Of(MemberId member, CancellationToken stop) => new((MemberFacts?)null);
    }
}
