using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Kernel.Policies;
using KeyEcosystem.Platform.Gate;

namespace KeyEcosystem.Dataspace.Store;

/// <summary>Which bytes a use of a data set reads: all that was published, or of a table what may be seen of it.</summary>
internal sealed class ContentViews(Catalogue catalogue, Transfers transfers, TableViews views, IGate gate)
{
    /// <summary>All that was published; null where there is no such data set, or it has no content.</summary>
    public async Task<ContentShown?> All(AssetId asset, CancellationToken stop) =>
        await catalogue.Row(asset, stop) is { Sha256: { } hash } row && await ((IAssetAnswer)catalogue).ContentOf(asset, stop) is { } path ? new ContentShown(row, hash, row.Length, path, row.Rows, null) : null;

    /// <summary>What may be seen of it now. Where nothing is permitted the whole is asked for, so that the refusal is on record.</summary>
    public async Task<Result<ContentShown>> Shown(ContentShown all, Reader reader, CancellationToken stop)
    {
        var answer = await gate.Explain(new GateUse(default, reader.Caller.Member, reader.Caller.Subject, new AssetId(all.Asset.Id), "read", reader.Purpose) { Parts = UseRequest.AnyParts, Under = reader.Under }, stop);
        return answer is { Permitted: true, Parts: { } parts } ? await views.Of(all.Asset, all.Path, parts) : all;
    }

    /// <summary>What a download that was begun reads.</summary>
    public async Task<Result<ContentShown>> Begun(UseId use, ContentShown all, CancellationToken stop)
    {
        if (await transfers.ViewOf(use, stop) is not { } view)
        {
            return all;
        }

        return views.Held(view.Sha256) is { } path
            ? all with { Sha256 = view.Sha256, Length = view.Length, Path = path, Parts = "" }
            : new Refusal("dataspace.transfer.state", "This download has ended. 该下载已结束。", "What it read of the table is not kept any more: begin a new one without Use-Id, it is a new use.");
    }
}
