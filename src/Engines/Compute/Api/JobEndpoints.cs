using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using KeyEcosystem.Compute.Core;
using KeyEcosystem.Compute.Store;
using KeyEcosystem.Compute.Work;
using KeyEcosystem.Contracts;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Http;
using KeyEcosystem.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace KeyEcosystem.Compute.Api;

internal static class JobEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/jobs", List).WithName("ListJobs").WithSummary("Your jobs, and jobs on your pools, the newest first.");
        group.MapGet("/jobs/{id}", One).WithName("GetJob").WithSummary("One job.");
        group.MapPost("/jobs", Submit).WithName("SubmitJob").WithSummary("Takes a job through the Gate and queues it.");
        group.MapPost("/jobs/{id}/cancel", Cancel).WithName("CancelJob").WithSummary("Withdraws a job.");
        group.MapPost("/jobs/{id}/retry", Retry).WithName("RetryJob").WithSummary("Asks for an ended job again, as a new job.");
        group.MapGet("/jobs/{id}/logs", Logs).WithName("GetJobLogs").WithSummary("What the job wrote, as server-sent events; follow=true stays until its end, Last-Event-ID resumes.");
    }

    private static async Task<Results<Ok<Page<JobView>>, ProblemHttpResult>> List(ClaimsPrincipal user, ComputeReads reads, JobWaits waits, string? pool, string? state, string? cursor, int? limit, CancellationToken stop)
    {
        var page = Paging.Of(cursor, limit);
        if (!page.IsOk)
        {
            return Problems.Of(page.Refusal);
        }

        PoolId? wantedPool = null;
        if (pool is not null)
        {
            if (!PoolId.TryParse(pool, null, out var p))
            {
                return Problems.Of(Refusal.Field("pool", "a pool id (pol_...)", pool));
            }

            wantedPool = p;
        }

        JobState? wantedState = null;
        if (state is not null)
        {
            var states = Enum.GetValues<JobState>();
            if (!states.Any(s => JobTransitions.Word(s) == state))
            {
                return Problems.Of(Refusal.Field("state", string.Join(", ", states.Select(JobTransitions.Word)), state));
            }

            wantedState = states.First(s => JobTransitions.Word(s) == state);
        }

        var found = await reads.ListJobs(user.Caller().Member, wantedPool, wantedState, page.Value.Cursor, page.Value.Limit, stop);
        return TypedResults.Ok(found with { Items = await waits.Of(found.Items, stop) });
    }

    private static async Task<Results<Ok<JobView>, ProblemHttpResult>> One(string id, ClaimsPrincipal user, HttpResponse response, ComputeReads reads, JobWaits waits, RunLoads loads, HistoryReads history, CancellationToken stop)
    {
        var member = user.Caller().Member;
        if (!JobId.TryParse(id, null, out var job) || await reads.Find(job, stop) is not { } row || (row.Member != member.Value && row.Provider != member.Value && row.RunProvider != member.Value))
        {
            return Problems.Of(Unknown(id));
        }

        response.Headers.ETag = $"\"{row.Version}\"";
        return TypedResults.Ok((await waits.Of(ComputeReads.View(row, member, null), stop)) with
        {
            Runs = row.Member == member.Value || row.Provider == member.Value ? await history.RunsOf(row, stop) : [],
            Load = row.State == JobState.Running ? loads.Of(new RunName(job, row.Attempt)) : null,
        });
    }

    private static async Task<Results<Created<JobView>, ProblemHttpResult>> Submit(JobSubmission submission, ClaimsPrincipal user, JobCommands commands, JobWaits waits, CancellationToken stop)
    {
        var caller = user.Caller();
        return Works(caller) ? await Made(await commands.Submit(submission, null, caller, stop), waits, stop) : Problems.Of(NotWorking);
    }

    private static async Task<Results<Ok<JobView>, ProblemHttpResult>> Cancel(string id, ClaimsPrincipal user, JobCommands commands, JobWaits waits, CancellationToken stop)
    {
        var caller = user.Caller();
        if (!Works(caller))
        {
            return Problems.Of(NotWorking);
        }

        if (!JobId.TryParse(id, null, out var job))
        {
            return Problems.Of(Unknown(id));
        }

        var result = await commands.Cancel(job, caller, stop);
        return result.IsOk ? TypedResults.Ok(await waits.Of(result.Value, stop)) : Problems.Of(result.Refusal);
    }

    private static async Task<Results<Created<JobView>, ProblemHttpResult>> Retry(string id, ClaimsPrincipal user, JobCommands commands, JobWaits waits, CancellationToken stop)
    {
        var caller = user.Caller();
        if (!Works(caller))
        {
            return Problems.Of(NotWorking);
        }

        return JobId.TryParse(id, null, out var job) ? await Made(await commands.Retry(job, caller, stop), waits, stop) : Problems.Of(Unknown(id));
    }

    private static async Task<Results<ServerSentEventsResult<JobLogLine>, ProblemHttpResult>> Logs(string id, bool? follow, ClaimsPrincipal user, HttpRequest request, ComputeReads reads, JobLogs logs, TimeProvider clock, CancellationToken stop)
    {
        var caller = user.Caller();
        if (!JobId.TryParse(id, null, out var job) || await reads.Find(job, stop) is not { } row || (row.Member != caller.Member.Value && row.Provider != caller.Member.Value && row.RunProvider != caller.Member.Value && !(row.Sealed && SealedJobs.MayRead(row, caller.Member))))
        {
            return Problems.Of(Unknown(id));
        }

        if (row.Sealed && row.Member == caller.Member.Value)
        {
            return Problems.Of(new Refusal("access.logs.sealed", "This log is not shown.", "The job computes on data that you may use without seeing it: only the owner of all its data reads what it wrote."));
        }

        if (row.Member != caller.Member.Value && !(row.Sealed && SealedJobs.MayRead(row, caller.Member)))
        {
            return Problems.Of(new Refusal("access.logs", "These logs are not yours.", "The owner of a pool sees who used it and how much, not what was computed."));
        }

        if (!Works(caller))
        {
            return Problems.Of(NotWorking);
        }

        long offset = 0;
        if (request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } last &&
            (!long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out offset) || !await logs.IsBoundary(job, offset, stop)))
        {
            return Problems.Of(Refusal.Field("Last-Event-ID", "the id of an event of this log", last));
        }

        return TypedResults.ServerSentEvents(Events(job, offset, follow == true, reads, logs, clock, stop));
    }

    private static async IAsyncEnumerable<SseItem<JobLogLine>> Events(JobId job, long offset, bool follow, ComputeReads reads, JobLogs logs, TimeProvider clock, [EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var (id, line) in logs.Read(job, offset, follow ? MayGrow : null, stop))
        {
            offset = id;
            yield return new SseItem<JobLogLine>(line, "line") { EventId = id.ToString(CultureInfo.InvariantCulture) };
        }

        if (await reads.Find(job, stop) is { } row && JobTransitions.Ended(row.State))
        {
            yield return new SseItem<JobLogLine>(new JobLogLine(row.EndedAt ?? clock.GetUtcNow(), "node", JobTransitions.Word(row.State)), "end") { EventId = offset.ToString(CultureInfo.InvariantCulture) };
        }

        async Task<bool> MayGrow() => await reads.Find(job, stop) is { } now && !JobTransitions.Ended(now.State);
    }

    private static async Task<Results<Created<JobView>, ProblemHttpResult>> Made(Result<JobView> result, JobWaits waits, CancellationToken stop) =>
        result.IsOk ? TypedResults.Created($"/compute/v1/jobs/{result.Value.Id}", await waits.OfTaken(result.Value, stop)) : Problems.Of(result.Refusal);

    private static bool Works(Caller caller) => caller.Is(NodeRoles.MemberUser) || caller.Is(NodeRoles.MemberAdmin) || caller.Is(NodeRoles.Trial);

    private static Refusal NotWorking => new("access.role", "Your role may not do this.", "Only people who work for the member submit, withdraw and follow jobs. 只有该成员机构的人员可以提交、撤回、跟踪作业。");

    private static Refusal Unknown(string id) => new("compute.job.unknown", "There is no such job of yours.", $"Your organisation has no job with the id \"{id}\".");
}
