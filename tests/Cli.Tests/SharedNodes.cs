using System.Collections.Concurrent;
using KeyEcosystem.Cli.Tests;
using Xunit;

[assembly: AssemblyFixture(typeof(SharedNodes))]

namespace KeyEcosystem.Cli.Tests;

/// <summary>
/// One node of each suite for all tests that make their own members and judge only what is theirs: to start a node takes longer than such a test does.
/// A test of settings, of counts over the whole node, or of what lies in its folder takes one of its own.
/// </summary>
public sealed class SharedNodes : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Task<CliNode>>> nodes = new(StringComparer.Ordinal);

    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes.Values)
        {
            await (await node.Value).DisposeAsync();
        }
    }

    /// <summary>The node as a machine of the test's own sees it, with a folder and settings of its own. It starts when the first test asks for it, and ends after the last.</summary>
    internal async Task<CliNode> Node(string? suite = null) => (await nodes.GetOrAdd(suite ?? "", _ => new(() => CliNode.Start(suite: suite))).Value).FromElsewhere();
}
