using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace KeyEcosystem.Host.OpenApi;

/// <summary>How a refusal looks, declared once and referred to by every operation that can refuse.</summary>
internal static class ProblemResponses
{
    private const string Schema = "Problem";
    private const string Other = "default";

    private static readonly (string Status, string Name, string Description)[] Declared =
    [
        ("400", "Malformed", "The request can't be read; the problem names the field. 请求有误。"),
        ("401", "Unauthenticated", "No valid credential. 未登录或凭据无效。"),
        ("403", "Forbidden", "The credential's role or organisation may not do this. 无权限。"),
        ("404", "Unknown", "There is no such thing, or it is not yours to see. 不存在或不可见。"),
        ("409", "Conflict", "It was changed meanwhile, exists already, or is in a state that does not allow this. 状态冲突。"),
        ("422", "Refused", "A rule refuses it; the facts say which. 规则拒绝。"),
        ("429", "TooMany", "Too many requests; Retry-After says when. 请求过多。"),
        (Other, "OtherProblem", "Any other refusal: 412 another version than expected, 503 the store can't write now, 507 its disk is full. 其他拒绝。"),
    ];

    /// <summary>Adds the problems that an operation of this shape can answer with.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="document">The document it is part of.</param>
    /// <param name="method">GET, POST, ...</param>
    /// <param name="path">Its path template.</param>
    /// <param name="signedIn">Whether a credential is asked for.</param>
    public static void Describe(OpenApiOperation operation, OpenApiDocument document, string method, string path, bool signedIn)
    {
        operation.Responses ??= [];
        foreach (var (status, name, _) in Declared)
        {
            var can = status switch
            {
                "400" => operation.RequestBody is not null || operation.Parameters is { Count: > 0 },
                "401" or "403" => signedIn,
                "404" => path.Contains('{', StringComparison.Ordinal),
                "409" or "422" => method != "GET",
                _ => true,
            };
            if (can)
            {
                operation.Responses[status] = new OpenApiResponseReference(name, document);
            }
        }
    }

    /// <summary>Declares the problem's schema and the responses.</summary>
    /// <param name="components">The document's components.</param>
    public static void Declare(OpenApiComponents components)
    {
        components.Schemas ??= new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal);
        components.Schemas[Schema] = Problem();
        components.Responses = Declared.ToDictionary(d => d.Name, IOpenApiResponse (d) => Response(d.Status, d.Description), StringComparer.Ordinal);
    }

    private static OpenApiResponse Response(string status, string description)
    {
        var response = new OpenApiResponse
        {
            Description = description,
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { ["application/problem+json"] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(Schema) } },
        };
        if (status == "429")
        {
            response.Headers = new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal)
            {
                ["Retry-After"] = new OpenApiHeader { Description = "Seconds to wait.", Schema = new OpenApiSchema { Type = JsonSchemaType.Integer } },
            };
        }

        return response;
    }

    private static OpenApiSchema Problem() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "A refusal, as RFC 9457 has it.",
        Required = new HashSet<string>(StringComparer.Ordinal) { "type", "title", "status", "detail", "code", "facts" },
        Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
        {
            ["type"] = Text("urn:keyeco: and the code.", "^urn:keyeco:"),
            ["title"] = Text("What was refused, for people.", null),
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "The HTTP status.", Minimum = 400.ToString(CultureInfo.InvariantCulture), Maximum = 599.ToString(CultureInfo.InvariantCulture) },
            ["detail"] = Text("Why, of which thing, and what to do.", null),
            ["code"] = Text("The stable code, for programs; see docs/refusals.md.", "^[a-z0-9-]+(\\.[a-z0-9-]+)+$"),
            ["facts"] = new OpenApiSchema { Type = JsonSchemaType.Object, Description = "The reasons as data: field, clause, limit ...", AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.String } },
            ["traceId"] = new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Null, Description = "Leads to the node's log and traces." },
        },
        Examples =
        [
            JsonNode.Parse("""
                {"type":"urn:keyeco:input.field","title":"A field can't be accepted.","status":400,"detail":"Field \"limit\" must be 1 to 500; it was \"0\".","code":"input.field","facts":{"field":"limit"},"traceId":"0af7651916cd43dd8448eb211c80319c"}
                """)!,
        ],
    };

    private static OpenApiSchema Text(string description, string? pattern) => new() { Type = JsonSchemaType.String, Description = description, Pattern = pattern };
}
