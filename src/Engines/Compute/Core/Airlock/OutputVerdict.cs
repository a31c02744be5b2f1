using KeyEcosystem.Contracts.Compute;

namespace KeyEcosystem.Compute.Core.Airlock;

/// <summary>What the checks of an output found.</summary>
/// <param name="Findings">One a rule that was kept, one each time that one was not.</param>
/// <param name="Clean">What may leave, as the node writes it; null when a check failed.</param>
public sealed record OutputVerdict(IReadOnlyList<AirlockFindingView> Findings, string? Clean)
{
    /// <summary>Whether it passed every check.</summary>
    public bool Passed => Clean is not null;
}
