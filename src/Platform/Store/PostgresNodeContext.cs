using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Platform.Store;

/// <summary>The model on PostgreSQL: <c>uuid</c>, text collated "C" whatever the database's own collation, and the lease of the lane.</summary>
/// <param name="options">Provider and connection.</param>
public sealed class PostgresNodeContext(DbContextOptions<PostgresNodeContext> options) : NodeContext(options)
{
    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<string>().UseCollation("C");
        configurationBuilder.Properties<Enum>().UseCollation("C");
    }

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<LeaseRow>(e =>
        {
            e.ToTable("plt_lease");
            e.HasKey(l => l.Name);
        });
    }
}
