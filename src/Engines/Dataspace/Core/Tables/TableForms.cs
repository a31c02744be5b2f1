namespace KeyEcosystem.Dataspace.Core.Tables;

/// <summary>Which media types are tables.</summary>
public static class TableForms
{
    /// <summary>The form that a media type promises; null where it promises none.</summary>
    /// <param name="mediaType">type/subtype in lower case, without parameters; null when not stated.</param>
    public static TableForm? Of(string? mediaType) => mediaType switch
    {
        "text/csv" => TableForm.Csv,
        "application/json" => TableForm.JsonArray,
        "application/x-ndjson" or "application/jsonl" => TableForm.JsonLines,
        "application/vnd.apache.parquet" => TableForm.Parquet,
        _ => null,
    };
}
