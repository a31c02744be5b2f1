using System.Net.Http.Headers;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Client;

/// <summary>Uploads and downloads that go on where they broke off.</summary>
public static class ContentCalls
{
    /// <summary>Header that names the use of a download; sent back with a range, it resumes that use.</summary>
    public const string UseHeader = "Use-Id";

    /// <summary>Header of an answer that carries of a table what may be seen of it.</summary>
    public const string PartsHeader = "Content-Parts";

    private const string Root = "dataspace/v1";

    /// <summary>How many bytes of an upload of yours have arrived; null when the node does not say.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">Your data set.</param>
    /// <param name="stop">Ends the call.</param>
    public static async Task<long?> UploadOffset(this NodeHttp http, AssetId id, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, $"{Root}/assets/{id}/content");
        using var answer = await http.Http.SendAsync(request, stop);
        return answer.IsSuccessStatusCode ? UploadCalls.Offset(answer) : null;
    }

    /// <summary>Adds bytes to an upload.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">Your data set.</param>
    /// <param name="offset">How many have arrived.</param>
    /// <param name="rest">What follows them.</param>
    /// <param name="stop">Ends the upload; what has arrived stays.</param>
    /// <returns>How many have arrived then.</returns>
    public static Task<long> AppendContent(this NodeHttp http, AssetId id, long offset, Stream rest, CancellationToken stop) => UploadCalls.Append(http, $"{Root}/assets/{id}/content", offset, rest, stop);

    /// <summary>Ends an upload; the node checks all bytes against their hash.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">Your data set.</param>
    /// <param name="completion">The hash, and what the bytes are.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<AssetView> FinishContent(this NodeHttp http, AssetId id, UploadCompletion completion, CancellationToken stop) =>
        http.Post<AssetView>($"{Root}/assets/{id}/content/finish", completion, stop);

    /// <summary>Goes on with a download that broke off: the same use, so no byte is metered twice. The caller disposes the answer.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">The data set.</param>
    /// <param name="use">The use that the first answer named.</param>
    /// <param name="from">How many bytes are there already.</param>
    /// <param name="stop">Ends the call.</param>
    /// <exception cref="NodeProblemException">The download has ended, or may not go on.</exception>
    public static Task<HttpResponseMessage> ResumeContent(this NodeHttp http, AssetId id, UseId use, long from, CancellationToken stop)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"{Root}/assets/{id}/content");
        request.Headers.Range = new RangeHeaderValue(from, null);
        request.Headers.Add(UseHeader, use.ToString());
        return http.Open(request, stop);
    }

    /// <summary>The SHA-256 of what a download reads where that is some columns and rows of a table only; null where it is all that was published.</summary>
    /// <param name="answer">The answer.</param>
    public static string? ShaOfParts(HttpResponseMessage answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return answer.Headers.Contains(PartsHeader) ? answer.Headers.ETag?.Tag.Trim('"') : null;
    }

    /// <summary>The use that a download's answer names; null when it names none.</summary>
    /// <param name="answer">The answer.</param>
    public static UseId? UseOf(HttpResponseMessage answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return answer.Headers.TryGetValues(UseHeader, out var said) && UseId.TryParse(said.First(), null, out var use) ? use : null;
    }
}
