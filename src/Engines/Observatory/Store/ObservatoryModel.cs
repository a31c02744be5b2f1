using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Observatory.Store;

internal sealed class ObservatoryModel : IModelPart
{
    public void Configure(ModelBuilder model) => model.Entity<ClaimRow>(e =>
    {
        e.ToTable("obs_claim");
        e.HasKey(c => c.Id);
        e.HasIndex(c => new { c.Series, c.Start });
    });
}
