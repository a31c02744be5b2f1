using KeyEcosystem.Contracts.Compute;

namespace KeyEcosystem.Cli.Agent;

/// <summary>What became of the files that a run left.</summary>
/// <param name="Files">What the node has now.</param>
/// <param name="Ending">How the run ends by that; null when everything has arrived.</param>
/// <param name="Words">What has not arrived, and why; empty when everything has.</param>
/// <param name="NotKept">What was left beside, and is no result; empty for nothing.</param>
internal sealed record BroughtResults(IReadOnlyList<RunFile> Files, string? Ending, string Words, string NotKept)
{
    /// <summary>It left nothing.</summary>
    public static BroughtResults None { get; } = new([], null, "", "");
}
