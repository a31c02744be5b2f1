using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Platform.Identity;

/// <summary>The token store: clients, grants and tokens of OpenIddict, which saves by itself. People and keys are rows of the node's own store.</summary>
/// <param name="options">Provider and connection.</param>
internal abstract class IdentityContext(DbContextOptions options) : DbContext(options);
