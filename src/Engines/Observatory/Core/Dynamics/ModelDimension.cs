namespace KeyEcosystem.Observatory.Core.Dynamics;

/// <summary>A dimension of arrays.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Elements">Names of its elements; numbers where it was given by its size.</param>
/// <param name="IsNumbered">Whether it was given by its size.</param>
public sealed record ModelDimension(string Name, IReadOnlyList<string> Elements, bool IsNumbered);
