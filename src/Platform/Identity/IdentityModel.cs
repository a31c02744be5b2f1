using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Platform.Identity;

internal sealed class IdentityModel : IModelPart
{
    public void Configure(ModelBuilder model)
    {
        model.Entity<ApiKeyRow>(e =>
        {
            e.ToTable("plt_api_key");
            e.HasKey(k => k.Id);
            e.HasIndex(k => k.Member);
        });
        model.Entity<UserRow>(e =>
        {
            e.ToTable("plt_user");
            e.HasKey(u => u.Id);
            e.HasIndex(u => u.LoginName).IsUnique();
            e.HasIndex(u => new { u.Member, u.Id });
        });
        model.Entity<SignInRow>(e =>
        {
            e.ToTable("plt_sign_in");
            e.HasKey(s => s.Id);
            e.HasIndex(s => s.User);
            e.HasIndex(s => s.Expires);
        });
        model.Entity<MachineRow>(e =>
        {
            e.ToTable("plt_machine");
            e.HasKey(m => m.Id);
            e.HasIndex(m => m.Member);
        });
        model.Entity<TicketRow>(e =>
        {
            e.ToTable("plt_ticket");
            e.HasKey(t => t.Id);
            e.HasIndex(t => t.LoginName);
            e.HasIndex(t => t.Expires);
        });
    }
}
