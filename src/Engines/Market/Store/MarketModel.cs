using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Market.Store;

internal sealed class MarketModel : IModelPart
{
    public void Configure(ModelBuilder model)
    {
        model.Entity<EntryRow>(e =>
        {
            e.ToTable("mkt_entry");
            e.HasKey(r => r.Id);
            e.Property(r => r.Currency).HasConversion<string>();
            e.Property(r => r.Basis).HasConversion<string>();
            e.HasIndex(r => new { r.At, r.Id });
            e.HasIndex(r => new { r.Provider, r.At });
            e.HasIndex(r => new { r.Consumer, r.At });
            e.HasIndex(r => new { r.Agreement, r.At });
        });
        model.Entity<PostingRow>(e =>
        {
            e.ToTable("mkt_posting");
            e.HasKey(r => r.Id);
            e.HasIndex(r => r.Entry);
            e.HasIndex(r => r.Account);
        });
        model.Entity<AccountRow>(e =>
        {
            e.ToTable("mkt_account");
            e.HasKey(r => r.Id);
            e.Property(r => r.Kind).HasConversion<string>();
            e.Property(r => r.Currency).HasConversion<string>();
            e.HasIndex(r => r.Member);
        });
        model.Entity<CarryRow>(e =>
        {
            e.ToTable("mkt_carry");
            e.HasKey(r => r.Id);
        });
        model.Entity<PriceRow>(e =>
        {
            e.ToTable("mkt_price");
            e.HasKey(r => r.Id);
            e.Property(r => r.Currency).HasConversion<string>();
            e.HasIndex(r => new { r.Member, r.Kind, r.From });
        });
    }
}
