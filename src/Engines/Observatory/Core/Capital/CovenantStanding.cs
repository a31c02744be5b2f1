namespace KeyEcosystem.Observatory.Core.Capital;

/// <summary>How a covenant stands on a day, and what that rests on.</summary>
/// <param name="Covenant">The covenant.</param>
/// <param name="State">How it stands.</param>
/// <param name="ReachedOn">The first day on which the value was reached, after the last day that counts too; null where it was not.</param>
/// <param name="Latest">The newest reading; null where there is none.</param>
/// <param name="DaysLeft">Days until the last one that counts; below zero when it has passed.</param>
public sealed record CovenantStanding(Covenant Covenant, CovenantState State, DateOnly? ReachedOn, CovenantReading? Latest, int DaysLeft)
{
    /// <summary>Breached, and reached afterwards.</summary>
    public bool ReachedLate => State == CovenantState.Breached && ReachedOn is not null;
}
