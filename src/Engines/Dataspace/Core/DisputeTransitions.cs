namespace KeyEcosystem.Dataspace.Core;

/// <summary>
/// The life of a dispute about an agreement as one table of (from, step, who, to). Who raised it is the claimant, the other party the respondent; provider is whichever of the two provides; the arbiter is neither.
/// </summary>
public static class DisputeTransitions
{
    private static readonly string[] Open = ["raised", "accepted", "rejected", "proposed"];

    private static readonly (string From, string Step, string Who, string To)[] Table =
    [
        ("raised", "accept", "respondent", "accepted"),
        ("raised", "reject", "respondent", "rejected"),
        ("rejected", "accept", "respondent", "accepted"),
        ("accepted", "settle", "claimant", "settled"),
        ("accepted", "reject", "claimant", "rejected"),
        ("raised", "settle", "claimant", "proposed"),
        ("rejected", "settle", "claimant", "proposed"),
        ("proposed", "settle", "respondent", "settled"),
        ("proposed", "reject", "respondent", "rejected"),
        .. Open.Select(s => (s, "withdraw", "claimant", "withdrawn")),
        .. Open.Select(s => (s, "uphold", "arbiter", "upheld")),
        .. Open.Select(s => (s, "dismiss", "arbiter", "dismissed")),
        .. Open.Select(s => (s, "suspend", "provider", s)),
        .. Open.Select(s => (s, "resume", "provider", s)),
    ];

    /// <summary>The steps there are.</summary>
    public static IReadOnlyList<string> Steps { get; } = ["accept", "reject", "settle", "withdraw", "suspend", "resume", "uphold", "dismiss"];

    /// <summary>Steps of who decides and is no party.</summary>
    public static IReadOnlyList<string> Rulings { get; } = ["uphold", "dismiss"];

    /// <summary>The states there are; those that end it last.</summary>
    public static IReadOnlyList<string> States { get; } = ["raised", "accepted", "rejected", "proposed", "settled", "withdrawn", "upheld", "dismissed"];

    /// <summary>Whether a dispute goes on.</summary>
    /// <param name="state">Its state.</param>
    public static bool IsOpen(string state) => Array.IndexOf(Open, state) >= 0;

    /// <summary>The state after a step; null when nobody in these parts may take it now.</summary>
    /// <param name="from">The state now.</param>
    /// <param name="step">The step.</param>
    /// <param name="parts">What who takes it is: claimant or respondent, provider, or arbiter.</param>
    /// <param name="suspended">Whether use is kept back.</param>
    public static string? Next(string from, string step, IReadOnlyCollection<string> parts, bool suspended)
    {
        if (step == "suspend" && suspended || step == "resume" && !suspended)
        {
            return null;
        }

        foreach (var t in Table)
        {
            if (t.From == from && t.Step == step && parts.Contains(t.Who))
            {
                return t.To;
            }
        }

        return null;
    }

    /// <summary>Whom it waits for: claimant, respondent, or arbiter where the two disagree; null when it has ended.</summary>
    /// <param name="state">Its state.</param>
    public static string? WaitsFor(string state) => state switch { "raised" or "proposed" => "respondent", "accepted" => "claimant", "rejected" => "arbiter", _ => null };
}
