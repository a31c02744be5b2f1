namespace KeyEcosystem.Observatory.Core.Coverage;

/// <summary>How far one rule is covered.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Covered">Units with at least one live deployment.</param>
/// <param name="Total">Units that the rule counts.</param>
/// <param name="TargetPercent">The share to be reached, in percent.</param>
public sealed record RuleCoverage(CountingRule Rule, int Covered, int Total, int TargetPercent)
{
    /// <summary>The fewest units whose share is at least the target.</summary>
    public int Needed => ((Total * TargetPercent) + 99) / 100;

    /// <summary>Whether the share is at least the target.</summary>
    public bool Reached => Total > 0 && Covered >= Needed;

    /// <summary>How many are wanting.</summary>
    public int Missing => Math.Max(0, Needed - Covered);

    /// <summary>The share in percent with two digits. One that is not reached is never told as the target: it is cut there, not rounded.</summary>
    public decimal SharePercent
    {
        get
        {
            if (Total == 0)
            {
                return 0;
            }

            var share = Covered * 100m / Total;
            var rounded = decimal.Round(share, 2, MidpointRounding.AwayFromZero);
            return !Reached && rounded >= TargetPercent ? decimal.Round(share, 2, MidpointRounding.ToZero) : rounded;
        }
    }
}
