using System.Runtime.CompilerServices;
using System.Text.Json;
using KeyEcosystem.Contracts;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Client;

/// <summary>Calls of Compute.</summary>
public static class ComputeCalls
{
    /// <summary>Plans how to empty shared devices of a pool by moving few jobs; nothing is moved.</summary>
    /// <param name="http">The node.</param>
    /// <param name="pool">The pool.</param>
    /// <param name="moves">Most jobs moved; null for 4.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<TidyPlanView> PlanTidy(this NodeHttp http, PoolId pool, int? moves, CancellationToken stop) => http.Get<TidyPlanView>($"compute/v1/pools/{pool}/tidy{(moves is { } most ? $"?moves={most}" : "")}", stop);

    /// <summary>Approves such a plan, and has it carried out.</summary>
    /// <param name="http">The node.</param>
    /// <param name="pool">The pool.</param>
    /// <param name="approval">The plan.</param>
    /// <param name="stop">Ends the call.</param>
    /// <exception cref="NodeProblemException">Among others <c>compute.tidy.state</c>: the devices are held otherwise by now.</exception>
    public static Task<TidyPlanView> ApproveTidy(this NodeHttp http, PoolId pool, TidyApproval approval, CancellationToken stop) => http.Post<TidyPlanView>($"compute/v1/pools/{pool}/tidy", approval, stop);

    /// <summary>The measured rates at which unlike devices are exchanged.</summary>
    /// <param name="http">The node.</param>
    /// <param name="stop">Ends the call.</param>
    /// <exception cref="NodeProblemException">Among others <c>compute.exchange.unknown</c>: there are none.</exception>
    public static Task<ExchangeRatesView> ExchangeRates(this NodeHttp http, CancellationToken stop) => http.Get<ExchangeRatesView>("compute/v1/exchange-rates", stop);

    /// <summary>Sets them.</summary>
    /// <param name="http">The node; its key is an operator's.</param>
    /// <param name="table">The table, CSV.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<ExchangeRatesView> SetExchangeRates(this NodeHttp http, string table, CancellationToken stop) => http.Send<ExchangeRatesView>(NodeHttp.Message(HttpMethod.Put, "compute/v1/exchange-rates", new ExchangeRatesChange(table)), stop);

    /// <summary>Sets how much of what is lent a pool's queue gets beside the others of its cohort.</summary>
    /// <param name="http">The node; its key is an operator's.</param>
    /// <param name="pool">The pool.</param>
    /// <param name="weight">1 to 10,000; 100 is usual.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<PoolView> WeighPool(this NodeHttp http, PoolId pool, int weight, CancellationToken stop) => http.Send<PoolView>(NodeHttp.Message(HttpMethod.Put, $"{Root}/pools/{pool}/weight", new PoolWeight(weight)), stop);

    private const string Root = "compute/v1";

    /// <summary>One page of the pools.</summary>
    /// <param name="http">The node.</param>
    /// <param name="cursor">The next value of the page before; null for the first page.</param>
    /// <param name="limit">Entries of the page, 1 to 500; null for the node's default.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<Page<PoolView>> Pools(this NodeHttp http, string? cursor, int? limit, CancellationToken stop) =>
        http.Get<Page<PoolView>>($"{Root}/pools{QueryText.Of(("cursor", cursor), ("limit", limit?.ToString()))}", stop);

    /// <summary>All pools.</summary>
    /// <param name="http">The node.</param>
    /// <param name="stop">Ends the reading.</param>
    public static IAsyncEnumerable<PoolView> AllPools(this NodeHttp http, CancellationToken stop) => PageCalls.All(cursor => http.Pools(cursor, 500, stop), stop);

    /// <summary>One pool.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">Which.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<PoolView> Pool(this NodeHttp http, PoolId id, CancellationToken stop) => http.Get<PoolView>($"{Root}/pools/{id}", stop);

    /// <summary>Puts devices behind an asset of kind compute-pool.</summary>
    /// <param name="http">The node.</param>
    /// <param name="registration">The pool.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<PoolView> RegisterPool(this NodeHttp http, PoolRegistration registration, CancellationToken stop) => http.Post<PoolView>($"{Root}/pools", registration, stop);

    /// <summary>Changes a pool.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">Which.</param>
    /// <param name="change">New values; what is null stays.</param>
    /// <param name="version">The version that was read; null changes whatever stands.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<PoolView> ChangePool(this NodeHttp http, PoolId id, PoolChange change, long? version, CancellationToken stop)
    {
        var request = NodeHttp.Message(HttpMethod.Patch, $"{Root}/pools/{id}", change);
        if (version is { } v)
        {
            request.Headers.IfMatch.Add(new($"\"{v}\""));
        }

        return http.Send<PoolView>(request, stop);
    }

    /// <summary>All cohorts: pools that lend to each other.</summary>
    /// <param name="http">The node.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<IReadOnlyList<CohortView>> Cohorts(this NodeHttp http, CancellationToken stop) => http.Get<IReadOnlyList<CohortView>>($"{Root}/cohorts", stop);

