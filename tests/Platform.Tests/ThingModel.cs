using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Platform.Tests;

internal sealed class ThingModel : IModelPart
{
    public void Configure(ModelBuilder model) => model.Entity<Thing>(e =>
    {
        e.ToTable("tst_thing", t => t.HasCheckConstraint("tst_thing_cap", "\"Cap\" > -100"));
        e.HasKey(t => t.Id);
        e.HasIndex(t => t.Name).IsUnique();
    });
}
