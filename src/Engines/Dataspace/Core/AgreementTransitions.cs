namespace KeyEcosystem.Dataspace.Core;

/// <summary>The life of an agreement as one table of (from, step, who, to).</summary>
public static class AgreementTransitions
{
    private static readonly (string From, string Step, string Who, string To)[] Table =
    [
        ("requested", "agree", "provider", "agreed"),
        ("requested", "refuse", "provider", "refused"),
        ("requested", "terminate", "consumer", "terminated"),
        ("agreed", "sign", "provider", "agreed"),
        ("agreed", "sign", "consumer", "agreed"),
        ("agreed", "terminate", "provider", "terminated"),
        ("agreed", "terminate", "consumer", "terminated"),
        ("signed", "terminate", "provider", "terminated"),
        ("signed", "terminate", "consumer", "terminated"),
        ("requested", "expire", "node", "expired"),
        ("agreed", "expire", "node", "expired"),
        ("signed", "expire", "node", "expired"),
    ];

    /// <summary>The steps there are.</summary>
    public static IReadOnlyList<string> Steps { get; } = ["agree", "refuse", "sign", "terminate", "expire"];

    /// <summary>The states there are.</summary>
    public static IReadOnlyList<string> States { get; } = ["requested", "agreed", "signed", "refused", "terminated", "expired"];

    /// <summary>The state after a step; null when this party may not take it now. The second signature makes <c>agreed</c> <c>signed</c>.</summary>
    /// <param name="from">The state now.</param>
    /// <param name="step">The step.</param>
    /// <param name="who">provider, consumer, or node for what time alone brings.</param>
    /// <param name="otherSigned">Whether the other party has signed.</param>
    public static string? Next(string from, string step, string who, bool otherSigned)
    {
        foreach (var t in Table)
        {
            if (t.From == from && t.Step == step && t.Who == who)
            {
                return step == "sign" && otherSigned ? "signed" : t.To;
            }
        }

        return null;
    }

    /// <summary>The state at an instant: what has passed its deadline or its end is expired, whether or not the node has come to record it.</summary>
    /// <param name="state">The state as recorded.</param>
    /// <param name="deadline">Until when both must have signed.</param>
    /// <param name="ends">When it ends; null when only its policy says.</param>
    /// <param name="at">The instant.</param>
    public static string At(string state, DateTimeOffset deadline, DateTimeOffset? ends, DateTimeOffset at) =>
        (state is "requested" or "agreed" && at >= deadline) || (state is "requested" or "agreed" or "signed" && at >= ends) ? "expired" : state;
}
