namespace KeyEcosystem.Members.Core;

/// <summary>The admission workflow as one table. Listed entities have no way in: the organisation itself must apply.</summary>
public static class Admission
{
    private static readonly (MemberState From, string Step, MemberState To)[] Transitions =
    [
        (MemberState.Applied, "admit", MemberState.Admitted),
        (MemberState.Applied, "withdraw", MemberState.Left),
        (MemberState.Admitted, "suspend", MemberState.Suspended),
        (MemberState.Admitted, "leave", MemberState.Left),
        (MemberState.Suspended, "reinstate", MemberState.Admitted),
        (MemberState.Suspended, "leave", MemberState.Left),
        (MemberState.Left, "apply", MemberState.Applied),
        (MemberState.Trial, "leave", MemberState.Left),
    ];

    /// <summary>The steps there are.</summary>
    public static IReadOnlyList<string> Steps { get; } = ["admit", "withdraw", "suspend", "reinstate", "leave", "apply"];

    /// <summary>The state after a step; null when the step is not allowed from here.</summary>
    /// <param name="from">The state now.</param>
    /// <param name="step">One of <see cref="Steps"/>.</param>
    public static MemberState? Next(MemberState from, string step)
    {
        foreach (var t in Transitions)
        {
            if (t.From == from && t.Step == step)
            {
                return t.To;
            }
        }

        return null;
    }

    /// <summary>The steps allowed from a state.</summary>
    /// <param name="from">The state now.</param>
    public static IReadOnlyList<string> From(MemberState from) => [.. Transitions.Where(t => t.From == from).Select(t => t.Step)];
}
