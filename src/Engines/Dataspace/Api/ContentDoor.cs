using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Dataspace.Work;
using KeyEcosystem.Kernel;
using Microsoft.AspNetCore.Http;

namespace KeyEcosystem.Dataspace.Api;

/// <summary>Data sets' bytes as an answer: whole, a range, or the rest of a download that broke off; to members of this node and to other connectors alike.</summary>
internal sealed class ContentDoor(ContentViews views, Transfers transfers, DataCalls calls, SmallContents contents)
{
    /// <summary>Passes the Gate and answers with the bytes.</summary>
    /// <param name="asset">Which.</param>
    /// <param name="reader">Who reads, and as what.</param>
    /// <param name="request">May ask for a range, and name the use that it resumes.</param>
    /// <param name="open">What must hold, beside what the Gate asks, for as long as the data flows; null for nothing.</param>
    /// <param name="stop">Ends the asking.</param>
    public async Task<Result<ContentResult>> Send(AssetId asset, Reader reader, HttpRequest request, Func<ValueTask<bool>>? open, CancellationToken stop)
    {
        if (await views.All(asset, stop) is not { } all)
        {
            return DataspaceRefusals.UnknownAsset(asset.ToString());
        }

        var named = request.Headers[ContentResult.UseHeader].ToString();
        UseId earlier = default;
        if (named.Length > 0 && !UseId.TryParse(named, null, out earlier))
        {
            return Refusal.Field(ContentResult.UseHeader, "the id of a use (use_...)", named);
        }

        if (named.Length > 0)
        {
            var begun = await views.Begun(earlier, all, stop);
            return begun.IsOk ? await Flow(begun.Value, content => transfers.Resume(earlier, content.Asset, reader.Caller, stop)) : begun.Refusal;
        }

        if (IsCall(all))
        {
            var call = await calls.Count(all, reader);
            if (call.IsOk || call.Refusal.Code != DataCalls.PartOnly)
            {
                return call.IsOk ? Small(call.Value, all) : call.Refusal;
            }
        }

        var shown = await views.Shown(all, reader, stop);
        if (!shown.IsOk)
        {
            return shown.Refusal;
        }

        if (shown.Value.Parts is not null && IsCall(shown.Value))
        {
            var call = await calls.Count(shown.Value, reader);
            return call.IsOk ? Small(call.Value, shown.Value) : call.Refusal;
        }

        return await Flow(shown.Value, content => transfers.Open(content, reader, stop));

        bool IsCall(ContentShown content) => content.Length <= DataCalls.SmallMax && Range(request, content.Length) is { IsOk: true, Value.Partial: false };

        async Task<Result<ContentResult>> Flow(ContentShown content, Func<ContentShown, Task<Result<UseId>>> begin)
        {
            var range = Range(request, content.Length);
            if (!range.IsOk)
            {
                return range.Refusal;
            }

            var use = await begin(content);
            return use.IsOk ? new TransferResult(transfers, transfers.Flow(use.Value, reader.Caller.Member, open), use.Value, content, range.Value) : use.Refusal;
        }
    }

    private SmallResult Small(UseId use, ContentShown content) => new(use, contents.Of(content.Sha256, content.Path), content);

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
