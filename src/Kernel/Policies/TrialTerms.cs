namespace KeyEcosystem.Kernel.Policies;

/// <summary>Offers are closed to trials unless their provider opens them, by naming the role <c>trial</c> in a permission (ADR 0013).</summary>
public static class TrialTerms
{
    /// <summary>The role of a member on trial.</summary>
    public const string Role = "trial";

    /// <summary>Whether a permission of the policy names the role.</summary>
    /// <param name="policy">The offered or agreed policy.</param>
    public static bool OpenTo(Policy policy) => policy.Permissions.Any(p => p.Constraints.Any(Names));

    private static bool Names(Constraint constraint) => constraint switch
    {
        Constraint.Atomic { Left: Operand.Role, Operator: Operator.Eq or Operator.IsAnyOf } a => a.Right.Contains(Role),
        Constraint.And x => x.Of.Any(Names),
        Constraint.Or x => x.Of.Any(Names),
        Constraint.Xone x => x.Of.Any(Names),
        _ => false,
    };
}
