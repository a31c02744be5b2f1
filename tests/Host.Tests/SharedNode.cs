using KeyEcosystem.Host.Tests;
using Xunit;

[assembly: AssemblyFixture(typeof(SharedNode))]

namespace KeyEcosystem.Host.Tests;

/// <summary>
/// One node for all tests that make their own members and judge only what is theirs: to start a node takes longer than such a test does.
/// A test of settings, of counts over the whole node, or of what breaks a node takes one of its own.
/// </summary>
public sealed class SharedNode : IAsyncDisposable
{
    private readonly Lazy<Task<RunningNode>> node = new(() => RunningNode.Start());

    public async ValueTask DisposeAsync()
    {
        if (node.IsValueCreated)
        {
            await (await node.Value).DisposeAsync();
        }
    }

    /// <summary>It starts when the first test asks for it, and ends after the last.</summary>
    internal Task<RunningNode> Node() => node.Value;
}
