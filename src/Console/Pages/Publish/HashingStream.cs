using System.Security.Cryptography;

namespace KeyEcosystem.WebConsole.Pages.Publish;

/// <summary>Hashes what is read through it, and tells how far it is: once for each percent.</summary>
/// <param name="inner">What is read; disposed with it.</param>
/// <param name="length">How much there is.</param>
/// <param name="progress">Told the percent.</param>
internal sealed class HashingStream(Stream inner, long length, Action<double> progress) : Stream
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private int told;
    private string? whole;

    /// <summary>Bytes read so far.</summary>
    public long Count { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get => Count; set => throw new NotSupportedException(); }

    /// <summary>The hash of what was read, lower-case hexadecimal.</summary>
    public string Sha256() => whole ?? Convert.ToHexStringLower(hash.GetCurrentHash());

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await inner.ReadAsync(buffer, cancellationToken);
        hash.AppendData(buffer.Span[..count]);
        Count += count;
        var percent = length == 0 ? 100 : (int)(Count * 100 / length);
        if (percent > told)
        {
            told = percent;
            progress(percent);
        }

        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("The browser is read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        // The request that sends it disposes it; what was sent is asked for after that.
        if (disposing && whole is null)
        {
            whole = Sha256();
            hash.Dispose();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
