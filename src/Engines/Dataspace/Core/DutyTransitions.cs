namespace KeyEcosystem.Dataspace.Core;

/// <summary>The life of a duty as one table of (from, step, who, to).</summary>
public static class DutyTransitions
{
    private static readonly (string From, string Step, string Who, string To)[] Table =
    [
        ("owed", "declare", "consumer", "declared"),
        ("contested", "declare", "consumer", "declared"),
        ("owed", "confirm", "provider", "confirmed"),
        ("declared", "confirm", "provider", "confirmed"),
        ("contested", "confirm", "provider", "confirmed"),
        ("declared", "contest", "provider", "contested"),
        ("owed", "waive", "provider", "waived"),
        ("declared", "waive", "provider", "waived"),
        ("contested", "waive", "provider", "waived"),
    ];

    /// <summary>The steps there are.</summary>
    public static IReadOnlyList<string> Steps { get; } = ["declare", "confirm", "contest", "waive"];

    /// <summary>The states there are.</summary>
    public static IReadOnlyList<string> States { get; } = ["owed", "declared", "contested", "confirmed", "waived"];

    /// <summary>The state after a step; null when this party may not take it now.</summary>
    /// <param name="from">The state now.</param>
    /// <param name="step">The step.</param>
    /// <param name="who">provider or consumer.</param>
    public static string? Next(string from, string step, string who)
    {
        foreach (var t in Table)
        {
            if (t.From == from && t.Step == step && t.Who == who)
            {
                return t.To;
            }
        }

        return null;
    }

    /// <summary>Whether a duty counts as done.</summary>
    /// <param name="state">Its state.</param>
    /// <param name="isProviders">Whether only the provider can say so.</param>
    public static bool IsDone(string state, bool isProviders) => state is "confirmed" or "waived" || (state == "declared" && !isProviders);
}
