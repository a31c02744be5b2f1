using System.Text.Json.Nodes;

namespace KeyEcosystem.Access.Tests;

/// <summary>Ways to tell a server something else than what stands in the credential, the method and the path.</summary>
internal static class Smuggling
{
    /// <summary>Headers that some servers believe.</summary>
    public static IEnumerable<(string What, Action<HttpRequestMessage> Change)> Headers(string member, string key, Call call)
    {
        foreach (var (name, value) in new[]
        {
            ("member", member), ("X-Member", member), ("X-Tenant", member), ("X-Tenant-Id", member), ("X-User", member), ("X-Remote-User", "node"), ("X-Forwarded-User", "node"),
            ("X-Authenticated-User", "node"), ("X-Original-User", member), ("X-Role", "operator"), ("X-Roles", "operator"), ("X-Forwarded-For", "127.0.0.1"), ("X-Real-IP", "127.0.0.1"), ("Forwarded", "for=127.0.0.1;host=localhost"),
            ("X-Forwarded-Host", "localhost"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Prefix", "/"), ("X-Original-URL", "/" + call.Path), ("X-Rewrite-URL", "/" + call.Path),
            ("X-HTTP-Method-Override", "GET"), ("X-HTTP-Method", "GET"), ("X-Method-Override", "DELETE"), ("X-Client-Cert", "operator"), ("X-Api-Key", key), ("Api-Key", key), ("X-Access-Token", key),
            ("Proxy-Authorization", "Bearer " + key), ("Cookie", "access_token=" + key), ("Cookie", "keyeco.node.login=" + key), ("Cookie", "member=" + member),
        })
        {
            yield return ($"{name} header", r => r.Headers.TryAddWithoutValidation(name, value));
        }
    }

    /// <summary>Queries that some servers believe.</summary>
    public static IEnumerable<(string What, string Path)> Queries(string member, string key, Call call)
    {
        var mark = call.Path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        foreach (var query in new[] { "access_token=" + key, "api_key=" + key, "token=" + key, "tenant=" + member, "roles=operator", "_method=GET", "as=" + member })
        {
            yield return ($"query {query[..query.IndexOf('=', StringComparison.Ordinal)]}", call.Path + mark + query);
        }
    }

    /// <summary>The twin's body with one field more, or with another value in it.</summary>
    public static IEnumerable<(string What, string Json)> Bodies(string member, Call call)
    {
        if (call.Json is null)
        {
            yield break;
        }

        foreach (var (name, value) in new[]
        {
            ("member", member), ("tenant", member), ("owner", member), ("provider", member), ("consumer", member), ("onBehalfOf", member), ("subject", "node"), ("actor", "node"),
            ("role", "operator"), ("roles", "operator"), ("isAdmin", "true"), ("state", "admitted"), ("__proto__", member), ("$type", "Operator"),
        })
        {
            var body = JsonNode.Parse(call.Json)!.AsObject();
            if (!body.ContainsKey(name))
            {
                body[name] = name == "roles" ? new JsonArray(value) : value;
                yield return ($"body field {name}", body.ToJsonString());
            }
        }
    }

    /// <summary>Other spellings of a path, some of which reach the same door: it must ask there too.</summary>
    public static IEnumerable<(string What, string Path)> Paths(Call call)
    {
        var at = call.Path.IndexOf('?', StringComparison.Ordinal);
        var (path, query) = at < 0 ? (call.Path, "") : (call.Path[..at], call.Path[at..]);
        var last = path.LastIndexOf('/');
        yield return ("double slash before", "/" + path + query);
        yield return ("double slash inside", path.Replace("/v1/", "//v1//", StringComparison.Ordinal) + query);
        yield return ("slash after", path + "/" + query);
        yield return ("dot segment", path.Replace("/v1/", "/./v1/./", StringComparison.Ordinal) + query);
        yield return ("dot-dot segment", "health/../" + path + query);
        yield return ("encoded dot-dot segment", "health/%2e%2e/" + path + query);
        yield return ("double-encoded dots", "health/%252e%252e/" + path + query);
        yield return ("open door and dot-dot", "health/ready/../../" + path + query);
        yield return ("open door with encoded slash", "health/ready/..%2f..%2f" + path + query);
        yield return ("encoded slash", path[..last] + "%2F" + path[(last + 1)..] + query);
        yield return ("encoded backslash", path[..last] + "%5C" + path[(last + 1)..] + query);
        yield return ("capitals", path.ToUpperInvariant() + query);
        yield return ("path parameter", path.Replace("/v1/", "/v1;a=b/", StringComparison.Ordinal) + query);
        yield return ("encoded letter", "%" + ((int)path[0]).ToString("x2") + path[1..] + query);
        yield return ("ending", path + ".json" + query);
        yield return ("space after", path + "%20" + query);
        yield return ("tab after", path + "%09" + query);
        yield return ("newline after", path + "%0a" + query);
        yield return ("full-width slash", path[..last] + "%EF%BC%8F" + path[(last + 1)..] + query);
        yield return ("hash encoded", path + "%23" + query);
        yield return ("question mark encoded", path + "%3F" + query);
    }
}
