using System.Net;
using System.Text.Json;

namespace KeyEcosystem.Compute.Backends.Slurm;

/// <summary>What slurmrestd answered.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Body">Its JSON; undefined where there is none.</param>
/// <param name="ErrorCode">Slurm's own number of the first error, -1 where it gives none, 0 for no error.</param>
/// <param name="Words">Slurm's own words for it.</param>
internal sealed record SlurmReply(HttpStatusCode Status, JsonElement Body, int ErrorCode, string Words)
{
    private static readonly string[] Codes = ["error_number", "error_code", "errno"];

    /// <summary>Whether nothing has changed since the time that was asked for.</summary>
    public bool Unchanged => Status == HttpStatusCode.NotModified;

    /// <summary>Reads an answer.</summary>
    /// <param name="status">Its status.</param>
    /// <param name="bytes">Its body.</param>
    public static SlurmReply Read(HttpStatusCode status, byte[] bytes)
    {
        if (bytes.Length == 0 || status == HttpStatusCode.Unauthorized)
        {
            return new SlurmReply(status, default, 0, "");
        }

        var body = JsonSerializer.Deserialize<JsonElement>(bytes);
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty("errors", out var errors) || errors.ValueKind != JsonValueKind.Array)
        {
            return new SlurmReply(status, body, 0, "");
        }

        // Of several the first that has a number of Slurm's own is the cause; the others say where it was met.
        var all = errors.EnumerateArray().Select(e => (Code: Code(e), Words: e.TryGetProperty("error", out var words) ? words.GetString() ?? "" : "")).ToList();
        if (all.Count == 0)
        {
            return new SlurmReply(status, body, 0, "");
        }

        var first = all.FirstOrDefault(e => e.Code > 0, all[0]);
        return new SlurmReply(status, body, first.Code == 0 ? -1 : first.Code, string.Join("; ", all.Select(e => e.Words).Where(w => w is not ("" or "Unspecified error")).Distinct(StringComparer.Ordinal)));
    }

    private static int Code(JsonElement error)
    {
        foreach (var name in Codes)
        {
            if (error.TryGetProperty(name, out var code) && code.TryGetInt32(out var number))
            {
                return number;
            }
        }

        return -1;
    }
}
