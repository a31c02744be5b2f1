using System.Globalization;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Identity;

namespace KeyEcosystem.Market.Api;

/// <summary>Whose books, which of them and over which period a caller may see.</summary>
internal static class Scope
{
    private static readonly string[] InstantForms = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>Operator, auditor and regulator see all books.</summary>
    public static bool SeesAll(Caller caller) => caller.Is(NodeRoles.Operator) || caller.Is(NodeRoles.Auditor) || caller.Is(NodeRoles.Regulator);

    /// <summary>The member whose books are shown; null for everybody's. A member's people see the books of their credential's member, whatever the request says.</summary>
    public static Result<MemberId?> Books(Caller caller, string? member)
    {
        MemberId? asked = null;
        if (member is not null)
        {
            if (!MemberId.TryParse(member, null, out var id))
            {
                return Refusal.Field("member", "a member's id", member);
            }

            asked = id;
        }

        if (SeesAll(caller))
        {
            return asked;
        }

        if (!caller.Is(NodeRoles.MemberAdmin) && !caller.Is(NodeRoles.MemberUser) && !caller.Is(NodeRoles.Trial))
        {
            return new Refusal("access.role", "Your role may not do this.", "Books are for a member's own people, and for operators, auditors and regulators. 账簿仅供该成员机构的人员以及运营方、审计方、监管方查看。");
        }

        return asked is null || asked == caller.Member
            ? (MemberId?)caller.Member
            : new Refusal("access.member", "These are not your books.", "Your credential shows the books of your own organisation only.");
    }

    /// <summary>The books of demonstrations, or the others; never both.</summary>
    public static Result<bool> Demonstration(string? text) => text switch
    {
        null or "false" => false,
        "true" => true,
        _ => Refusal.Field("demonstration", "true or false", text),
    };

    /// <summary>An instant in UTC; null when not given.</summary>
    public static Result<DateTimeOffset?> Instant(string field, string? text) =>
        text is null ? (DateTimeOffset?)null
        : DateTimeOffset.TryParseExact(text, InstantForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? (DateTimeOffset?)at
        : Refusal.Field(field, "a day or instant such as 2026-03-01 or 2026-03-01T08:00:00Z", text);
}
