using System.Text;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Dataspace.Core;
using KeyEcosystem.Dataspace.Core.Tables;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Kernel.Policies;
using KeyEcosystem.Platform.Blobs;
using KeyEcosystem.Platform.Gate;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Dataspace.Store;

/// <summary>A data set's bytes: sent at once or in parts, and their columns shown to those who may read.</summary>
internal sealed class ContentCommands(ILane lane, Catalogue catalogue, BlobStore blobs, IMemberAnswer members, TermsWarnings warnings, IGate gate)
{
    private const int PreviewBytes = 1 << 16;
    private const int MediaTypeMax = 100;

    /// <summary>Keeps bytes that are sent at once.</summary>
    public async Task<Result<AssetView>> Fill(AssetId asset, Stream content, string? sha256, string? mediaType, Caller caller, CancellationToken stop)
    {
        var row = await Empty(asset, caller, stop);
        if (!row.IsOk)
        {
            return row.Refusal;
        }

        var kept = await blobs.Keep(content, sha256, stop);
        return kept.IsOk ? await Filled(row.Value, kept.Value, mediaType, caller, stop) : kept.Refusal;
    }

    /// <summary>How many bytes of an upload have arrived.</summary>
    public async Task<Result<long>> Offset(AssetId asset, Caller caller, CancellationToken stop)
    {
        var row = await Empty(asset, caller, stop);
        return row.IsOk ? blobs.Arrived(asset.Value) : row.Refusal;
    }

    /// <summary>Adds bytes to an upload.</summary>
    public async Task<Result<long>> Append(AssetId asset, long offset, Stream content, Caller caller, CancellationToken stop)
    {
        var row = await Empty(asset, caller, stop);
        return row.IsOk ? await blobs.Append(asset.Value, offset, content, stop) : row.Refusal;
    }

    /// <summary>Ends an upload.</summary>
    public async Task<Result<AssetView>> Finish(AssetId asset, UploadCompletion completion, Caller caller, CancellationToken stop)
    {
        if (KeyCommands.Hex(completion.Sha256, 32) is null)
        {
            return Refusal.Field("sha256", "64 hexadecimal digits", completion.Sha256);
        }

        // Whoever did not hear the answer asks again and gets it.
        if (await catalogue.Find(asset, stop) is { } there && there.Provider == caller.Member.Value && string.Equals(there.Sha256, completion.Sha256, StringComparison.OrdinalIgnoreCase))
        {
            return Catalogue.View(there);
        }

        var row = await Empty(asset, caller, stop);
        if (!row.IsOk)
        {
            return row.Refusal;
        }

        var kept = await blobs.Finish(asset.Value, completion.Sha256, stop);
        return kept.IsOk ? await Filled(row.Value, kept.Value, completion.MediaType, caller, stop) : kept.Refusal;
    }

    /// <summary>What a data set holds, when the caller may read it now. Nothing is counted as a use: no value is shown.</summary>
    public async Task<Result<ContentPreviewView>> Preview(AssetRow asset, string purpose, Caller caller, CancellationToken stop)
    {
        var answer = await gate.Explain(new GateUse(new UseId(Guid.Empty), caller.Member, caller.Subject, new AssetId(asset.Id), "read", purpose) { Parts = UseRequest.AnyParts }, stop);
        if (!answer.Permitted)
        {
            return GateRefusal.Of(answer);
        }

        var columns = TableForms.Of(asset.MediaType) is { } form ? await Columns(form, blobs.PathOf(asset.Sha256!), stop) : [];
        return new ContentPreviewView(asset.MediaType, asset.Length, [.. columns.Where(c => answer.Parts?.MaySee(c.Name) != false).Select(c => new ColumnView(c.Name, c.Type))]);
    }

    /// <summary>Columns of a table, of CSV and JSON those that its begin shows; none of what is no table.</summary>
    public static async Task<IReadOnlyList<(string Name, string Type)>> Columns(TableForm form, string path, CancellationToken stop)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.Asynchronous);
        if (form == TableForm.Parquet)
        {
            return await ParquetColumns.Of(file, stop);
        }

        var buffer = new byte[PreviewBytes];
        var n = await file.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, stop);
        return form == TableForm.Csv
            ? CsvColumns.Of(Encoding.UTF8.GetString(buffer, 0, n), n == file.Length)
            : await JsonColumns.Of(new MemoryStream(buffer, 0, n, writable: false), form == TableForm.JsonLines, stop);
    }

    /// <summary>Rows of a table; null for what is none.</summary>
    public static async Task<long?> Rows(string? mediaType, string path, CancellationToken stop)
    {
        if (TableForms.Of(mediaType) is not { } form)
        {
            return null;
        }

        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.Asynchronous | FileOptions.SequentialScan);
        return await TableView.Rows(form, file, stop);
    }

    private async Task<Result<AssetRow>> Empty(AssetId asset, Caller caller, CancellationToken stop)
    {
        if (await catalogue.Find(asset, stop) is not { Kind: "dataset" } row || row.Provider != caller.Member.Value)
        {
            return new Refusal("dataspace.asset.unknown", "There is no such data set of yours.", $"Your organisation has no data set with the id \"{asset}\".");
        }

        if (await members.Of(caller.Member, stop) is not { State: "admitted" })
        {
            return new Refusal("access.member", "Your organisation may not publish.", "Only admitted members publish assets.");
        }

        return row.Sha256 is null ? row : new Refusal("dataspace.content.exists", "The data set has its content.", "Content is immutable: publish a new data set for a new version.");
    }

    private async Task<Result<AssetView>> Filled(AssetRow row, (string Hash, long Length) kept, string? mediaType, Caller caller, CancellationToken stop)
    {
        row.Sha256 = kept.Hash;
        row.Length = kept.Length;
        row.MediaType = MediaType(mediaType);
        row.Rows = await Rows(row.MediaType, blobs.PathOf(kept.Hash), stop);
        var done = await lane.Commit(new Change(new Act("asset.filled", caller.Subject, caller.Member.Value, [new AssetId(row.Id).ToString()], "done", "{}")).Update(row), stop);
        return done.IsOk ? Catalogue.View(row) with { Version = row.Version + 1, Warnings = await warnings.Of(row, PolicyJson.Stored(row.Policy), null, stop) } : done.Refusal;
    }

    /// <summary>type/subtype without parameters; what says nothing is left out.</summary>
    private static string? MediaType(string? said)
    {
        var type = said?.Split(';')[0].Trim().ToLowerInvariant();
        return type is { Length: > 0 and <= MediaTypeMax } && type != "application/octet-stream" && type.Count(c => c == '/') == 1 && type.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '+' or '-') ? type : null;
    }
}
