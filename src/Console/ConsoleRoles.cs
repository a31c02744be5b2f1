namespace KeyEcosystem.WebConsole;

/// <summary>The node's roles, for <c>[Authorize(Roles = ...)]</c> on pages. What a role may do is decided by the API; here it is decided what is shown.</summary>
public static class ConsoleRoles
{
    /// <summary>Runs the node.</summary>
    public const string Operator = "operator";

    /// <summary>Acts for a member.</summary>
    public const string MemberAdmin = "member-admin";

    /// <summary>Works for a member.</summary>
    public const string MemberUser = "member-user";

    /// <summary>Verifies evidence.</summary>
    public const string Auditor = "auditor";

    /// <summary>Reads across members.</summary>
    public const string Regulator = "regulator";

    /// <summary>Signed up, not admitted.</summary>
    public const string Trial = "trial";

    /// <summary>Those who work inside a member.</summary>
    public const string OfMember = MemberAdmin + "," + MemberUser;

    /// <summary>Those who use what is offered: members' people, and trials within their caps.</summary>
    public const string Users = OfMember + "," + Trial;

    /// <summary>Those who rule on disputes of others.</summary>
    public const string Arbiters = Operator + "," + Regulator;

    /// <summary>Those who may have an agreement to read: parties, and who rules on a dispute about it.</summary>
    public const string AgreementReaders = Users + "," + Arbiters;

    /// <summary>Those who administer accounts.</summary>
    public const string Administrators = Operator + "," + MemberAdmin;
}
