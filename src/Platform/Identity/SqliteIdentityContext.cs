using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Platform.Identity;

/// <summary>The token store in a file of its own.</summary>
/// <param name="options">Provider and connection.</param>
internal sealed class SqliteIdentityContext(DbContextOptions<SqliteIdentityContext> options) : IdentityContext(options);
