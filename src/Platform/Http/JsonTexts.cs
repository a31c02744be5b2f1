using System.Text.Json;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Platform.Http;

/// <summary>Whether all texts of a JSON document can be kept. The parser leaves them as they came: bytes that are no UTF-8, and half surrogate pairs, come to light only when a text is asked for.</summary>
public static class JsonTexts
{
    /// <summary>The place of the first name or text that no store keeps; null when there is none.</summary>
    /// <param name="json">The document, or a part of it.</param>
    /// <param name="path">Where the part stands.</param>
    public static string? FirstWrong(JsonElement json, string path = "$")
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.String:
                return Fits(json.GetString) ? null : path;
            case JsonValueKind.Array:
                var at = 0;
                foreach (var item in json.EnumerateArray())
                {
                    if (FirstWrong(item, $"{path}[{at++}]") is { } inside)
                    {
                        return inside;
                    }
                }

                return null;
            case JsonValueKind.Object:
                foreach (var property in json.EnumerateObject())
                {
                    if (!Fits(() => property.Name))
                    {
                        return path;
                    }

                    if (FirstWrong(property.Value, $"{path}.{property.Name}") is { } inside)
                    {
                        return inside;
                    }
                }

                return null;
            default:
                return null;
        }
    }

    private static bool Fits(Func<string?> text)
    {
        try
        {
            return text() is not { } known || StoredText.Fault(known) is null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
