using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Text.Json;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Dataspace;

namespace KeyEcosystem.Cli.Dataspace;

/// <summary>Data where a provider said that it is, fetched with the token that it named.</summary>
internal static class RemoteData
{
    /// <summary>A client that takes a provider's server for what it is by authorities that this machine trusts, or by the certificate that the operator knows it by.</summary>
    /// <param name="certificateSha256">That certificate's hash; null for none.</param>
    public static HttpClient Client(string? certificateSha256) => new(new SocketsHttpHandler
    {
        SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, shown, _, errors) => errors == SslPolicyErrors.None || (certificateSha256 is not null && shown is not null && CertificateFile.HashOf(shown) == certificateSha256) },
    })
    { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Asks for the data of a transfer.</summary>
    /// <exception cref="UsageException">The transfer names no place that can be fetched from.</exception>
    /// <exception cref="NodeProblemException">The provider refused.</exception>
    public static async Task<HttpResponseMessage> Get(HttpClient http, ProcessView process, string? purpose, CancellationToken stop)
    {
        var answer = await Ask(http, process, purpose, null, 0, stop);
        try
        {
            await NodeHttp.Check(answer, stop);
            return answer;
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }

    /// <summary>Asks for the rest under the use that began it; null where it does not go on so.</summary>
    public static async Task<HttpResponseMessage?> Rest(HttpClient http, ProcessView process, string use, long from, CancellationToken stop)
    {
        var answer = await Ask(http, process, null, use, from, stop);
        if (answer.StatusCode == HttpStatusCode.PartialContent)
        {
            return answer;
        }

        answer.Dispose();
        return null;
    }

    private static async Task<HttpResponseMessage> Ask(HttpClient http, ProcessView process, string? purpose, string? use, long from, CancellationToken stop)
    {
        if (process.DataAddress is not { } address || !address.TryGetProperty("endpoint", out var endpoint) || !Uri.TryCreate(endpoint.GetString(), UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            throw new UsageException($"Transfer {process.Id} is {process.State} and names no place to fetch from. 该传输未给出数据地址。");
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, purpose is null ? url : new Uri($"{url}{(url.Query.Length > 0 ? '&' : '?')}purpose={Uri.EscapeDataString(purpose)}"));
        if (Property(address, "authorization") is { } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (use is not null)
        {
            request.Headers.Add(ContentCalls.UseHeader, use);
            request.Headers.Range = new RangeHeaderValue(from, null);
        }

        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
    }

    private static string? Property(JsonElement address, string name) => address.TryGetProperty("endpointProperties", out var properties) && properties.ValueKind == JsonValueKind.Array
        ? properties.EnumerateArray().Where(p => p.TryGetProperty("name", out var n) && n.ValueEquals(name)).Select(p => p.GetProperty("value").GetString()).FirstOrDefault()
        : null;
}
