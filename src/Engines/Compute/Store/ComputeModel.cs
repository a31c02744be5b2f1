using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Compute.Store;

internal sealed class ComputeModel : IModelPart
{
    public void Configure(ModelBuilder model)
    {
        model.Entity<PoolRow>(e =>
        {
            e.ToTable("cmp_pool");
            e.HasKey(p => p.Id);
            e.HasIndex(p => p.Asset).IsUnique();
            e.Ignore(p => p.DevicesOpen);
            e.Ignore(p => p.DevicesWhenHeard);
            e.Ignore(p => p.DevicesAlone);
            e.Ignore(p => p.Away);
            e.Ignore(p => p.Closing);
            e.Ignore(p => p.RunsOut);
            e.Ignore(p => p.DevicesThere);
            e.Ignore(p => p.DevicesIfOffered);
            e.Ignore(p => p.Schedule);
        });
        model.Entity<PoolLoadRow>(e =>
        {
            e.ToTable("cmp_pool_load");
            e.HasKey(p => p.Id);
        });
        model.Entity<PoolToldRow>(e =>
        {
            e.ToTable("cmp_pool_told");
            e.HasKey(p => p.Id);
        });
        model.Entity<JobRow>(e =>
        {
            e.ToTable("cmp_job");
            e.HasKey(j => j.Id);
            e.Ignore(j => j.DevicesHeld);
            e.Ignore(j => j.WorkKept);
            e.HasIndex(j => new { j.State, j.Pool, j.Priority, j.QueuedAt }).IsDescending(false, false, true, false);
            e.HasIndex(j => new { j.RunPool, j.State });
            e.HasIndex(j => new { j.RunProvider, j.Id });
            e.HasIndex(j => new { j.Member, j.Id });
            e.HasIndex(j => new { j.Provider, j.Id });
        });
        model.Entity<IntervalRow>(e =>
        {
            e.ToTable("cmp_interval");
            e.HasKey(i => i.Id);
            e.HasIndex(i => new { i.Pool, i.To });
            e.HasIndex(i => new { i.Home, i.To });
        });
        model.Entity<CapacityRow>(e =>
        {
            e.ToTable("cmp_capacity");
            e.HasKey(c => c.Id);
            e.HasIndex(c => new { c.Pool, c.To });
        });
        model.Entity<ComparisonRow>(e =>
        {
            e.ToTable("cmp_comparison");
            e.HasKey(c => c.Id);
            e.HasIndex(c => new { c.Pool, c.EndedAt });
        });
        model.Entity<SharedDeviceRow>(e =>
        {
            e.ToTable("cmp_shared_device");
            e.HasKey(d => d.Id);
        });
        model.Entity<ExchangeRow>(e =>
        {
            e.ToTable("cmp_exchange");
            e.HasKey(x => x.Id);
        });
        model.Entity<OwnerShadowRow>(e =>
        {
            e.ToTable("cmp_owner_shadow");
            e.HasKey(s => s.Id);
        });
        model.Entity<JobShadowRow>(e =>
        {
            e.ToTable("cmp_job_shadow");
            e.HasKey(s => s.Id);
            e.HasIndex(s => s.Pool);
        });
        model.Entity<AgentRow>(e =>
        {
            e.ToTable("cmp_agent");
            e.HasKey(a => a.Id);
        });
        model.Entity<AirlockRow>(e =>
        {
            e.ToTable("cmp_airlock");
            e.HasKey(a => a.Id);
            e.HasIndex(a => new { a.Member, a.Id });
            e.HasIndex(a => a.Job);
            e.HasIndex(a => new { a.State, a.ExpiresAt });
        });
        model.Entity<AirlockVoteRow>(e =>
        {
            e.ToTable("cmp_airlock_vote");
            e.HasKey(v => v.Id);
            e.HasIndex(v => v.Entry);
            e.HasIndex(v => new { v.Member, v.State });
        });
        model.Entity<ScriptRow>(e =>
        {
            e.ToTable("cmp_script");
            e.HasKey(s => s.Id);
        });
    }
}
