using KeyEcosystem.Kernel;

namespace KeyEcosystem.Compute.Core.Airlock;

/// <summary>Where a sealed job may run: at the owner's own pool, or at one of an organisation that the owner named.</summary>
public static class SealedPlaces
{
    /// <summary>The first data set that must not be computed on at a pool of an organisation; null when all may.</summary>
    /// <param name="pool">Owner of the pool.</param>
    /// <param name="sender">Who sends the job.</param>
    /// <param name="sets">Data sets of others.</param>
    public static SealedSet? Against(MemberId pool, MemberId sender, IReadOnlyList<SealedSet> sets)
    {
        ArgumentNullException.ThrowIfNull(sets);

        // Who runs the machine sees what is on it: at the sender's own pool nothing would be unseen, whoever is named.
        return sets.FirstOrDefault(s => pool == sender || (s.Owner != pool && !s.Rules.Hosts.Contains(pool)));
    }
}
