using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;

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

        // An empty file has no bytes to add, but there must be an upload to finish.
        do
        {
            await using var rest = file.OpenRead();
            rest.Position = offset;
            offset = await Append(http, $"{Root}/{sha256}", offset, rest, stop);
            progress?.Report(offset);
        }
        while (offset < file.Length);

        using var finish = new HttpRequestMessage(HttpMethod.Post, $"{Root}/{sha256}/finish");
        using var finished = await http.Http.SendAsync(finish, stop);
        await NodeHttp.Check(finished, stop);
    }

    /// <summary>Uploads a file by its own hash unless it is there already.</summary>
    /// <param name="http">The node.</param>
    /// <param name="file">The file; it stays as it is meanwhile.</param>
    /// <param name="progress">Told how many bytes have arrived; null when nobody looks.</param>
    /// <param name="stop">Ends the upload; what has arrived stays.</param>
    /// <returns>The hash, 64 lower-case hexadecimal digits.</returns>
    /// <exception cref="NodeProblemException">The node refused.</exception>
    public static async Task<string> Upload(this NodeHttp http, FileInfo file, IProgress<long>? progress, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(file);
        string sum;
        await using (var content = file.OpenRead())
        {
            sum = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, stop));
        }

        await http.Upload(file, sum, progress, stop);
        return sum;
    }

    /// <summary>Adds bytes to an upload at a place; answers with how many have arrived then.</summary>
    internal static async Task<long> Append(NodeHttp http, string path, long offset, Stream rest, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, path) { Content = new StreamContent(rest) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        // What is refused is not sent: an answer that comes amid the bytes is lost with the broken line.
        request.Headers.ExpectContinue = true;
        request.Headers.Add(OffsetHeader, offset.ToString(CultureInfo.InvariantCulture));
        using var answer = await http.Http.SendAsync(request, stop);
        await NodeHttp.Check(answer, stop);
        return Offset(answer) ?? throw Unsaid();
    }

    /// <summary>How many bytes have arrived, as the answer says; null when it does not.</summary>
    internal static long? Offset(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues(OffsetHeader, out var said) && long.TryParse(said.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var offset) ? offset : null;

    private static async Task<(bool Whole, long Offset)> Arrived(this NodeHttp http, string sha256, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, $"{Root}/{sha256}");
        using var answer = await http.Http.SendAsync(request, stop);
        await NodeHttp.Check(answer, stop);
        return (answer.StatusCode == HttpStatusCode.OK, Offset(answer) ?? throw Unsaid());
    }

    private static HttpRequestException Unsaid() => new($"The node does not say {OffsetHeader}.");
}
