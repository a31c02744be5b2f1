using KeyEcosystem.Contracts;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Client;

/// <summary>Results released by the owners of their sources.</summary>
public static class ReleaseCalls
{
    private const string Root = "dataspace/v1";

    /// <summary>Your requests, and those that concern your data, the newest first.</summary>
    /// <param name="http">The node.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<Page<ReleaseView>> Releases(this NodeHttp http, CancellationToken stop) => http.Get<Page<ReleaseView>>($"{Root}/releases", stop);

    /// <summary>One request.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">Which.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<ReleaseView> Release(this NodeHttp http, PendingId id, CancellationToken stop) => http.Get<ReleaseView>($"{Root}/releases/{id}", stop);

    /// <summary>Asks the owners of a result's sources to release it.</summary>
    /// <param name="http">The node.</param>
    /// <param name="result">The result.</param>
    /// <param name="request">The terms it shall stand under then.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<ReleaseView> AskRelease(this NodeHttp http, AssetId result, ReleaseRequest request, CancellationToken stop) =>
        http.Post<ReleaseView>($"{Root}/assets/{result}/release", request, stop);

    /// <summary>Decides on a request, or takes it back.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">Which.</param>
    /// <param name="step">approve or refuse as owner of a source, withdraw as owner of the result.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<ReleaseView> StepRelease(this NodeHttp http, PendingId id, string step, CancellationToken stop) =>
        http.Post<ReleaseView>($"{Root}/releases/{id}/{Uri.EscapeDataString(step)}", null, stop);
}
