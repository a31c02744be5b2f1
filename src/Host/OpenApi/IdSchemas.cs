using System.Collections.Frozen;
using System.Text.Json.Nodes;
using KeyEcosystem.Kernel;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace KeyEcosystem.Host.OpenApi;

/// <summary>Typed ids as strings with their prefix, in bodies and in paths.</summary>
internal static class IdSchemas
{
    private const string Digits = "0190f3a4b5c67d8e8f90a1b2c3d4e5f6";

    /// <summary>Prefix of each typed id of the kernel, found by its type.</summary>
    private static readonly FrozenDictionary<Type, string> Prefixes = typeof(MemberId).Assembly.GetExportedTypes()
        .Where(t => Array.Exists(t.GetInterfaces(), i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ITypedId<>)))
        .ToFrozenDictionary(t => t, t => (string)t.GetProperty(nameof(ITypedId<>.Prefix))!.GetValue(null)!);

    /// <summary>Collections whose name is not that of what they hold.</summary>
    private static readonly FrozenDictionary<string, Type> Collections = new Dictionary<string, Type>(StringComparer.Ordinal) { ["records"] = typeof(EvidenceId) }.ToFrozenDictionary();

    /// <summary>Gives a typed id's schema its form.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="context">What it is of.</param>
    /// <param name="stop">Not used.</param>
    public static Task Describe(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken stop)
    {
        var type = context.JsonTypeInfo.Type;
        var nullable = Nullable.GetUnderlyingType(type) is not null;
        if (Prefixes.TryGetValue(Nullable.GetUnderlyingType(type) ?? type, out var prefix))
        {
            Form(schema, prefix);
            schema.Type = nullable ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String;
        }

        return Task.CompletedTask;
    }

    /// <summary>Gives the id in a path the form of what the segment before it holds: <c>/members/{id}</c> takes a member id.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="path">Its path template.</param>
    public static void DescribePath(OpenApiOperation operation, string path)
    {
        var segments = path.Split('/');
        for (var i = 1; i < segments.Length; i++)
        {
            var parameter = operation.Parameters?.FirstOrDefault(p => p.In == ParameterLocation.Path && segments[i] == $"{{{p.Name}}}" && p.Name == "id");
            if (parameter?.Schema is OpenApiSchema schema && Of(segments[i - 1]) is { } prefix)
            {
                Form(schema, prefix);
            }
        }
    }

    private static string? Of(string collection)
    {
        var type = Collections.GetValueOrDefault(collection) ?? Prefixes.Keys.FirstOrDefault(t => string.Equals(t.Name, collection.TrimEnd('s') + "Id", StringComparison.OrdinalIgnoreCase));
        return type is null ? null : Prefixes[type];
    }

    private static void Form(OpenApiSchema schema, string prefix)
    {
        schema.Pattern = $"^{prefix}_[0-9a-f]{{32}}$";
        schema.Examples = [JsonValue.Create($"{prefix}_{Digits}")];
    }
}
