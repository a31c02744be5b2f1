using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace KeyEcosystem.Platform.Store;

/// <summary>Instants as UTC ticks, so that both stores order and compare them alike.</summary>
internal sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(i => i.UtcTicks, t => new DateTimeOffset(t, TimeSpan.Zero));
