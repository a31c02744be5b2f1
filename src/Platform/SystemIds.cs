using KeyEcosystem.Kernel;

namespace KeyEcosystem.Platform;

/// <summary>Makes UUIDs of version 7 from the node's clock.</summary>
/// <param name="clock">The node's clock.</param>
public sealed class SystemIds(TimeProvider clock) : IIds
{
    /// <inheritdoc />
#pragma warning disable RS0030 // The one place that may make ids.
    public Guid Next() => Guid.CreateVersion7(clock.GetUtcNow());
#pragma warning restore RS0030
}
