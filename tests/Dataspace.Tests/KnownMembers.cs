using System.Collections.Concurrent;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Platform.Gate;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Dataspace.Tests;

/// <summary>Answers who a member is from what the test says.</summary>
internal sealed class KnownMembers : IMemberAnswer, IVersionGuard<MemberId>
{
    private readonly ConcurrentDictionary<MemberId, MemberFacts> facts = new();

    public void Set(MemberId member, string type, string state = "admitted", string? industry = "C", bool trial = false) =>
        facts[member] = new MemberFacts(member, type, type, type, industry, "CN", state, true) { Trial = trial };

    public ValueTask<MemberFacts?> Of(MemberId member, CancellationToken stop) => ValueTask.FromResult(facts.GetValueOrDefault(member));

    public Task<IReadOnlyList<MemberFacts>> Admitted(int most, CancellationToken stop) => Task.FromResult<IReadOnlyList<MemberFacts>>([.. facts.Values.Where(m => m.State == "admitted").OrderBy(m => m.Member.Value).Take(most)]);

    /// <summary>These members have no rows.</summary>
    public void Require(Change change, MemberId id, long version)
    {
    }
}
