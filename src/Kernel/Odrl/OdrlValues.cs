using System.Text.Json;
using KeyEcosystem.Kernel.Policies;

namespace KeyEcosystem.Kernel.Odrl;

/// <summary>Reads values: texts, numbers, typed values, IRIs.</summary>
internal static class OdrlValues
{
    public static OdrlValue Read(JsonElement json, string path, OdrlNames names, string operand, string? dataType, bool anyText = false)
    {
        var type = dataType;
        if (json.ValueKind == JsonValueKind.Object)
        {
            if (json.TryGetProperty("@id", out _) || json.TryGetProperty("uid", out _))
            {
                return OdrlValue.Name(OdrlNode.TextOf(json, path, names));
            }

            type = json.TryGetProperty("@type", out var typed) && typed.ValueKind == JsonValueKind.String ? names.Type(typed.GetString()!) : type;
        }

        var text = OdrlNode.TextOf(json, path, names);
        var number = json.ValueKind == JsonValueKind.Number || (json.ValueKind == JsonValueKind.Object && json.TryGetProperty("@value", out var inner) && inner.ValueKind == JsonValueKind.Number);
        var value = type is not null ? XsdText.Of(type, text) : number ? XsdText.Number(text) : Plain(text, operand);
        var wanted = OdrlOperands.KindOf(operand);
        if (value is not null && wanted is { } kind && kind != OdrlValueKind.Name && value.Kind != kind)
        {
            // A number that is written as a text is a number all the same.
            value = As(kind, text);
        }

        return value ?? (anyText ? OdrlValue.Name(text) : throw new PolicyFormatException(path, Must(wanted ?? (type is null ? OdrlValueKind.Number : XsdKind(type)))));
    }

    /// <summary>What an untyped text is as a value of an operand; null where it can't be one.</summary>
    public static OdrlValue? Untyped(string text, string operand)
    {
        var value = Plain(text, operand);
        return OdrlOperands.KindOf(operand) is { } kind && kind != OdrlValueKind.Name && value.Kind != kind ? As(kind, text) : value;
    }

    private static OdrlValue? As(OdrlValueKind kind, string text) => kind switch { OdrlValueKind.Number => XsdText.Number(text), OdrlValueKind.Instant => XsdText.Instant(text), _ => XsdText.Duration(text) };

    private static OdrlValue Plain(string text, string operand) => OdrlOperands.KindOf(operand) == OdrlValueKind.Name ? OdrlValue.Name(text) : XsdText.Guess(text) ?? OdrlValue.Name(text);

    private static OdrlValueKind XsdKind(string type) => type.Contains("uration", StringComparison.Ordinal) ? OdrlValueKind.Duration : type is "dateTime" or "dateTimeStamp" or "date" or "gYear" or "gYearMonth" ? OdrlValueKind.Instant : OdrlValueKind.Number;

    private static string Must(OdrlValueKind kind) => kind switch
    {
        OdrlValueKind.Instant => "a date such as 2027-01-31 or 2027-01-31T12:00:00Z",
        OdrlValueKind.Duration => "a duration such as P30D, P1M or PT12H",
        _ => "a number of at most 28 digits",
    };
}
