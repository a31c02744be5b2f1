using System.Runtime.CompilerServices;
using System.Text;

namespace KeyEcosystem.Client;

/// <summary>Reads a stream of server-sent events.</summary>
internal static class ServerSentEvents
{
    public static async IAsyncEnumerable<(string Kind, string? Id, string Data)> Read(NodeHttp http, string path, string? lastId, [EnumeratorCancellation] CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (lastId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastId);
        }

        using var answer = await http.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
        await NodeHttp.Check(answer, stop);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(stop));
        var (kind, id, data) = ("message", (string?)null, new StringBuilder());
        while (await lines.ReadLineAsync(stop) is { } line)
        {
            if (line.Length == 0)
            {
                if (data.Length > 0)
                {
                    yield return (kind, id, data.ToString());
                }

                (kind, id) = ("message", null);
                data.Clear();
            }
            else if (Field(line, "data:") is { } more)
            {
                data.Append(data.Length > 0 ? "\n" : "").Append(more);
            }
            else if (Field(line, "event:") is { } named)
            {
                kind = named;
            }
            else if (Field(line, "id:") is { } numbered)
            {
                id = numbered;
            }
        }
    }

    private static string? Field(string line, string name) => line.StartsWith(name, StringComparison.Ordinal) ? line[name.Length..].TrimStart(' ') : null;
}
