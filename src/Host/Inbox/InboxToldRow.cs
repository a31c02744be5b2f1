using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Host.Inbox;

/// <summary>Marks an item of the inbox that those who decide were told of.</summary>
internal sealed class InboxToldRow : IRow
{
    /// <summary>Derived from the item and who decides.</summary>
    public required Guid Id { get; init; }

    /// <summary>See <see cref="IRow"/>.</summary>
    public long Version { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    internal sealed class Model : IModelPart
    {
        public void Configure(ModelBuilder model) => model.Entity<InboxToldRow>(e =>
        {
            e.ToTable("inb_told");
            e.HasKey(r => r.Id);
        });
    }
}
