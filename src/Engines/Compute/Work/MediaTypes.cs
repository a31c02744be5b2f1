namespace KeyEcosystem.Compute.Work;

internal static class MediaTypes
{
    public static string Of(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".csv" => "text/csv",
        ".txt" or ".log" or ".md" => "text/plain",
        ".json" => "application/json",
        ".ndjson" or ".jsonl" => "application/x-ndjson",
        ".parquet" => "application/vnd.apache.parquet",
        _ => "application/octet-stream",
    };
}
