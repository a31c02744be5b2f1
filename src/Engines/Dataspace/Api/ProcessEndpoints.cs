using System.Security.Claims;
using System.Text.Json;
using KeyEcosystem.Contracts;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Dataspace.Core.Protocol;
using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Dataspace.Work.Protocol;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Http;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using static KeyEcosystem.Dataspace.Api.NegotiationEndpoints;

namespace KeyEcosystem.Dataspace.Api;

/// <summary>What people and programs of this node's members decide in transfers with other connectors, and the data that these send.</summary>
internal static class ProcessEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/processes", List).WithName("ListProcesses").WithSummary("Your transfers with other connectors, the newest first.");
        group.MapPost("/processes", Ask).WithName("StartProcess").WithSummary("Asks another connector for the data of an agreement.");
        group.MapGet("/processes/{id}", One).WithName("GetProcess").WithSummary("One transfer of yours; with waitSeconds (0 to 60) as soon as it has begun or ended.");
        group.MapPost("/processes/{id}/messages", Step).WithName("StepProcess").WithSummary("Sends a message that the transfer allows now: start, suspension, completion or termination.");
        group.MapGet("/processes/{id}/data", Data).WithName("GetProcessData").WithSummary("The data that the provider has sent for a transfer of yours; ranges are answered.");
        group.MapDelete("/processes/{id}/data", Discard).WithName("DiscardProcessData").WithSummary("Removes the data that the provider has sent for a transfer of yours.");
    }

    public static ProcessView View(ProcessRow row, ReceivedData received) => new(
        new ProcessId(row.Id), Word(row.Role), new PeerId(row.Peer), new MemberId(row.Member), row.AgreementId, row.Format, ProtocolWords.Of(row.State), Address(row), row.Problem,
        [.. TransferTransitions.Possible(row.State, row.Role).Select(Word)], row.CreatedAt, row.Since)
    {
        Received = row.Received is { } sha256 ? new ReceivedDataView(sha256, row.ReceivedLength!.Value, row.ReceivedType, row.ReceivedAt!.Value) : null,
        Arrived = received.Comes(row) ? received.Arrived(row) : null,
    };

    /// <summary>The token that opens a place is shown only to who fetches with it.</summary>
    private static JsonElement? Address(ProcessRow row)
    {
        if (row.DataAddress is not { } text)
        {
            return null;
        }

        var address = JsonSerializer.Deserialize<JsonElement>(text);
        return row.Format != ProtocolWords.Push ? address : DataPlace.Of(address) is { IsOk: true, Value: var place } ? JsonSerializer.SerializeToElement((place with { Token = null }).Json()) : null;
    }

    private static async Task<Results<Ok<Page<ProcessView>>, ProblemHttpResult>> List(string? cursor, int? limit, ClaimsPrincipal user, ProtocolReads reads, ReceivedData received, CancellationToken stop)
    {
        var page = Paging.Of(cursor, limit);
        if (!page.IsOk)
        {
            return Problems.Of(page.Refusal);
        }

        var rows = await reads.Processes(user.Caller().Member, page.Value.Cursor, page.Value.Limit + 1, stop);
        return TypedResults.Ok(new Page<ProcessView>([.. rows.Take(page.Value.Limit).Select(r => View(r, received))], rows.Count > page.Value.Limit ? rows[page.Value.Limit - 1].Id.ToString("n") : null));
    }

    private static async Task<Results<Ok<ProcessView>, ProblemHttpResult>> One(string id, int? waitSeconds, ClaimsPrincipal user, ProtocolReads reads, ProcessWatch watch, ReceivedData received, MessageSender sender, CancellationToken stop) =>
        waitSeconds is < 0 or > ProcessWatch.WaitMax ? Problems.Of(Refusal.Field("waitSeconds", $"0 to {ProcessWatch.WaitMax}", $"{waitSeconds}"))
        : await watch.Until(ProcessId.TryParse(id, null, out var named) ? named.Value : default, waitSeconds, () => Own(id, user, reads, stop), r => r.State is not TransferState.Requested, stop) is { } row ? TypedResults.Ok(View(row, received) with { Undelivered = sender.Undelivered(row.Id) })
        : Problems.Of(TransferProcesses.Unknown(id));

    private static async Task<Results<Created<ProcessView>, ProblemHttpResult>> Ask(ProcessRequest request, ClaimsPrincipal user, ProtocolReads reads, TransferProcesses processes, ReceivedData received, CancellationToken stop)
    {
        if (!user.Caller().Is(NodeRoles.MemberAdmin))
        {
            return Problems.Of(DataspaceRefusals.NotAdmin);
        }

        if (await reads.Peer(request.Peer.Value, stop) is not { SuspendedAt: null } peer)
        {
            return Problems.Of(NoPeer(request.Peer));
        }

        if (request.Format is not (ProtocolWords.Pull or ProtocolWords.Push))
        {
            return Problems.Of(Refusal.Field("format", $"{ProtocolWords.Pull} or {ProtocolWords.Push}", request.Format));
        }

        var place = Place(request);
        if (!place.IsOk)
        {
            return Problems.Of(place.Refusal);
        }

        var done = await processes.Ask(peer, request.Agreement, request.Format, null, place.Value, request.Id, user.Caller(), stop);
        if (request.Id is { } own && (done.IsOk ? done.Value is not { Role: ProtocolRole.Consumer } row || row.Peer != request.Peer.Value || row.AgreementId != request.Agreement || row.Format != request.Format : done.Refusal.Code == "state.exists"))
        {
            return Problems.Of(SentOnce.Taken(own));
        }

        return done.IsOk ? TypedResults.Created($"/dataspace/v1/processes/{new ProcessId(done.Value.Id)}", View(done.Value, received)) : Problems.Of(done.Refusal);
    }

    private static async Task<Results<Ok<ProcessView>, ProblemHttpResult>> Step(string id, ProcessStep step, ClaimsPrincipal user, ProtocolReads reads, TransferProcesses processes, ReceivedData received, CancellationToken stop)
    {
        if (!user.Caller().Is(NodeRoles.MemberAdmin))
        {
            return Problems.Of(DataspaceRefusals.NotAdmin);
        }

        if (await Own(id, user, reads, stop) is not { } row)
        {
            return Problems.Of(TransferProcesses.Unknown(id));
        }

        if (Enum.GetValues<TransferMessage>().Where(m => m is not TransferMessage.Request && Word(m) == step.Message).Select(m => (TransferMessage?)m).FirstOrDefault() is not { } message)
        {
            return Problems.Of(Refusal.Field("message", "start, suspension, completion, termination", step.Message));
        }

        if (WrongReason(step.Reason) is { } wrong)
        {
            return Problems.Of(wrong);
        }

        var done = await processes.Send(row.Id, message, step.Reason, user.Caller().Subject, stop);
        return done.IsOk ? TypedResults.Ok(View(done.Value, received)) : Problems.Of(done.Refusal);
    }

    private static async Task<ProcessRow?> Own(string id, ClaimsPrincipal user, ProtocolReads reads, CancellationToken stop) =>
        ProcessId.TryParse(id, null, out var named) && await reads.Process(named.Value, stop) is { } row && row.Member == user.Caller().Member.Value ? row : null;

    /// <summary>Where the data is to be sent; null for this node and no purpose.</summary>
    private static Result<DataPlace?> Place(ProcessRequest request)
    {
        if (request.Format != ProtocolWords.Push)
        {
            return request.Destination is null && request.Purpose is null ? default(DataPlace?) : Refusal.Field(request.Destination is null ? "purpose" : "destination", $"left out, or given with {ProtocolWords.Push}", null);
        }

        if (request.Destination is not { } to)
        {
            return request.Purpose is { Length: > 0 } purpose ? new DataPlace("", null, Purpose: purpose) : default(DataPlace?);
        }

        var place = DataPlace.Of(JsonSerializer.SerializeToElement(new DataPlace(to.Endpoint, to.Token, to.Method, request.Purpose).Json()), "destination");
        return place.IsOk ? place.Value : place.Refusal;
    }

    private static async Task<Results<PhysicalFileHttpResult, ProblemHttpResult>> Data(string id, ClaimsPrincipal user, ProtocolReads reads, ReceivedData received, CancellationToken stop)
    {
        if (!ContentEndpoints.Reads(user.Caller()))
        {
            return Problems.Of(ContentEndpoints.NotReading);
        }

        if (await Own(id, user, reads, stop) is not { } row)
        {
            return Problems.Of(TransferProcesses.Unknown(id));
        }

        var opened = await received.Open(row, user.Caller(), stop);
        return opened.IsOk
            ? TypedResults.PhysicalFile(opened.Value, row.ReceivedType ?? "application/octet-stream", null, row.ReceivedAt, new EntityTagHeaderValue($"\"{row.Received}\""), enableRangeProcessing: true)
            : Problems.Of(opened.Refusal);
    }

    private static async Task<Results<Ok<ProcessView>, ProblemHttpResult>> Discard(string id, ClaimsPrincipal user, ProtocolReads reads, ReceivedData received, CancellationToken stop)
    {
        if (!user.Caller().Is(NodeRoles.MemberAdmin))
        {
            return Problems.Of(DataspaceRefusals.NotAdmin);
        }

        if (await Own(id, user, reads, stop) is not { } row)
        {
            return Problems.Of(TransferProcesses.Unknown(id));
        }

        var done = await received.Discard(row, user.Caller(), stop);
        return done.IsOk ? TypedResults.Ok(View(done.Value, received)) : Problems.Of(done.Refusal);
    }
}
