using System.Collections.Concurrent;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;

namespace KeyEcosystem.Dataspace.Tests;

/// <summary>Answers who a member is from what the test says.</summary>
internal sealed class KnownMembers : IMemberAnswer
{
    private readonly ConcurrentDictionary<MemberId, MemberFacts> facts = new();

    public void Set(MemberId member, string type, string state = "admitted", string? industry = "C") =>
        facts[member] = new MemberFacts(member, type, type, type, industry, "CN", state, true);

    public ValueTask<MemberFacts?> Of(MemberId member, CancellationToken stop) => ValueTask.FromResult(facts.GetValueOrDefault(member));
}
