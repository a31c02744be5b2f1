using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Platform.Store;

/// <summary>Hands out the contexts of one provider under their common name.</summary>
internal sealed class NodeContexts<T>(IDbContextFactory<T> contexts) : IDbContextFactory<NodeContext>
    where T : NodeContext
{
    public NodeContext CreateDbContext() => contexts.CreateDbContext();
}
