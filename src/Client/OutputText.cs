using System.Globalization;
using KeyEcosystem.Contracts.Compute;

namespace KeyEcosystem.Client;

/// <summary>
/// The form of an output in one line, as people type it: <c>report.csv=csv; shift=day|night; n=count; kWh=number:6.2</c>. A category lists its values, a count may say its digits, a number its digits in all
/// and those of them behind the point.
/// </summary>
public static class OutputText
{
    /// <summary>Reads a line.</summary>
    /// <param name="text">The line.</param>
    /// <returns>The form; null when the line is none.</returns>
    public static OutputForm? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split(';', StringSplitOptions.TrimEntries);
        if (parts[0].Split('=', 2, StringSplitOptions.TrimEntries) is not [{ Length: > 0 } name, { Length: > 0 } form])
        {
            return null;
        }

        var columns = new List<OutputColumn>();
        foreach (var part in parts.Skip(1).Where(p => p.Length > 0))
        {
            if (part.Split('=', 2, StringSplitOptions.TrimEntries) is not [{ Length: > 0 } column, { Length: > 0 } kind] || Column(column, kind) is not { } read)
            {
                return null;
            }

            columns.Add(read);
        }

        return columns.Count == 0 ? null : new OutputForm(name, form, columns);
    }

    /// <summary>Writes a form so that <see cref="Read"/> reads it again.</summary>
    /// <param name="form">The form.</param>
    public static string Write(OutputForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return $"{form.Name}={form.Form}; {string.Join("; ", form.Columns.Select(Write))}";
    }

    private static string Write(OutputColumn c) => c.Kind switch
    {
        // One value alone would read as a kind: a bar behind it says that it is a list.
        "category" => $"{c.Name}={string.Join('|', c.Values ?? [])}{(c.Values is { Count: 1 } ? "|" : "")}",
        "count" => string.Create(CultureInfo.InvariantCulture, $"{c.Name}=count:{c.Digits}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{c.Name}=number:{c.Digits}.{c.Decimals}"),
    };

    private static OutputColumn? Column(string name, string kind)
    {
        if (kind.Contains('|', StringComparison.Ordinal))
        {
            return new OutputColumn(name, "category") { Values = kind.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) };
        }

        var parts = kind.Split(':', 2);
        if (parts[0] is not ("count" or "number"))
        {
            return null;
        }

        if (parts.Length == 1)
        {
            return new OutputColumn(name, parts[0]);
        }

        var digits = parts[1].Split('.', 2);
        return int.TryParse(digits[0], NumberStyles.None, CultureInfo.InvariantCulture, out var all) && (digits.Length == 1 ? "0" : digits[1]) is var behind && int.TryParse(behind, NumberStyles.None, CultureInfo.InvariantCulture, out var decimals)
            ? new OutputColumn(name, parts[0]) { Digits = all, Decimals = decimals }
            : null;
    }
}
