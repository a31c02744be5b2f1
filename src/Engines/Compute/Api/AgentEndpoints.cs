using System.Globalization;
using System.Security.Claims;
using KeyEcosystem.Compute.Work;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Http;
using KeyEcosystem.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace KeyEcosystem.Compute.Api;

/// <summary>The doors for agents of attached clusters.</summary>
internal static class AgentEndpoints
{
    /// <summary>Number of the agent's session.</summary>
    private const string EpochHeader = "Keyeco-Epoch";

    private const int WaitSecondsMax = 20;

    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("/pools/{id}/agent", Hello).WithName("AttachAgent").WithSummary("An agent begins a session for its pool; earlier sessions end.");
        group.MapPost("/pools/{id}/agent/calls", Call).WithName("CallAgent").WithSummary("The agent says what it holds and gets what it is to do; waits up to `wait` seconds for orders.");
        group.MapGet("/pools/{id}/agent/runs/{run}/files/{folder}/{**name}", File).WithName("GetRunFile").WithSummary("A file of a run; Range resumes.");
        group.MapPost("/pools/{id}/agent/runs/{run}/lines", Lines).WithName("PostRunLines").WithSummary("What a run wrote; answers with how many lines of it there are.");
    }

    private static async Task<Results<Ok<AgentWelcome>, ProblemHttpResult>> Hello(string id, AgentHello hello, ClaimsPrincipal user, AgentDesk desk, CancellationToken stop)
    {
        var caller = user.Caller();
        if (Closed(id, caller, out var pool) is { } refusal)
        {
            return Problems.Of(refusal);
        }

        var result = await desk.Hello(pool, hello, caller, stop);
        return result.IsOk ? TypedResults.Ok(result.Value) : Problems.Of(result.Refusal);
    }

    private static async Task<Results<Ok<AgentOrders>, ProblemHttpResult>> Call(string id, AgentCall call, int? wait, HttpRequest request, ClaimsPrincipal user, AgentDesk desk, CancellationToken stop)
    {
        var caller = user.Caller();
        if (Closed(id, caller, out var pool) is { } refusal)
        {
            return Problems.Of(refusal);
        }

        if (wait is < 0 or > WaitSecondsMax)
        {
            return Problems.Of(Refusal.Field("wait", $"0 to {WaitSecondsMax}", wait.ToString()));
        }

        if (EpochOf(request, out var epoch) is { } wrong)
        {
            return Problems.Of(wrong);
        }

        var result = await desk.Orders(pool, epoch, call, TimeSpan.FromSeconds(wait ?? 0), caller, stop);
        return result.IsOk ? TypedResults.Ok(result.Value) : Problems.Of(result.Refusal);
    }

    private static async Task<Results<PhysicalFileHttpResult, ProblemHttpResult>> File(string id, string run, string folder, string name, HttpRequest request, ClaimsPrincipal user, AgentDesk desk, RunFiles files, CancellationToken stop)
    {
        var caller = user.Caller();
        if (Closed(id, run, request, caller, out var pool, out var named, out var epoch) is { } refusal)
        {
            return Problems.Of(refusal);
        }

        var held = await desk.Run(pool, epoch, named, caller, stop);
        if (!held.IsOk)
        {
            return Problems.Of(held.Refusal);
        }

        return await files.Path(held.Value, folder, name, stop) is { } path
            ? TypedResults.PhysicalFile(path, "application/octet-stream", enableRangeProcessing: true)
            : Problems.Of(new Refusal("compute.run.unknown", "The run has no such file.", $"Run \"{run}\" has no file \"{folder}/{name}\"."));
    }

    private static async Task<Results<Ok<long>, ProblemHttpResult>> Lines(string id, string run, RunLines lines, HttpRequest request, ClaimsPrincipal user, AgentDesk desk, CancellationToken stop)
    {
        var caller = user.Caller();
        if (Closed(id, run, request, caller, out var pool, out var named, out var epoch) is { } refusal)
        {
            return Problems.Of(refusal);
        }

        var result = await desk.Lines(pool, epoch, named, lines, caller, stop);
        return result.IsOk ? TypedResults.Ok(result.Value) : Problems.Of(result.Refusal);
    }

    private static Refusal? Closed(string id, Caller caller, out PoolId pool)
    {
        pool = default;
        return !caller.Is(NodeRoles.Agent) ? new Refusal("access.role", "Your role may not do this.", "Only a key of the role agent attaches a cluster. 接入集群须使用角色为 agent 的密钥。")
            : !PoolId.TryParse(id, null, out pool) ? new Refusal("compute.pool.unknown", "There is no such pool of yours.", $"Your organisation has no pool with the id \"{id}\".")
            : null;
    }

    /// <summary>The same of a door to one run: the run and the session must be named too.</summary>
    private static Refusal? Closed(string id, string run, HttpRequest request, Caller caller, out PoolId pool, out RunName named, out long epoch)
    {
        (named, epoch) = (RunName.Parse(run) ?? default, 0);
        return Closed(id, caller, out pool)
            ?? (named == default ? Refusal.Field("run", "the key of a run", run) : null)
            ?? EpochOf(request, out epoch);
    }

    private static Refusal? EpochOf(HttpRequest request, out long epoch)
    {
        var said = request.Headers[EpochHeader].ToString();
        return long.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out epoch) ? null : Refusal.Field(EpochHeader, "the epoch of the session, as its beginning answered", said.Length == 0 ? null : said);
    }
}
