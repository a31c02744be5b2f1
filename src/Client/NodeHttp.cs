using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace KeyEcosystem.Client;

/// <summary>Sends and reads JSON; turns problem+json into <see cref="NodeProblemException"/>.</summary>
/// <param name="http">Carries the credential and the node's address.</param>
public sealed class NodeHttp(HttpClient http)
{
    /// <summary>A body that is longer is not sent before the node has said that it takes it.</summary>
    private const int AskedFrom = 1 << 16;

    /// <summary>How the API writes JSON.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web);

    /// <summary>The connection underneath, for streams.</summary>
    public HttpClient Http => http;

    /// <summary>Reads one thing.</summary>
    /// <typeparam name="T">Its view.</typeparam>
    /// <param name="path">Relative path with query.</param>
    /// <param name="stop">Ends the call.</param>
    /// <exception cref="NodeProblemException">The node refused.</exception>
    public Task<T> Get<T>(string path, CancellationToken stop) => Send<T>(new HttpRequestMessage(HttpMethod.Get, path), stop);

    /// <summary>Sends one thing and reads the answer.</summary>
    /// <typeparam name="T">The answer's view.</typeparam>
    /// <param name="path">Relative path.</param>
    /// <param name="body">What is sent as JSON; null for an empty body.</param>
    /// <param name="stop">Ends the call.</param>
    /// <exception cref="NodeProblemException">The node refused.</exception>
    public Task<T> Post<T>(string path, object? body, CancellationToken stop) =>
        Send<T>(Message(HttpMethod.Post, path, body), stop);

    /// <summary>Sends one thing to which there is nothing to read.</summary>
    /// <param name="path">Relative path.</param>
    /// <param name="body">What is sent as JSON.</param>
    /// <param name="stop">Ends the call.</param>
    /// <exception cref="NodeProblemException">The node refused.</exception>
    public Task Post(string path, object body, CancellationToken stop) =>
        Send(Message(HttpMethod.Post, path, body), stop);

    /// <summary>A request with a JSON body.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">Relative path.</param>
    /// <param name="body">What is sent as JSON; null for an empty body.</param>
    public static HttpRequestMessage Message(HttpMethod method, string path, object? body)
    {
        var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            var bytes = JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), Json);
            request.Content = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } };

            // A refusal that comes while the body is sent is lost with the broken line.
            request.Headers.ExpectContinue = bytes.Length > AskedFrom ? true : null;
        }

        return request;
    }

    /// <summary>Deletes one thing.</summary>
    /// <param name="path">Relative path.</param>
    /// <param name="stop">Ends the call.</param>
    /// <exception cref="NodeProblemException">The node refused.</exception>
    public Task Delete(string path, CancellationToken stop) => Send(new HttpRequestMessage(HttpMethod.Delete, path), stop);

    /// <summary>Deletes, and reads what is left.</summary>
    /// <typeparam name="T">What comes back.</typeparam>
    /// <param name="path">Path below the base address.</param>
    /// <param name="stop">Ends the call.</param>
    public Task<T> Delete<T>(string path, CancellationToken stop) => Send<T>(new HttpRequestMessage(HttpMethod.Delete, path), stop);

    /// <summary>Sends a request and reads the answer.</summary>
    /// <typeparam name="T">The answer's view.</typeparam>
    /// <param name="request">The request; disposed here.</param>
    /// <param name="stop">Ends the call.</param>
    /// <exception cref="NodeProblemException">The node refused.</exception>
    public async Task<T> Send<T>(HttpRequestMessage request, CancellationToken stop)
    {
        using (request)
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
            await Check(answer, stop);
            return (await answer.Content.ReadFromJsonAsync<T>(Json, stop))!;
        }
    }

    /// <summary>Sends a request and gives the answer as soon as its head is there; the caller reads its body and disposes it.</summary>
    /// <param name="request">The request; disposed here.</param>
    /// <param name="stop">Ends the call.</param>
    /// <exception cref="NodeProblemException">The node refused.</exception>
    public async Task<HttpResponseMessage> Open(HttpRequestMessage request, CancellationToken stop)
    {
        using (request)
        {
            var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
            try
            {
                await Check(answer, stop);
                return answer;
            }
            catch
            {
                answer.Dispose();
                throw;
            }
        }
    }

    /// <summary>Throws when the node refused.</summary>
    /// <param name="answer">The node's answer.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <exception cref="NodeProblemException">The node refused.</exception>
    public static async Task Check(HttpResponseMessage answer, CancellationToken stop)
    {
        if (answer.IsSuccessStatusCode)
        {
            return;
        }

        var body = await answer.Content.ReadAsStringAsync(stop);
        string code = "", title = $"The node answered {(int)answer.StatusCode}.", detail = "";
        Dictionary<string, string>? facts = null;
        if (body.Length == 0 && answer.StatusCode == System.Net.HttpStatusCode.Forbidden)
        {
            // A question for the head only has no body that could say it.
            (code, title) = ("access.role", "Your role may not do this.");
        }

        try
        {
            using var problem = JsonDocument.Parse(body);
            code = Text(problem, "code") ?? "";
            title = Text(problem, "title") ?? title;
            detail = Text(problem, "detail") ?? "";
            facts = problem.RootElement.ValueKind == JsonValueKind.Object && problem.RootElement.TryGetProperty("facts", out var told) ? told.Deserialize<Dictionary<string, string>>(Json) : null;
        }
        catch (JsonException)
        {
            detail = body.Length > 200 ? body[..200] : body;
        }

        throw new NodeProblemException(answer.StatusCode, code, title, detail, body, facts);
    }

    private async Task Send(HttpRequestMessage request, CancellationToken stop)
    {
        using (request)
        {
            using var answer = await http.SendAsync(request, stop);
            await Check(answer, stop);
        }
    }

    private static string? Text(JsonDocument problem, string name) =>
        problem.RootElement.ValueKind == JsonValueKind.Object && problem.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
