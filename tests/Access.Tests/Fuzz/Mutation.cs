using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace KeyEcosystem.Access.Tests.Fuzz;

/// <summary>Makes a malformed request out of a good one. The same random numbers give the same request.</summary>
internal static class Mutation
{
    private static readonly string[] Queries =
        ["limit", "cursor", "state", "pool", "query", "kind", "type", "member", "asOf", "from", "to", "step", "demonstration", "set", "purpose", "action", "subject"];

    private static readonly string[] Headers =
        ["If-Match", "If-None-Match", "If-Range", "Range", "Content-SHA256", "Upload-Offset", "Use-Id", "Idempotency-Key", "Last-Event-ID", "Accept", "Accept-Encoding", "Accept-Language", "Content-Encoding", "Traceparent", "Origin"];

    private static readonly string[] Values =
    [
        "", " ", "0", "-1", "501", "2147483648", "9223372036854775808", "-9223372036854775809", "1e400", "NaN", "Infinity", "0x10", "1.5", "true", "null", "undefined", "[]", "{}", "\"", "'", "' or 1=1 --", "%", "_", "*", "\\",
        "<script>alert(1)</script>", "../../etc/passwd", "中文名称", "\ud83d\ude00", "e\u0301", "\u202e", "\ufeff", "\u0001", "a\tb", "a\nb", "a\r\nb", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "2026-13-45", "2026-01-01T00:00:00+99:00",
        "bytes=0-", "bytes=5-1", "bytes=-0", "bytes=0-0,1-1,2-2", "bytes=99999999999999999999-", "\"1\"", "W/\"1\"", "\"99999999999999999999\"", "sha-256=:AAAA:", new('a', 64), new('f', 5_000), "ast_00000000000000000000000000000000",
        "ast_GGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGG", "mbr_", "00000000000000000000000000000000", "00000000-0000-0000-0000-000000000000", "gzip", "br;q=9", "application/xml", "7.00:00:00", "-00:01:00", "10675199.02:48:05.4775807",
    ];

    private static readonly string[] Scalars =
    [
        "null", "true", "0", "-1", "1e999", "-1e999", "1.5", "99999999999999999999", "9223372036854775807", "-9223372036854775808", "2147483648", "\"\"", "\" \"", "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u001b[31m\"", "\"\\u202e\"",
        "\"1\"", "\"null\"", "[]", "{}", "[[]]", "[null]", "[1,\"a\",{}]", "{\"a\":{\"b\":[1]}}", "{\"$ref\":\"#\"}", "\"2026-13-99\"", "\"ast_0\"", "\"' or 1=1 --\"", "\"../../x\"", "\"中文\"",
    ];

    private static readonly string[] Types = ["text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data", "application/json; charset=utf-16", "application/json; charset=nowhere", "application/octet-stream", "*/*"];

    public static HttpRequestMessage Of(Door door, Call call, Uri node, Random random)
    {
        var (path, query) = Split(call.Path);
        var body = call.Json is null ? call.Bytes : Encoding.UTF8.GetBytes(call.Json);
        var type = call.Json is not null ? "application/json" : call.Bytes is not null ? "application/octet-stream" : null;
        var headers = new List<(string, string)>();
        switch (body is null ? random.Next(3) : random.Next(10))
        {
            case 0:
                query = Query(query, random);
                break;
            case 1:
                path = Segment(path, random);
                break;
            case 2:
                headers.Add((Pick(Headers, random), Header(random)));
                break;
            case 3:
                type = Pick(Types, random);
                break;
            case 4 or 5:
                body = Bytes(body!, random);
                break;
            default:
                body = call.Json is not null ? Structure(call.Json, random) : door.Pattern.Contains("/import/", StringComparison.Ordinal) ? Table(body!, random) : Bytes(body!, random);
                break;
        }

        if (body is null && random.Next(8) == 0)
        {
            (body, type) = (Encoding.UTF8.GetBytes(Pick(Scalars, random)), "application/json");
        }

        var request = new HttpRequestMessage(new HttpMethod(door.Method), new Uri(node.AbsoluteUri + path + query, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            if (type is not null && MediaTypeHeaderValue.TryParse(type, out var media))
            {
                request.Content.Headers.ContentType = media;
            }
        }

        if (call.Header is var (asked, good) && !headers.Exists(h => h.Item1 == asked))
        {
            request.Headers.TryAddWithoutValidation(asked, good);
        }

        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content ??= new ByteArrayContent([]);
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return request;
    }

    private static (string Path, string Query) Split(string path) => path.IndexOf('?', StringComparison.Ordinal) is var at and >= 0 ? (path[..at], path[at..]) : (path, "");

    private static string Query(string query, Random random)
    {
        var text = new StringBuilder(query.Length > 0 && random.Next(2) == 0 ? query : "?x=");
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            text.Append('&').Append(Pick(Queries, random)).Append('=').Append(random.Next(12) == 0 ? Pick(["%", "%ff", "%c0%af", "%00", "%u0041", "%ed%a0%80"], random) : Uri.EscapeDataString(Pick(Values, random)));
        }

        return text.ToString();
    }

