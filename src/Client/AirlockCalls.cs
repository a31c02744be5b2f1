using KeyEcosystem.Contracts;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Client;

/// <summary>Outputs of jobs that compute on data without their senders seeing it.</summary>
public static class AirlockCalls
{
    private const string Root = "compute/v1/airlock";

    /// <summary>One page of the outputs of your sealed jobs, and of those made from your data, the newest first.</summary>
    /// <param name="http">The node.</param>
    /// <param name="job">Of this job; null for all.</param>
    /// <param name="state">In this state; null for all.</param>
    /// <param name="cursor">The next value of the page before; null for the first page.</param>
    /// <param name="limit">Entries of the page, 1 to 500; null for the node's default.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<Page<AirlockView>> Airlock(this NodeHttp http, JobId? job, string? state, string? cursor, int? limit, CancellationToken stop) =>
        http.Get<Page<AirlockView>>($"{Root}{QueryText.Of(("job", job?.ToString()), ("state", state), ("cursor", cursor), ("limit", limit?.ToString()))}", stop);

    /// <summary>All of them.</summary>
    /// <param name="http">The node.</param>
    /// <param name="job">Of this job; null for all.</param>
    /// <param name="state">In this state; null for all.</param>
    /// <param name="stop">Ends the reading.</param>
    public static IAsyncEnumerable<AirlockView> AllAirlock(this NodeHttp http, JobId? job, string? state, CancellationToken stop) =>
        PageCalls.All(cursor => http.Airlock(job, state, cursor, 500, stop), stop);

    /// <summary>One output.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">Which.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<AirlockView> AirlockEntry(this NodeHttp http, PendingId id, CancellationToken stop) => http.Get<AirlockView>($"{Root}/{id}", stop);

    /// <summary>What would leave, or what the job wrote where a check failed; for the owner of the data. The caller disposes the answer.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">Which.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<HttpResponseMessage> AirlockContent(this NodeHttp http, PendingId id, CancellationToken stop) =>
        http.Open(new HttpRequestMessage(HttpMethod.Get, $"{Root}/{id}/content"), stop);

    /// <summary>Decides as owner of the data.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">Which.</param>
    /// <param name="step">approve or refuse.</param>
    /// <param name="reason">Why, for who sent the job; needed for a refusal.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<AirlockView> StepAirlock(this NodeHttp http, PendingId id, string step, string? reason, CancellationToken stop) =>
        http.Post<AirlockView>($"{Root}/{id}/{Uri.EscapeDataString(step)}", new AirlockDecision(reason), stop);

    /// <summary>Sets what may leave a job that computes on a data set of yours unseen.</summary>
    /// <param name="http">The node.</param>
    /// <param name="asset">The data set.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<AssetView> SetAirlockRules(this NodeHttp http, AssetId asset, AirlockRulesView rules, CancellationToken stop) =>
        http.Send<AssetView>(NodeHttp.Message(HttpMethod.Put, $"dataspace/v1/assets/{asset}/airlock", rules), stop);
}
