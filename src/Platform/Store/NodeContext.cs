using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Platform.Store;

/// <summary>Maps and reads. It never commits: changes go through <see cref="ILane"/>.</summary>
/// <param name="options">Provider and connection.</param>
public abstract class NodeContext(DbContextOptions options) : DbContext(options)
{
    private readonly ModelParts parts = options.FindExtension<ModelParts>() ?? new ModelParts([]);

    /// <summary>The engines that the model is made of, in one text.</summary>
    internal string PartNames => parts.Names;

    /// <summary>Refused: the commit lane is the one write path.</summary>
    /// <param name="acceptAllChangesOnSuccess">Not used.</param>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public override int SaveChanges(bool acceptAllChangesOnSuccess) => throw new InvalidOperationException("Changes go through the commit lane.");

    /// <summary>Refused: the commit lane is the one write path.</summary>
    /// <param name="acceptAllChangesOnSuccess">Not used.</param>
    /// <param name="cancellationToken">Not used.</param>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException("Changes go through the commit lane.");

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
    }

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        foreach (var part in parts.Parts)
        {
            part.Configure(modelBuilder);
        }
    }
}
