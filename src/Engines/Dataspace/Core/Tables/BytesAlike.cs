using System.Diagnostics.CodeAnalysis;

namespace KeyEcosystem.Dataspace.Core.Tables;

/// <summary>Compares bytes by what they are.</summary>
internal sealed class BytesAlike : IEqualityComparer<ReadOnlyMemory<byte>>
{
    /// <summary>The one there is.</summary>
    public static BytesAlike Instance { get; } = new();

    /// <inheritdoc/>
    public bool Equals(ReadOnlyMemory<byte> x, ReadOnlyMemory<byte> y) => x.Span.SequenceEqual(y.Span);

    /// <inheritdoc/>
    public int GetHashCode([DisallowNull] ReadOnlyMemory<byte> obj)
    {
        var hash = default(HashCode);
        hash.AddBytes(obj.Span);
        return hash.ToHashCode();
    }
}
