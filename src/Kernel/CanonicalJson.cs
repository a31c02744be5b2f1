using System.Globalization;
using System.Text;
using System.Text.Json;

namespace KeyEcosystem.Kernel;

/// <summary>The one spelling of a JSON value that is hashed or signed, as RFC 8785 has it: names in ordinal order, no space, the shortest escapes.</summary>
/// <remarks>Numbers are whole and written as they came; what is signed here has no others.</remarks>
public static class CanonicalJson
{
    /// <summary>Writes a value in its one spelling.</summary>
    /// <param name="value">Objects without repeated names, lists, texts, whole numbers, booleans, null.</param>
    /// <exception cref="ArgumentException">A number is not whole, or a name stands twice.</exception>
    public static string Of(JsonElement value)
    {
        var text = new StringBuilder();
        Write(value, text);
        return text.ToString();
    }

    private static void Write(JsonElement value, StringBuilder to)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                to.Append('{');
                string? before = null;
                foreach (var property in value.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal))
                {
                    if (property.Name == before)
                    {
                        throw new ArgumentException($"The name \"{property.Name}\" stands twice.", nameof(value));
                    }

                    to.Append(before is null ? "" : ",");
                    before = property.Name;
                    Write(property.Name, to);
                    to.Append(':');
                    Write(property.Value, to);
                }

                to.Append('}');
                break;
            case JsonValueKind.Array:
                to.Append('[');
                var first = true;
                foreach (var item in value.EnumerateArray())
                {
                    to.Append(first ? "" : ",");
                    first = false;
                    Write(item, to);
                }

                to.Append(']');
                break;
            case JsonValueKind.String:
                Write(value.GetString()!, to);
                break;
            case JsonValueKind.Number:
                to.Append(value.TryGetInt64(out var whole) ? whole.ToString(CultureInfo.InvariantCulture) : throw new ArgumentException($"{value.GetRawText()} is not a whole number.", nameof(value)));
                break;
            default:
                to.Append(value.GetRawText());
                break;
        }
    }

    private static void Write(string text, StringBuilder to)
    {
        to.Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => to.Append("\\\""),
                '\\' => to.Append("\\\\"),
                '\b' => to.Append("\\b"),
                '\f' => to.Append("\\f"),
                '\n' => to.Append("\\n"),
                '\r' => to.Append("\\r"),
                '\t' => to.Append("\\t"),
                < ' ' => to.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => to.Append(c),
            };
        }

        to.Append('"');
    }
}
