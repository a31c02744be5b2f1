using KeyEcosystem.Kernel.Odrl;

namespace KeyEcosystem.Kernel.Policies;

/// <summary>Offers are closed to trials unless their provider opens them, by naming the role <c>trial</c> in a permission (ADR 0013).</summary>
public static class TrialTerms
{
    /// <summary>The role of a member on trial.</summary>
    public const string Role = "trial";

    /// <summary>Whether a permission of the policy names the role.</summary>
    /// <param name="policy">The offered or agreed policy.</param>
    public static bool OpenTo(OdrlPolicy policy) => policy.Rules.Any(r => r.Kind == OdrlRuleKind.Permission && r.Constraints.Any(Names));

    private static bool Names(OdrlConstraint constraint) => constraint switch
    {
        OdrlConstraint.Atomic { Left: "role", Operator: OdrlOperator.Eq or OdrlOperator.IsAnyOf } a => a.Right.Any(v => v.Text == Role),
        OdrlConstraint.Logical x => x.Of.Any(Names),
        _ => false,
    };
}
