using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Platform.Identity;

internal sealed class IdentityModel : IModelPart
{
    public void Configure(ModelBuilder model) => model.Entity<ApiKeyRow>(e =>
    {
        e.ToTable("plt_api_key");
        e.HasKey(k => k.Id);
        e.HasIndex(k => k.Member);
    });
}
