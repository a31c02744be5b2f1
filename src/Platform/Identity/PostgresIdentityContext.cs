using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Platform.Identity;

/// <summary>The token store in a schema of its own beside the node's records.</summary>
/// <param name="options">Provider and connection.</param>
internal sealed class PostgresIdentityContext(DbContextOptions<PostgresIdentityContext> options) : IdentityContext(options)
{
    public const string Schema = "identity";

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.Properties<string>().UseCollation("C");

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.HasDefaultSchema(Schema);
}
