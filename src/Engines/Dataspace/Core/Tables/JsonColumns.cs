using System.Text.Json;

namespace KeyEcosystem.Dataspace.Core.Tables;

/// <summary>Names the columns of a JSON table from its first records, and what their values look like. No value leaves.</summary>
internal static class JsonColumns
{
    /// <summary>The columns in the order in which they are met; empty when the bytes are no table.</summary>
    /// <param name="beginning">The first bytes of the table; a record that is cut off is not looked at.</param>
    /// <param name="lines">Whether it has an object a line.</param>
    /// <param name="stop">Ends the reading.</param>
    public static async Task<IReadOnlyList<(string Name, string Type)>> Of(Stream beginning, bool lines, CancellationToken stop)
    {
        var records = new JsonRecords(beginning, lines);
        var types = new Dictionary<JsonColumn, string>();
        try
        {
            while (types.Count < CsvColumns.ColumnsMax && await records.Next(stop))
            {
                foreach (var member in records.Members)
                {
                    var type = Type(records.Record.Span.Slice(member.Value, member.ValueLength), member.Kind);
                    types[member.Column] = types.TryGetValue(member.Column, out var before) ? Both(before, type) : type;
                }
            }
        }
        catch (BrokenTableException)
        {
            // It may only be cut off here. Who reads it is told what is wrong with it.
        }

        return [.. types.OrderBy(t => t.Key.Position).Take(CsvColumns.ColumnsMax).Select(t => (CsvColumns.Short(t.Key.Name), t.Value))];
    }

    private static string Type(ReadOnlySpan<byte> value, JsonTokenType kind) => kind switch
    {
        JsonTokenType.Null => "empty",
        JsonTokenType.True or JsonTokenType.False => "boolean",
        JsonTokenType.Number => value.IndexOfAny(".eE"u8) < 0 ? "integer" : "decimal",
        JsonTokenType.String => JsonView.TextOf(value, kind) is { } text && CsvColumns.IsInstant(text) ? "instant" : "text",
        _ => "nested",
    };

    private static string Both(string one, string other) =>
        one == other || other == "empty" ? one
        : one == "empty" ? other
        : (one, other) is ("integer", "decimal") or ("decimal", "integer") ? "decimal"
        : "nested" == one || "nested" == other ? "nested"
        : "text";
}
