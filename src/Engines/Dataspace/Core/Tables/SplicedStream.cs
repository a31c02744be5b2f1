namespace KeyEcosystem.Dataspace.Core.Tables;

/// <summary>A file with another end: read as far as that begins, and on in what stands for it. It does not own the file.</summary>
/// <param name="file">The file; it can be read from any place.</param>
/// <param name="until">Where its own end begins.</param>
/// <param name="end">What stands for it.</param>
internal sealed class SplicedStream(Stream file, long until, ReadOnlyMemory<byte> end) : Stream
{
    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => true;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => until + end.Length;

    /// <inheritdoc/>
    public override long Position { get; set; }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (Position >= until)
        {
            return FromEnd(buffer);
        }

        file.Position = Position;
        return Moved(file.Read(buffer[..(int)Math.Min(buffer.Length, until - Position)]));
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position >= until)
        {
            return FromEnd(buffer.Span);
        }

        file.Position = Position;
        return Moved(await file.ReadAsync(buffer[..(int)Math.Min(buffer.Length, until - Position)], cancellationToken));
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) =>
        Position = origin switch { SeekOrigin.Begin => offset, SeekOrigin.Current => Position + offset, _ => Length + offset };

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int FromEnd(Span<byte> buffer)
    {
        var from = (int)Math.Min(Position - until, end.Length);
        var n = Math.Min(buffer.Length, end.Length - from);
        end.Span.Slice(from, n).CopyTo(buffer);
        return Moved(n);
    }

    private int Moved(int by)
    {
        Position += by;
        return by;
    }
}
