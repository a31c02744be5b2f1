using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Identity;

namespace KeyEcosystem.Host.Identity;

/// <summary>Who may give what to whom: an administrator to the own member, an operator to any.</summary>
internal static class Grants
{
    private static readonly string[] MemberRoles = [NodeRoles.MemberAdmin, NodeRoles.MemberUser, NodeRoles.Agent];
    private static readonly string[] AllRoles = [.. MemberRoles, NodeRoles.Operator, NodeRoles.Auditor, NodeRoles.Regulator];

    private static readonly Refusal TooLow = new("access.role", "Your role may not do this.", "An administrator does this for the own member; an operator for any. 管理员可为本机构办理，运营方可为任何机构办理。");

    /// <summary>The tenant that a caller may see and touch: null for any.</summary>
    public static Result<MemberId?> Reach(Caller caller) =>
        caller.Is(NodeRoles.Operator) ? (MemberId?)null : caller.Is(NodeRoles.MemberAdmin) ? (MemberId?)caller.Member : TooLow;

    /// <summary>The member something is made for with these roles, when the caller may.</summary>
    public static Result<MemberId> For(Caller caller, MemberId? asked, IReadOnlyList<string>? roles)
    {
        var reach = Reach(caller);
        if (!reach.IsOk || (reach.Value is { } own && (asked ?? own) != own))
        {
            return TooLow;
        }

        return Unfit(caller, roles) is { } unfit ? unfit : asked ?? caller.Member;
    }

    /// <summary>Why the caller may not touch this account: nobody touches one that may do more.</summary>
    public static Refusal? Above(Caller caller, UserAccount account) =>
        caller.Is(NodeRoles.Operator) || account.Roles.All(MemberRoles.Contains) ? null : TooLow;

    /// <summary>Why the caller may not give these roles; null when the caller may.</summary>
    private static Refusal? Unfit(Caller caller, IReadOnlyList<string>? roles)
    {
        var may = caller.Is(NodeRoles.Operator) ? AllRoles : MemberRoles;
        return roles is { Count: > 0 and <= 6 } && roles.All(may.Contains) ? null : Refusal.Field("roles", "one or more of " + string.Join(", ", may), roles is null ? null : string.Join(',', roles));
    }
}
