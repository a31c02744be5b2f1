using KeyEcosystem.Platform.Evidence;
using KeyEcosystem.Platform.Search;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Platform.Store;

internal sealed class PlatformModel : IModelPart
{
    public void Configure(ModelBuilder model)
    {
        model.Entity<EvidenceRow>(e =>
        {
            e.ToTable("plt_evidence");
            e.HasKey(r => r.Sequence);
            e.Property(r => r.Sequence).ValueGeneratedNever();
            e.HasIndex(r => r.Id).IsUnique();
            e.HasIndex(r => new { r.Subject, r.Sequence });
            e.HasIndex(r => new { r.Member, r.Sequence });
        });
        model.Entity<EvidenceDetailRow>(e =>
        {
            e.ToTable("plt_evidence_detail");
            e.HasKey(r => r.Id);
        });
        model.Entity<FactRow>(e =>
        {
            e.ToTable("plt_fact");
            e.HasKey(r => r.Position);
            e.Property(r => r.Position).ValueGeneratedNever();
            e.HasIndex(r => new { r.Topic, r.Position });
            e.HasIndex(r => new { r.Aggregate, r.Position });
        });
        model.Entity<HeadRow>(e =>
        {
            e.ToTable("plt_evidence_head");
            e.HasKey(r => r.Size);
            e.Property(r => r.Size).ValueGeneratedNever();
        });
        model.Entity<WitnessedHeadRow>(e =>
        {
            e.ToTable("plt_witnessed_head");
            e.HasKey(r => r.Id);
            e.HasIndex(r => new { r.Node, r.Size }).IsUnique();
        });
        model.Entity<SearchGramRow>(e =>
        {
            e.ToTable("plt_search");
            e.HasKey(g => g.Key);
        });
        model.Entity<SentRow>(e =>
        {
            e.ToTable("plt_sent");
            e.HasKey(r => r.Id);
        });
        model.Entity<MeterRow>(e =>
        {
            e.ToTable("plt_meter");
            e.HasKey(r => r.Id);
            e.HasIndex(r => r.To);
            e.HasIndex(r => r.Use);
        });
        model.Entity<MeterDueRow>(e =>
        {
            e.ToTable("plt_meter_due");
            e.HasKey(r => r.Id);
        });
    }
}
