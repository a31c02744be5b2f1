using System.Net;
using KeyEcosystem.Dataspace.Store;

namespace KeyEcosystem.Dataspace.Work.Protocol;

/// <summary>The bytes of a data set as they go out to where a consumer wants them, for as long as they may.</summary>
/// <param name="path">Where they lie.</param>
/// <param name="from">The first byte.</param>
/// <param name="end">The byte after the last one.</param>
/// <param name="flow">Whether they may go on.</param>
/// <param name="record">Told how far they are.</param>
internal sealed class PushedContent(string path, long from, long end, DataFlow flow, SentRecord record) : HttpContent
{
    private const int Chunk = 1 << 16;

    private long sent;

    /// <summary>Up to which byte they went out.</summary>
    public long At => from + sent;

    /// <summary>Whether they were not to go on.</summary>
    public bool Cut { get; private set; }

    protected override bool TryComputeLength(out long length)
    {
        length = end - from;
        return true;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.Asynchronous | FileOptions.SequentialScan);
        file.Position = At;
        var buffer = new byte[Chunk];
        while (At < end)
        {
            if (!await flow.Goes(cancellationToken))
            {
                Cut = true;
                throw new IOException("The transfer does not go on.");
            }

            var n = await file.ReadAsync(buffer.AsMemory(0, (int)Math.Min(Chunk, end - At)), cancellationToken);
            if (n == 0)
            {
                throw new IOException("The file has ended before its length.");
            }

            await stream.WriteAsync(buffer.AsMemory(0, n), cancellationToken);
            sent += n;

            // The last byte is on record when all was taken.
            record.Reached(Math.Min(At, end - 1));
        }
    }
}
