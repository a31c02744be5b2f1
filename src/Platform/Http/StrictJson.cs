using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace KeyEcosystem.Platform.Http;

/// <summary>How a body is read: what is misspelt, said twice, left out or not text is refused with its place, never guessed.</summary>
internal static class StrictJson
{
    public static void Apply(JsonSerializerOptions json, int depthMax)
    {
        json.MaxDepth = depthMax;
        json.AllowDuplicateProperties = false;
        json.RespectNullableAnnotations = true;
        json.TypeInfoResolver = (json.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(Strict);
    }

    private static void Strict(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object || !IsRequest(type.Type))
        {
            return;
        }

        type.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        var members = type.Properties.Where(p => p.Get is not null && (!p.PropertyType.IsValueType || p.PropertyType == typeof(JsonElement))).ToArray();
        type.OnDeserialized += read =>
        {
            foreach (var member in members)
            {
                Check(member, member.Get!(read));
            }
        };
    }

    /// <summary>What the node reads is closed; what it only writes (views, listings, pages) may grow.</summary>
    private static bool IsRequest(Type type) =>
        type.Namespace?.StartsWith("KeyEcosystem.Contracts", StringComparison.Ordinal) == true && !type.IsGenericType
        && !type.Name.EndsWith("View", StringComparison.Ordinal) && !type.Name.EndsWith("Listing", StringComparison.Ordinal);

    /// <summary>A text or list that may not be null may not be left out either. (A number or flag that is left out is 0 or false; rules judge those.)</summary>
    private static void Check(JsonPropertyInfo member, object? value)
    {
        var fit = value switch
        {
            null => member.AssociatedParameter is not { IsNullable: false, HasDefaultValue: false },
            string text => IsText(text),
            JsonElement json => IsUtf8(json),
            IEnumerable<string?> texts => texts.All(t => t is not null && IsText(t)),
            _ => true,
        };
        if (!fit)
        {
            throw new JsonException("A field is missing or holds what is not text.", "$." + member.Name, null, null);
        }
    }

    /// <summary>What is kept as it was sent is not decoded by the reader: bytes that are no UTF-8 come to light here.</summary>
    private static bool IsUtf8(JsonElement json)
    {
        try
        {
            _ = json.ValueKind == JsonValueKind.Undefined ? "" : json.GetRawText();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Of the control characters only tab and line ends: the others can be stored, but not shown or compared.</summary>
    private static bool IsText(string text)
    {
        foreach (var c in text)
        {
            if (c is < ' ' and not ('\t' or '\n' or '\r'))
            {
                return false;
            }
        }

        return true;
    }
}
