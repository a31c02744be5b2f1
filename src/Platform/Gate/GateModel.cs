using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Platform.Gate;

internal sealed class GateModel : IModelPart
{
    public void Configure(ModelBuilder model)
    {
        model.Entity<UseRow>(e =>
        {
            e.ToTable("plt_use");
            e.HasKey(u => u.Id);
            e.HasIndex(u => new { u.Asset, u.At });
            e.HasIndex(u => new { u.Consumer, u.At });
            e.HasIndex(u => u.ReservedUntil);
        });
        model.Entity<TrialDayRow>(e =>
        {
            e.ToTable("plt_trial_day");
            e.HasKey(d => d.Id);
            e.HasIndex(d => d.Member);
        });
        model.Entity<UseCountRow>(e =>
        {
            e.ToTable("plt_use_count");
            e.HasKey(u => u.Id);
        });
    }
}