    /// <summary>One cohort.</summary>
    /// <param name="http">The node.</param>
    /// <param name="name">Its name.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<CohortView> Cohort(this NodeHttp http, string name, CancellationToken stop) => http.Get<CohortView>($"{Root}/cohorts/{Uri.EscapeDataString(name)}", stop);

    /// <summary>How full a cohort was over time.</summary>
    /// <param name="http">The node.</param>
    /// <param name="name">Its name.</param>
    /// <param name="from">The beginning; null for a day before the end.</param>
    /// <param name="to">The end; null for now.</param>
    /// <param name="bins">How many equal stretches, 1 to 500; null for the node's default.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<CohortHistoryView> CohortHistory(this NodeHttp http, string name, DateTimeOffset? from, DateTimeOffset? to, int? bins, CancellationToken stop) =>
        http.Get<CohortHistoryView>($"{Root}/cohorts/{Uri.EscapeDataString(name)}/history{QueryText.Of(("from", from?.ToString("O")), ("to", to?.ToString("O")), ("bins", bins?.ToString()))}", stop);

    /// <summary>What a pool of yours lent and got.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">Which.</param>
    /// <param name="from">The beginning; null for a day before the end.</param>
    /// <param name="to">The end; null for now.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<PoolBalanceView> PoolBalance(this NodeHttp http, PoolId id, DateTimeOffset? from, DateTimeOffset? to, CancellationToken stop) =>
        http.Get<PoolBalanceView>($"{Root}/pools/{id}/balance{QueryText.Of(("from", from?.ToString("O")), ("to", to?.ToString("O")))}", stop);

    /// <summary>One page of your jobs, and of jobs on your pools, the newest first.</summary>
    /// <param name="http">The node.</param>
    /// <param name="pool">On this pool; null for all.</param>
    /// <param name="state">In this state; null for all.</param>
    /// <param name="cursor">The next value of the page before; null for the first page.</param>
    /// <param name="limit">Entries of the page, 1 to 500; null for the node's default.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<Page<JobView>> Jobs(this NodeHttp http, PoolId? pool, string? state, string? cursor, int? limit, CancellationToken stop) =>
        http.Get<Page<JobView>>($"{Root}/jobs{QueryText.Of(("pool", pool?.ToString()), ("state", state), ("cursor", cursor), ("limit", limit?.ToString()))}", stop);

    /// <summary>All your jobs, and jobs on your pools, the newest first.</summary>
    /// <param name="http">The node.</param>
    /// <param name="pool">On this pool; null for all.</param>
    /// <param name="state">In this state; null for all.</param>
    /// <param name="stop">Ends the reading.</param>
    public static IAsyncEnumerable<JobView> AllJobs(this NodeHttp http, PoolId? pool, string? state, CancellationToken stop) =>
        PageCalls.All(cursor => http.Jobs(pool, state, cursor, 500, stop), stop);

    /// <summary>One job.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">Which.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<JobView> Job(this NodeHttp http, JobId id, CancellationToken stop) => http.Get<JobView>($"{Root}/jobs/{id}", stop);

    /// <summary>Asks for a job; it passes the Gate or is refused with every reason.</summary>
    /// <param name="http">The node.</param>
    /// <param name="submission">The job.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<JobView> SubmitJob(this NodeHttp http, JobSubmission submission, CancellationToken stop) => http.Post<JobView>($"{Root}/jobs", submission, stop);

    /// <summary>Withdraws a job.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">Which.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<JobView> CancelJob(this NodeHttp http, JobId id, CancellationToken stop) => http.Post<JobView>($"{Root}/jobs/{id}/cancel", null, stop);

    /// <summary>Asks for an ended job again, as a new job.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">Which.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<JobView> RetryJob(this NodeHttp http, JobId id, CancellationToken stop) => http.Post<JobView>($"{Root}/jobs/{id}/retry", null, stop);

    /// <summary>What a job wrote, line by line. A stream that breaks off is taken up again where it ended.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">Which.</param>
    /// <param name="follow">Whether to stay until the job's end.</param>
    /// <param name="stop">Ends the reading.</param>
    public static async IAsyncEnumerable<JobLogLine> JobLogs(this NodeHttp http, JobId id, bool follow, [EnumeratorCancellation] CancellationToken stop)
    {
        const int BreaksMax = 5;
        string? last = null;
        for (var breaks = 0; ; breaks++)
        {
            await using var events = ServerSentEvents.Read(http, $"{Root}/jobs/{id}/logs{QueryText.Of(("follow", follow ? "true" : null))}", last, stop).GetAsyncEnumerator(stop);
            while (true)
            {
                try
                {
                    if (!await events.MoveNextAsync())
                    {
                        yield break;
                    }
                }
                catch (Exception broken) when (broken is IOException or HttpIOException && follow && breaks < BreaksMax)
                {
                    break;
                }

                var (kind, lineId, data) = events.Current;
                last = lineId ?? last;
                if (kind == "line")
                {
                    breaks = 0;
                    yield return JsonSerializer.Deserialize<JobLogLine>(data, NodeHttp.Json)!;
                }
            }
        }
    }
}
