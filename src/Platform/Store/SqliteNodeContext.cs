using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Platform.Store;

/// <summary>The model on SQLite: UUIDs as 16 big-endian bytes; text is compared byte by byte as it is.</summary>
/// <param name="options">Provider and connection.</param>
public sealed class SqliteNodeContext(DbContextOptions<SqliteNodeContext> options) : NodeContext(options)
{
    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<Guid>().HaveConversion<BigEndianGuid>();
    }
}
