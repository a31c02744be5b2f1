using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Members.Store;

internal sealed class MembersModel : IModelPart
{
    public void Configure(ModelBuilder model)
    {
        model.Entity<MemberRow>(e =>
        {
            e.ToTable("mbr_member");
            e.HasKey(m => m.Id);
            e.HasIndex(m => m.State);
        });
        model.Entity<MemberWordRow>(e =>
        {
            e.ToTable("mbr_member_word");
            e.HasKey(w => w.Id);
            e.HasIndex(w => new { w.Word, w.Member });
            e.HasIndex(w => w.Member);
        });
        model.Entity<RelationRow>(e =>
        {
            e.ToTable("mbr_relation");
            e.HasKey(r => r.Id);
            e.HasIndex(r => r.Subject);
            e.HasIndex(r => r.Object);
            e.HasIndex(r => r.Predicate);
            e.HasIndex(r => new { r.Subject, r.Predicate, r.Object }).IsUnique();
        });
    }
}
