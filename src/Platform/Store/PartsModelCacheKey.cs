using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace KeyEcosystem.Platform.Store;

/// <summary>EF keeps one model a context class and process; ours depends on the engines that are there.</summary>
internal sealed class PartsModelCacheKey : IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime) => context is NodeContext node
        ? (context.GetType(), node.PartNames, designTime)
        : (object)(context.GetType(), designTime);
}
