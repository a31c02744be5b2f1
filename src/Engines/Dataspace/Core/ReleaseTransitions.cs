namespace KeyEcosystem.Dataspace.Core;

/// <summary>The life of a request to release a result, as one table of (from, step, who, to).</summary>
public static class ReleaseTransitions
{
    private static readonly (string From, string Step, string Who, string To)[] Table =
    [
        ("requested", "approve", "source", "requested"),
        ("requested", "refuse", "source", "refused"),
        ("requested", "withdraw", "owner", "withdrawn"),
    ];

    /// <summary>The steps there are.</summary>
    public static IReadOnlyList<string> Steps { get; } = ["approve", "refuse", "withdraw"];

    /// <summary>The states there are.</summary>
    public static IReadOnlyList<string> States { get; } = ["requested", "released", "refused", "withdrawn"];

    /// <summary>The state after a step; null when it is not possible. The last approval makes <c>requested</c> <c>released</c>.</summary>
    /// <param name="from">The state now.</param>
    /// <param name="step">The step.</param>
    /// <param name="who">owner of the result, or source: owner of one of its sources who has not decided yet.</param>
    /// <param name="last">Whether every other owner of a source has approved.</param>
    public static string? Next(string from, string step, string who, bool last)
    {
        foreach (var t in Table)
        {
            if (t.From == from && t.Step == step && t.Who == who)
            {
                return step == "approve" && last ? "released" : t.To;
            }
        }

        return null;
    }
}
