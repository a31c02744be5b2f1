namespace KeyEcosystem.Dataspace.Tests.Core;

/// <summary>Gives its bytes in pieces of a few, as a slow line does.</summary>
internal sealed class DripStream(byte[] bytes, int piece) : MemoryStream(bytes)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => base.ReadAsync(buffer[..Math.Min(piece, buffer.Length)], cancellationToken);
}
