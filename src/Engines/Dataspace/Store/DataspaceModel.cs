using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Dataspace.Store;

internal sealed class DataspaceModel : IModelPart
{
    public void Configure(ModelBuilder model)
    {
        model.Entity<AssetRow>(e =>
        {
            e.ToTable("dsp_asset");
            e.HasKey(a => a.Id);
            e.HasIndex(a => new { a.Kind, a.Id });
            e.HasIndex(a => a.Provider);
        });
        model.Entity<AgreementRow>(e =>
        {
            e.ToTable("dsp_agreement");
            e.HasKey(a => a.Id);
            e.HasIndex(a => new { a.Consumer, a.Asset });
            e.HasIndex(a => a.Provider);
        });
    }
}
