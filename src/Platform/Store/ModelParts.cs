using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace KeyEcosystem.Platform.Store;

/// <summary>The engines' tables as an option of a context: a context that is used again and again is given nothing but its options.</summary>
internal sealed class ModelParts : IDbContextOptionsExtension
{
    public ModelParts(IEnumerable<IModelPart> parts)
    {
        Parts = [.. parts];
        Names = string.Join(',', Parts.Select(p => p.GetType().FullName).Order(StringComparer.Ordinal));
        Info = new About(this);
    }

    public IReadOnlyList<IModelPart> Parts { get; }

    /// <summary>The engines that the model is made of, in one text.</summary>
    public string Names { get; }

    public DbContextOptionsExtensionInfo Info { get; }

    public void ApplyServices(IServiceCollection services)
    {
    }

    public void Validate(IDbContextOptions options)
    {
    }

    /// <summary>Two nodes of one process with other engines share EF's services; the model has a key of its own.</summary>
    private sealed class About(ModelParts parts) : DbContextOptionsExtensionInfo(parts)
    {
        public override bool IsDatabaseProvider => false;

        public override string LogFragment => "";

        public override int GetServiceProviderHashCode() => 0;

        public override bool ShouldUseSameServiceProvider(DbContextOptionsExtensionInfo other) => other is About;

        public override void PopulateDebugInfo(IDictionary<string, string> debugInfo)
        {
        }
    }
}
