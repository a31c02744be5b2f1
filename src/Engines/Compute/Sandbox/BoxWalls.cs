namespace KeyEcosystem.Compute.Sandbox;

/// <summary>The walls that can be left out one by one. Jobs of members get <see cref="All"/>; tests of the walls prove with a missing one that they bite.</summary>
/// <param name="Network">A network of its own, with nothing but loopback.</param>
/// <param name="Processes">Process numbers of its own.</param>
/// <param name="Calls">The filter of system calls.</param>
/// <param name="Shown">A folder of the machine that is shown at its own path, writable; null for none.</param>
internal sealed record BoxWalls(bool Network, bool Processes, bool Calls, string? Shown)
{
    public static BoxWalls All { get; } = new(true, true, true, null);
}
