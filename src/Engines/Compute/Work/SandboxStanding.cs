namespace KeyEcosystem.Compute.Work;

/// <summary>Whether jobs of members can be run.</summary>
/// <param name="Available">Whether there is a sandbox that passed its trial.</param>
/// <param name="Words">Which one; without one, the words of what failed.</param>
internal sealed record SandboxStanding(bool Available, string Words);
