using System.Buffers.Binary;
using System.IO.Compression;

namespace KeyEcosystem.Platform.Files;

/// <summary>A file that is read as it is, or unpacked when it is gzipped. One that was cut off is found at its end, where the unpacking of the framework ends in silence.</summary>
public sealed class PlainOrGzipStream : Stream
{
    private const int SizeBytes = 4;
    private static readonly byte[] Member = [0x1f, 0x8b, 0x08];
    private readonly FileStream file;
    private readonly GZipStream unpacked;
    private long read;

    private PlainOrGzipStream(FileStream file)
    {
        this.file = file;
        unpacked = new GZipStream(file, CompressionMode.Decompress);
    }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position { get => read; set => throw new NotSupportedException(); }

    /// <summary>Opens a file; reading throws <see cref="InvalidDataException"/> where a gzip file is damaged or cut off.</summary>
    /// <param name="path">Its path.</param>
    public static Stream Open(string path)
    {
        var opened = File.OpenRead(path);
        var zipped = opened.ReadByte() == Member[0] && opened.ReadByte() == Member[1];
        opened.Position = 0;
        return zipped ? new PlainOrGzipStream(opened) : opened;
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer) => Count(unpacked.Read(buffer), buffer.Length);

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => Count(await unpacked.ReadAsync(buffer, cancellationToken), buffer.Length);

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override void Flush() => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            unpacked.Dispose();
            file.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Count(int bytes, int asked)
    {
        read += bytes;
        if (bytes == 0 && asked > 0 && !IsWhole())
        {
            throw new InvalidDataException("The gzip file is cut off.");
        }

        return bytes;
    }

    /// <summary>A whole file of one member ends with the number of bytes that were packed (RFC 1952); of several members only the last says its own.</summary>
    private bool IsWhole()
    {
        Span<byte> size = stackalloc byte[SizeBytes];
        if (file.Length < SizeBytes)
        {
            return false;
        }

        file.Position = file.Length - SizeBytes;
        file.ReadExactly(size);
        return BinaryPrimitives.ReadUInt32LittleEndian(size) == unchecked((uint)read) || HasSeveralMembers();
    }

    private bool HasSeveralMembers()
    {
        file.Position = Member.Length;
        var matched = 0;
        for (int next; (next = file.ReadByte()) >= 0;)
        {
            matched = next == Member[matched] ? matched + 1 : next == Member[0] ? 1 : 0;
            if (matched == Member.Length)
            {
                return true;
            }
        }

        return false;
    }
}
