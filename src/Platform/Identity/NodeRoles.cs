namespace KeyEcosystem.Platform.Identity;

/// <summary>The roles; an account has one or more, deny by default.</summary>
public static class NodeRoles
{
    /// <summary>Runs the node: admits members, sees the ecosystem as a whole, no tenant's data.</summary>
    public const string Operator = "operator";

    /// <summary>Acts for a member: publishes, signs, invites.</summary>
    public const string MemberAdmin = "member-admin";

    /// <summary>Works for a member: submits jobs, reads what the member may read.</summary>
    public const string MemberUser = "member-user";

    /// <summary>Verifies evidence, changes nothing.</summary>
    public const string Auditor = "auditor";

    /// <summary>Reads indicators and determinations across members, changes nothing.</summary>
    public const string Regulator = "regulator";

    /// <summary>A machine at a member's cluster: attaches its pools and runs what the node gives to them, nothing else.</summary>
    public const string Agent = "agent";

    /// <summary>Signed up, not admitted: capped use of open offers.</summary>
    public const string Trial = "trial";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Operator, MemberAdmin, MemberUser, Auditor, Regulator, Trial, Agent];
}
