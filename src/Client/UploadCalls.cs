using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace KeyEcosystem.Client;

/// <summary>Uploads of files that jobs need or made, named by their SHA-256; they go on where they broke off.</summary>
public static class UploadCalls
{
    private const string OffsetHeader = "Upload-Offset";
    private const string Root = "compute/v1/uploads";

    /// <summary>Uploads a file unless it is there already.</summary>
    /// <param name="http">The node.</param>
    /// <param name="file">The file.</param>
    /// <param name="sha256">Its hash, 64 lower-case hexadecimal digits.</param>
    /// <param name="progress">Told how many bytes have arrived; null when nobody looks.</param>
    /// <param name="stop">Ends the upload; what has arrived stays.</param>
    /// <exception cref="NodeProblemException">The node refused.</exception>
    public static async Task Upload(this NodeHttp http, FileInfo file, string sha256, IProgress<long>? progress, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(file);
        var (whole, offset) = await http.Arrived(sha256, stop);
        if (whole)
        {
            return;
        }

        await using var content = file.OpenRead();
        while (offset < content.Length)
        {
            content.Position = offset;
            using var request = new HttpRequestMessage(HttpMethod.Patch, $"{Root}/{sha256}") { Content = new StreamContent(new Rest(content)) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            request.Headers.Add(OffsetHeader, offset.ToString(CultureInfo.InvariantCulture));
            using var answer = await http.Http.SendAsync(request, stop);
            await NodeHttp.Check(answer, stop);
            offset = Offset(answer);
            progress?.Report(offset);
        }

        if (content.Length == 0)
        {
            using var empty = new HttpRequestMessage(HttpMethod.Patch, $"{Root}/{sha256}") { Content = new ByteArrayContent([]) };
            empty.Headers.Add(OffsetHeader, "0");
            using var answer = await http.Http.SendAsync(empty, stop);
            await NodeHttp.Check(answer, stop);
        }

        using var finish = new HttpRequestMessage(HttpMethod.Post, $"{Root}/{sha256}/finish");
        using var finished = await http.Http.SendAsync(finish, stop);
        await NodeHttp.Check(finished, stop);
    }

    private static async Task<(bool Whole, long Offset)> Arrived(this NodeHttp http, string sha256, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, $"{Root}/{sha256}");
        using var answer = await http.Http.SendAsync(request, stop);
        await NodeHttp.Check(answer, stop);
        return (answer.StatusCode == HttpStatusCode.OK, Offset(answer));
    }

    private static long Offset(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues(OffsetHeader, out var said) && long.TryParse(said.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var offset) ? offset : throw new HttpRequestException($"The node does not say {OffsetHeader}.");

    /// <summary>The rest of a file; disposing of a request leaves the file open for the next.</summary>
    private sealed class Rest(FileStream inner) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => inner.ReadAsync(buffer, cancellationToken);

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => inner.ReadAsync(buffer, offset, count, cancellationToken);

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
