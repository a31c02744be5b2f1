using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace KeyEcosystem.Platform.Store;

/// <summary>UUIDs as 16 big-endian bytes, so that SQLite orders them as PostgreSQL does.</summary>
internal sealed class BigEndianGuid() : ValueConverter<Guid, byte[]>(g => g.ToByteArray(true), b => new Guid(b, true));
