using KeyEcosystem.Platform.Backup;
using Microsoft.Extensions.DependencyInjection;

namespace KeyEcosystem.Platform.Evidence;

/// <summary>The part of evidence that works while a node serves.</summary>
public static class EvidenceModule
{
    /// <summary>Keeps the node's signed heads, and makes backups.</summary>
    /// <param name="services">The node's services, with its store.</param>
    public static IServiceCollection AddHeadKeeping(this IServiceCollection services) => services.AddSingleton<NodeBackup>().AddSingleton<PostgresRestore>().AddSingleton<HeadKeeping>().AddHostedService(s => s.GetRequiredService<HeadKeeping>());
}
