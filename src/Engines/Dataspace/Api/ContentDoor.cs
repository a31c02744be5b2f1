using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Dataspace.Work;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Kernel.Policies;
using KeyEcosystem.Platform.Gate;
using KeyEcosystem.Platform.Identity;
using Microsoft.AspNetCore.Http;

namespace KeyEcosystem.Dataspace.Api;

/// <summary>Data sets' bytes as an answer: whole, a range, or the rest of a download that broke off; to members of this node and to other connectors alike.</summary>
internal sealed class ContentDoor(Catalogue catalogue, Transfers transfers, DataCalls calls, SmallContents contents, TableViews views, IGate gate)
{
    /// <summary>Passes the Gate and answers with the bytes.</summary>
    /// <param name="asset">Which.</param>
    /// <param name="purpose">Declared purpose.</param>
    /// <param name="request">May ask for a range, and name the use that it resumes.</param>
    /// <param name="caller">Who reads.</param>
    /// <param name="open">What must hold, beside what the Gate asks, for as long as the data flows; null for nothing.</param>
    /// <param name="stop">Ends the asking.</param>
    public async Task<Result<ContentResult>> Send(AssetId asset, string purpose, HttpRequest request, Caller caller, Func<ValueTask<bool>>? open, CancellationToken stop)
    {
        if (await catalogue.Row(asset, stop) is not { Sha256: { } hash } row || await ((IAssetAnswer)catalogue).ContentOf(asset, stop) is not { } path)
        {
            return DataspaceRefusals.UnknownAsset(asset.ToString());
        }

        var named = request.Headers[ContentResult.UseHeader].ToString();
        UseId earlier = default;
        if (named.Length > 0 && !UseId.TryParse(named, null, out earlier))
        {
            return Refusal.Field(ContentResult.UseHeader, "the id of a use (use_...)", named);
        }

        var all = new ContentShown(row, hash, row.Length, path, row.Rows, null);
        if (named.Length > 0)
        {
            var begun = await Begun(earlier, all, stop);
            return begun.IsOk ? await Flow(begun.Value, content => transfers.Resume(earlier, content.Asset, caller, stop)) : begun.Refusal;
        }

        if (IsCall(all))
        {
            var call = await calls.Count(all, purpose, caller);
            if (call.IsOk || call.Refusal.Code != DataCalls.PartOnly)
            {
                return call.IsOk ? Small(call.Value, all) : call.Refusal;
            }
        }

        var shown = await Shown(all, purpose, caller, stop);
        if (!shown.IsOk)
        {
            return shown.Refusal;
        }

        if (shown.Value.Parts is not null && IsCall(shown.Value))
        {
            var call = await calls.Count(shown.Value, purpose, caller);
            return call.IsOk ? Small(call.Value, shown.Value) : call.Refusal;
        }

        return await Flow(shown.Value, content => transfers.Open(content, purpose, caller, stop));

        bool IsCall(ContentShown content) => content.Length <= DataCalls.SmallMax && Range(request, content.Length) is { IsOk: true, Value.Partial: false };

        async Task<Result<ContentResult>> Flow(ContentShown content, Func<ContentShown, Task<Result<UseId>>> begin)
        {
            var range = Range(request, content.Length);
            if (!range.IsOk)
            {
                return range.Refusal;
            }

            var use = await begin(content);
            return use.IsOk ? new TransferResult(transfers, transfers.Flow(use.Value, caller.Member, open), use.Value, content, range.Value) : use.Refusal;
        }
    }

    private SmallResult Small(UseId use, ContentShown content) => new(use, contents.Of(content.Sha256, content.Path), content);

    /// <summary>What may be seen of it now. Where nothing is permitted the whole is asked for, so that the refusal is on record.</summary>
    private async Task<Result<ContentShown>> Shown(ContentShown all, string purpose, Caller caller, CancellationToken stop)
    {
        var answer = await gate.Explain(new GateUse(default, caller.Member, caller.Subject, new AssetId(all.Asset.Id), "read", purpose) { Parts = UseRequest.AnyParts }, stop);
        return answer is { Permitted: true, Parts: { } parts } ? await views.Of(all.Asset, all.Path, parts) : all;
    }

    /// <summary>What a download that was begun reads.</summary>
    private async Task<Result<ContentShown>> Begun(UseId use, ContentShown all, CancellationToken stop)
    {
        if (await transfers.ViewOf(use, stop) is not { } view)
        {
            return all;
        }

        return views.Held(view.Sha256) is { } path
            ? all with { Sha256 = view.Sha256, Length = view.Length, Path = path, Parts = "" }
            : new Refusal("dataspace.transfer.state", "This download has ended.", "What it read of the table is not kept any more: begin a new one without Use-Id, it is a new use.");
    }

    /// <summary>One range of bytes; several at once, or another unit, is answered with the whole file, as HTTP allows.</summary>
    private static Result<(long From, long To, bool Partial)> Range(HttpRequest request, long length)
    {
        if (request.Headers.Range.Count == 0 || request.GetTypedHeaders().Range is not { Unit.Value: "bytes", Ranges.Count: 1 } asked)
        {
            return (0L, length, false);
        }

        var one = asked.Ranges.First();
        var from = one.From ?? Math.Max(0, length - (one.To ?? 0));
        var to = one.From is null ? length : Math.Min(length, (one.To ?? long.MaxValue - 1) + 1);
        return from < to ? (from, to, true) : new Refusal("dataspace.content.range", "This range is not in the file.", $"The data set has {length} bytes; the range begins at {from}.");
    }
}
