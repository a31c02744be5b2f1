using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Dataspace.Work;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Platform.Identity;
using Microsoft.AspNetCore.Http;

namespace KeyEcosystem.Dataspace.Api;

/// <summary>Data sets' bytes as an answer: whole, a range, or the rest of a download that broke off; to members of this node and to other connectors alike.</summary>
internal sealed class ContentDoor(Catalogue catalogue, Transfers transfers, DataCalls calls, SmallContents contents)
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

        var range = Range(request, row.Length);
        if (!range.IsOk)
        {
            return range.Refusal;
        }

        var named = request.Headers[ContentResult.UseHeader].ToString();
        if (named.Length == 0 && row.Length <= DataCalls.SmallMax && !range.Value.Partial)
        {
            var call = await calls.Count(row, purpose, caller);
            return call.IsOk ? new SmallResult(call.Value, contents.Of(hash, path), hash, row.MediaType) : call.Refusal;
        }

        UseId earlier = default;
        if (named.Length > 0 && !UseId.TryParse(named, null, out earlier))
        {
            return Refusal.Field(ContentResult.UseHeader, "the id of a use (use_...)", named);
        }

        var use = named.Length > 0 ? await transfers.Resume(earlier, row, caller, stop) : await transfers.Open(row, purpose, caller, stop);
        return use.IsOk ? new TransferResult(transfers, transfers.Flow(use.Value, caller.Member, open), use.Value, path, hash, row.MediaType, row.Length, range.Value) : use.Refusal;
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
