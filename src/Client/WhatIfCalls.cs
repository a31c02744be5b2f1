using KeyEcosystem.Contracts.Compute;

namespace KeyEcosystem.Client;

/// <summary>Calls that compare ways of sharing.</summary>
public static class WhatIfCalls
{
    private const string Root = "compute/v1/what-ifs";

    /// <summary>Asks for a comparison.</summary>
    /// <param name="http">The node.</param>
    /// <param name="request">Of what, and which ways.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<WhatIfView> AskWhatIf(this NodeHttp http, WhatIfRequest request, CancellationToken stop) => http.Post<WhatIfView>(Root, request, stop);

    /// <summary>How far it is, and what it gives.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">Which.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<WhatIfView> WhatIf(this NodeHttp http, string id, CancellationToken stop) => http.Get<WhatIfView>($"{Root}/{Uri.EscapeDataString(id)}", stop);

    /// <summary>Stops it.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">Which.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task StopWhatIf(this NodeHttp http, string id, CancellationToken stop) => http.Delete($"{Root}/{Uri.EscapeDataString(id)}", stop);
}
