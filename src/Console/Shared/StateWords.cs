using KeyEcosystem.Client;
using KeyEcosystem.WebConsole.Language;

namespace KeyEcosystem.WebConsole.Shared;

/// <summary>States of agreements and jobs.</summary>
internal static class StateWords
{
    /// <summary>States of agreements, in order.</summary>
    public static IReadOnlyList<string> Agreements { get; } = ["requested", "offered", "agreed", "signed", "suspended", "refused", "terminated", "expired", "replaced"];

    /// <summary>States of jobs, in order.</summary>
    public static IReadOnlyList<string> Jobs { get; } = ["queued", "admitted", "running", "succeeded", "failed", "cancelled"];

    /// <summary>States of outputs in the airlock, in order.</summary>
    public static IReadOnlyList<string> Airlock { get; } = ["held", "approved", "delivered", "refused", "expired"];

    public static Text Of(string code)
    {
        var (zh, en) = StateNames.Of(code);
        return new Text(zh, en);
    }
}
