using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace KeyEcosystem.Access.Tests;

/// <summary>A request that differs in one thing from one that succeeds.</summary>
/// <param name="Kind">role, credential, scheme, tenant, header, query, path or body: what sort of thing that is.</param>
/// <param name="What">In what it differs.</param>
/// <param name="Bearer">Its credential; null for none.</param>
/// <param name="Answers">The documented answers.</param>
/// <param name="Path">Another path, sent as it is spelt; null for the twin's.</param>
/// <param name="Change">Another header or the like.</param>
/// <param name="Json">Another body; null for the twin's.</param>
internal sealed record Attempt(string Kind, string What, string? Bearer, HttpStatusCode[] Answers, string? Path = null, Action<HttpRequestMessage>? Change = null, string? Json = null)
{
    /// <summary>Whether it is sent however few are wanted.</summary>
    public bool Always { get; init; }

    public HttpRequestMessage Of(Door door, Call call, Uri node)
    {
        var request = new HttpRequestMessage(new HttpMethod(door.Method), new Uri(node.AbsoluteUri + (Path ?? call.Path), new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }))
        {
            Content = Json is null ? call.Content() : new StringContent(Json, Encoding.UTF8, "application/json"),
        };
        if (call.Header is var (name, value))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        request.Headers.Authorization = Bearer is null ? null : new AuthenticationHeaderValue("Bearer", Bearer);
        Change?.Invoke(request);
        return request;
    }

    /// <summary>What the answer may name because the request did.</summary>
    public string Said(Call call) => $"{call.Path} {Path} {call.Json} {Json}";
}
