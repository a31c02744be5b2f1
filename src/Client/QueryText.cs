namespace KeyEcosystem.Client;

/// <summary>Writes the query of an address; what is null or empty is left out.</summary>
internal static class QueryText
{
    public static string Of(params ReadOnlySpan<(string Name, string? Value)> parts)
    {
        var query = "";
        foreach (var (name, value) in parts)
        {
            query += string.IsNullOrEmpty(value) ? "" : $"{(query.Length == 0 ? '?' : '&')}{name}={Uri.EscapeDataString(value)}";
        }

        return query;
    }
}
