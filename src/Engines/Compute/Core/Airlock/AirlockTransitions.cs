namespace KeyEcosystem.Compute.Core.Airlock;

/// <summary>The life of an output that waits in the airlock, as one table of (from, step, who, to).</summary>
public static class AirlockTransitions
{
    /// <summary>It waits for the owners of the data.</summary>
    public const string Held = "held";

    /// <summary>All owners let it go; it becomes an asset.</summary>
    public const string Approved = "approved";

    /// <summary>It is an asset of who sent the job.</summary>
    public const string Delivered = "delivered";

    /// <summary>An owner refused it; its content is deleted.</summary>
    public const string Refused = "refused";

    /// <summary>Nobody decided in time; its content is deleted.</summary>
    public const string Expired = "expired";

    private static readonly (string From, string Step, string Who, string To)[] Table =
    [
        (Held, "approve", "owner", Held),
        (Held, "refuse", "owner", Refused),
        (Held, "expire", "node", Expired),
        (Approved, "deliver", "node", Delivered),
        (Approved, "expire", "node", Expired),
    ];

    /// <summary>The states there are.</summary>
    public static IReadOnlyList<string> States { get; } = [Held, Approved, Delivered, Refused, Expired];

    /// <summary>The steps there are.</summary>
    public static IReadOnlyList<string> Steps { get; } = ["approve", "refuse", "deliver", "expire"];

    /// <summary>The steps that an owner takes.</summary>
    public static IReadOnlyList<string> OwnerSteps { get; } = ["approve", "refuse"];

    /// <summary>The state after a step; null when it is not possible. The last approval makes <c>held</c> <c>approved</c>.</summary>
    /// <param name="from">The state now.</param>
    /// <param name="step">The step.</param>
    /// <param name="who">owner: of data that the job computed on, who has not decided yet; or node.</param>
    /// <param name="last">Whether every other owner has approved.</param>
    public static string? Next(string from, string step, string who, bool last)
    {
        foreach (var t in Table)
        {
            if (t.From == from && t.Step == step && t.Who == who)
            {
                return step == "approve" && last ? Approved : t.To;
            }
        }

        return null;
    }

    /// <summary>Whether nothing can happen to it any more, and its content is gone from the airlock.</summary>
    /// <param name="state">A state.</param>
    public static bool Ended(string state) => state is Delivered or Refused or Expired;
}
