using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Platform.Store;

/// <summary>Maps and reads. It never commits: changes go through <see cref="ILane"/>.</summary>
/// <param name="options">Provider and connection.</param>
/// <param name="parts">The engines' tables.</param>
public abstract class NodeContext(DbContextOptions options, IEnumerable<IModelPart> parts) : DbContext(options)
{
    /// <summary>The engines that the model is made of, in one text.</summary>
    internal string PartNames { get; } = string.Join(',', parts.Select(p => p.GetType().FullName).Order(StringComparer.Ordinal));

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
        foreach (var part in parts)
        {
            part.Configure(modelBuilder);
        }
    }
}