    private static string Segment(string path, Random random)
    {
        var parts = path.Split('/');
        var at = random.Next(2, parts.Length);
        parts[at] = random.Next(4) switch
        {
            0 => Uri.EscapeDataString(Pick(Values, random)),
            1 => parts[at][..random.Next(parts[at].Length)],
            2 => parts[at] + "0",
            _ => Pick(["%ff", "%c0%af", "%01", "%ed%a0%80", "%2e%2e", new string('x', 3_000)], random),
        };
        return string.Join('/', parts);
    }

    /// <summary>HTTP carries no line ends and no control characters in a header; what is left is sent as it is.</summary>
    private static string Header(Random random) => new([.. Pick(Values, random).Where(c => c is >= ' ' and < '\u007f')]);

    private static byte[] Bytes(byte[] body, Random random)
    {
        var at = random.Next(body.Length);
        return random.Next(9) switch
        {
            0 => body[..at],
            1 => [.. body[..at], .. body[(at + 1)..]],
            2 => [.. body[..at], (byte)random.Next(256), .. body[at..]],
            3 => [.. body[..at], (byte)random.Next(256), .. body[(at + 1)..]],
            4 => [.. Encoding.UTF8.GetPreamble(), .. body],
            5 => [.. body[..at], 0xff, 0xfe, 0xc0, 0xaf, .. body[at..]],
            6 => [.. body, .. body],
            7 => [.. "/* */"u8, .. body, .. "// x"u8],
            _ => random.Next(4) switch { 0 => [], 1 => Encoding.UTF8.GetBytes(new string('[', 5_000)), 2 => Encoding.UTF8.GetBytes(new string('{', 100)), _ => Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(body)) },
        };
    }

    /// <summary>One cell of a table becomes another, or a row or the head loses or gains one.</summary>
    private static byte[] Table(byte[] body, Random random)
    {
        var lines = Encoding.UTF8.GetString(body).Split('\n');
        var at = random.Next(3) == 0 ? 0 : random.Next(lines.Length);
        var cells = lines[at].Split(',').ToList();
        var cell = random.Next(cells.Count);
        switch (random.Next(6))
        {
            case 0:
                cells.RemoveAt(cell);
                break;
            case 1:
                cells.Insert(cell, cells[cell]);
                break;
            case 2:
                cells[cell] = "\"" + cells[cell];
                break;
            case 3:
                cells[cell] += "\"x\"";
                break;
            case 4:
                lines = [.. lines, .. lines[1..]];
                break;
            default:
                cells[cell] = Pick(["=1+1", "\0", "\u0001", "a\rb", new string('长', 5_000), .. Values], random);
                break;
        }

        lines[at] = string.Join(',', cells);
        return Encoding.UTF8.GetBytes(string.Join('\n', lines));
    }

    /// <summary>One value of the body becomes another, or goes, or stands twice, or moves deeper.</summary>
    private static byte[] Structure(string json, Random random)
    {
        var root = JsonNode.Parse(json)!;
        var spots = Spots(root).ToList();
        var mark = "@@" + random.Next(1_000_000).ToString(CultureInfo.InvariantCulture) + "@@";
        var (parent, name, index) = spots[random.Next(spots.Count)];
        var was = (parent is JsonObject o ? o[name!] : parent.AsArray()[index])?.ToJsonString() ?? "null";
        if (random.Next(8) == 0)
        {
            _ = parent is JsonObject from ? from.Remove(name!) : parent.AsArray().Remove(parent.AsArray()[index]);
            return Encoding.UTF8.GetBytes(root.ToJsonString());
        }

        if (parent is JsonObject thing)
        {
            thing[name!] = mark;
        }
        else
        {
            parent.AsArray()[index] = mark;
        }

        var value = random.Next(8) switch
        {
            0 => $"{was},\"{name ?? "x"}\":{was}",
            1 => $"{was},\"unknown\":1",
            2 => string.Concat(Enumerable.Repeat("{\"a\":", 60)) + was + new string('}', 60),
            3 => $"\"{new string('长', random.Next(1, 60_000))}\"",
            4 => $"[{string.Join(',', Enumerable.Repeat(was, random.Next(1, 400)))}]",
            _ => Pick(Scalars, random),
        };
        return Encoding.UTF8.GetBytes(root.ToJsonString().Replace($"\"{mark}\"", value, StringComparison.Ordinal));
    }

    private static IEnumerable<(JsonNode Parent, string? Name, int Index)> Spots(JsonNode node)
    {
        if (node is JsonObject thing)
        {
            foreach (var (name, value) in thing)
            {
                yield return (thing, name, 0);
                foreach (var deeper in value is null ? [] : Spots(value))
                {
                    yield return deeper;
                }
            }
        }
        else if (node is JsonArray list)
        {
            for (var i = 0; i < list.Count; i++)
            {
                yield return (list, null, i);
                foreach (var deeper in list[i] is { } item ? Spots(item) : [])
                {
                    yield return deeper;
                }
            }
        }
    }

    private static string Pick(string[] from, Random random) => from[random.Next(from.Length)];
}
