using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Platform.Store;

/// <summary>An engine's tables. Host gathers the parts into one <see cref="NodeContext"/>.</summary>
public interface IModelPart
{
    /// <summary>Maps the engine's rows; every table name starts with the engine's prefix.</summary>
    /// <param name="model">The model being built.</param>
    void Configure(ModelBuilder model);
}
