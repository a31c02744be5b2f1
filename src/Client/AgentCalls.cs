using System.Globalization;
using System.Net.Http.Headers;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Client;

/// <summary>Calls of an agent of an attached cluster.</summary>
public static class AgentCalls
{
    private const string EpochHeader = "Keyeco-Epoch";

    /// <summary>Begins a session for a pool; earlier sessions end.</summary>
    /// <param name="http">The node; its key has the role agent.</param>
    /// <param name="pool">The pool.</param>
    /// <param name="hello">What the cluster is.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<AgentWelcome> AttachAgent(this NodeHttp http, PoolId pool, AgentHello hello, CancellationToken stop) => http.Post<AgentWelcome>(Root(pool), hello, stop);

    /// <summary>Says what the agent holds, and gets what it is to do.</summary>
    /// <param name="http">The node.</param>
    /// <param name="pool">The pool.</param>
    /// <param name="epoch">Number of the session.</param>
    /// <param name="call">What the agent says.</param>
    /// <param name="waitSeconds">How long the node waits for orders, 0 to 20.</param>
    /// <param name="stop">Ends the call.</param>
    /// <exception cref="NodeProblemException">Among others <c>compute.agent.state</c>: another session has begun.</exception>
    public static Task<AgentOrders> CallAgent(this NodeHttp http, PoolId pool, long epoch, AgentCall call, int waitSeconds, CancellationToken stop) =>
        http.Send<AgentOrders>(WithEpoch(NodeHttp.Message(HttpMethod.Post, $"{Root(pool)}/calls?wait={waitSeconds}", call), epoch), stop);

    /// <summary>Opens a file of a run from a byte on; the caller disposes the answer.</summary>
    /// <param name="http">The node.</param>
    /// <param name="pool">The pool.</param>
    /// <param name="epoch">Number of the session.</param>
    /// <param name="run">The run.</param>
    /// <param name="file">The file.</param>
    /// <param name="from">How many bytes are there already.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<HttpResponseMessage> OpenRunFile(this NodeHttp http, PoolId pool, long epoch, RunName run, RunFile file, long from, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(file);
        var request = WithEpoch(new HttpRequestMessage(HttpMethod.Get, $"{Root(pool)}/runs/{run.Key}/files/{file.Folder}/{string.Join('/', file.Name.Split('/').Select(Uri.EscapeDataString))}"), epoch);
        if (from > 0)
        {
            request.Headers.Range = new RangeHeaderValue(from, null);
        }

        return http.Open(request, stop);
    }

    /// <summary>Sends what a run wrote.</summary>
    /// <param name="http">The node.</param>
    /// <param name="pool">The pool.</param>
    /// <param name="epoch">Number of the session.</param>
    /// <param name="run">The run.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="stop">Ends the call.</param>
    /// <returns>How many lines of the run the node has.</returns>
    public static Task<long> PostRunLines(this NodeHttp http, PoolId pool, long epoch, RunName run, RunLines lines, CancellationToken stop) =>
        http.Send<long>(WithEpoch(NodeHttp.Message(HttpMethod.Post, $"{Root(pool)}/runs/{run.Key}/lines", lines), epoch), stop);

    private static string Root(PoolId pool) => $"compute/v1/pools/{pool}/agent";

    private static HttpRequestMessage WithEpoch(HttpRequestMessage request, long epoch)
    {
        request.Headers.Add(EpochHeader, epoch.ToString(CultureInfo.InvariantCulture));
        return request;
    }
}
