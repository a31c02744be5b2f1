using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Evidence;
using KeyEcosystem.Platform.Store;
using Microsoft.AspNetCore.Http;

namespace KeyEcosystem.Host.Evidence;

/// <summary>Gives whoever asked for a change the receipt of its record with the answer.</summary>
internal sealed class ReceiptLane(ILane lane, IHttpContextAccessor http, Lazy<EvidenceStore> evidence) : ILane
{
    public const string Header = "Keyeco-Receipt";

    public async ValueTask<Result<Committed>> Commit(Change change, CancellationToken stop)
    {
        var done = await lane.Commit(change, stop);
        if (done.IsOk && http.HttpContext is { Response.HasStarted: false } context)
        {
            var receipt = evidence.Value.Receipt(done.Value).Line();
            // A request may make several changes at once.
            lock (context.Items)
            {
                context.Response.Headers.Append(Header, receipt);
            }
        }

        return done;
    }
}
