using System.Globalization;
using System.Text;

namespace KeyEcosystem.Dataspace.Core;

/// <summary>Names the columns of a table from its first lines, and what their values look like. No value leaves.</summary>
public static class CsvColumns
{
    /// <summary>Most columns that are named.</summary>
    public const int ColumnsMax = 500;

    private const int NameMax = 200;

    /// <summary>The columns; empty when the text is no table.</summary>
    /// <param name="text">The beginning of the file; a last line that is cut off is not looked at.</param>
    /// <param name="whole">Whether this is the whole file.</param>
    public static IReadOnlyList<(string Name, string Type)> Of(string text, bool whole)
    {
        var rows = Rows(text.TrimStart('\uFEFF'), whole);
        if (rows.Count == 0)
        {
            return [];
        }

        var names = rows[0].Take(ColumnsMax).ToList();
        return [.. names.Select((n, i) => (Short(n), Type([.. rows.Skip(1).Where(r => i < r.Count && r[i].Length > 0).Select(r => r[i])])))];
    }

    /// <summary>A name as it is shown.</summary>
    /// <param name="name">The name.</param>
    internal static string Short(string name) => name.Length > NameMax ? name[..NameMax] : name;

    /// <summary>Whether a text looks like a point in time.</summary>
    /// <param name="text">The text.</param>
    internal static bool IsInstant(string text) => text.Length >= 8 && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);

    private static string Type(IReadOnlyList<string> values) =>
        values.Count == 0 ? "empty"
        : values.All(v => long.TryParse(v, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)) ? "integer"
        : values.All(v => double.TryParse(v, NumberStyles.Float, CultureInfo.InvariantCulture, out _)) ? "decimal"
        : values.All(v => v is "true" or "false" or "TRUE" or "FALSE" or "True" or "False") ? "boolean"
        : values.All(IsInstant) ? "instant"
        : "text";

    /// <summary>Records of RFC 4180: fields between commas, quotes doubled within quotes.</summary>
    private static List<List<string>> Rows(string text, bool whole)
    {
        var rows = new List<List<string>>();
        var row = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted)
            {
                if (c == '"' && i + 1 < text.Length && text[i + 1] == '"')
                {
                    field.Append('"');
                    i++;
                }
                else if (c == '"')
                {
                    quoted = false;
                }
                else
                {
                    field.Append(c);
                }
            }
            else if (c == '"' && field.Length == 0)
            {
                quoted = true;
            }
            else if (c is ',' or '\n')
            {
                row.Add(field.ToString().TrimEnd('\r'));
                field.Clear();
                if (c == '\n')
                {
                    rows.Add(row);
                    row = [];
                }
            }
            else
            {
                field.Append(c);
            }
        }

        if (whole && !quoted && (field.Length > 0 || row.Count > 0))
        {
            row.Add(field.ToString().TrimEnd('\r'));
            rows.Add(row);
        }

        return rows;
    }
}
