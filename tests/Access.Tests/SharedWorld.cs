using KeyEcosystem.Access.Tests;
using Xunit;

[assembly: AssemblyFixture(typeof(SharedWorld))]

namespace KeyEcosystem.Access.Tests;

/// <summary>
/// One world for all tests that only ask, or that make what they change: to start a node and to fill it takes longer than such a test does.
/// A test that plants doors, sets limits, or compares what the victim has takes a world of its own.
/// </summary>
public sealed class SharedWorld : IAsyncDisposable
{
    private readonly Lazy<Task<World>> world = new(() => Access.Tests.World.Start());

    public async ValueTask DisposeAsync()
    {
        if (world.IsValueCreated)
        {
            await (await world.Value).DisposeAsync();
        }
    }

    /// <summary>It starts when the first test asks for it, and ends after the last.</summary>
    internal Task<World> World() => world.Value;
}
