namespace KeyEcosystem.Cli;

/// <summary>Reads a file, from a place on, and tells how far.</summary>
internal sealed class ProgressStream : Stream
{
    private readonly FileStream file;
    private readonly IProgress<long> progress;

    public ProgressStream(FileStream file, IProgress<long> progress, long from = 0)
    {
        (this.file, this.progress) = (file, progress);
        file.Position = from;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => file.Length;

    public override long Position
    {
        get => file.Position;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Told(file.Read(buffer, offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => Told(await file.ReadAsync(buffer, cancellationToken));

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Told(await file.ReadAsync(buffer.AsMemory(offset, count), cancellationToken));

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Told(int read)
    {
        progress.Report(file.Position);
        return read;
    }
}
