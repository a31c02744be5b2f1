namespace KeyEcosystem.Compute.Core.Placement;

/// <summary>Places tasks that start together: the least number of every set or nothing, then as many more as fit.</summary>
public static class Gangs
{
    /// <summary>Places a gang.</summary>
    /// <param name="placer">Chooses the places.</param>
    /// <param name="sets">The sets of the gang.</param>
    /// <returns>Places by set; null when the least numbers do not fit together, and then nothing is held.</returns>
    public static IReadOnlyList<IReadOnlyList<TaskPlace>>? Place(Placer placer, IReadOnlyList<PodSet> sets)
    {
        ArgumentNullException.ThrowIfNull(placer);
        ArgumentNullException.ThrowIfNull(sets);
        if (sets.FirstOrDefault(s => s.Least < 0 || s.Most < s.Least) is { } wrong)
        {
            throw new ArgumentException($"A set starts from {wrong.Least} to {wrong.Most} tasks: the first is not below 0 and not above the second.", nameof(sets));
        }

        var places = sets.Select(_ => new List<TaskPlace>()).ToArray();
        if (!sets.Index().All(s => Grow(placer, s.Item, places[s.Index], s.Item.Least)))
        {
            foreach (var (set, held) in sets.Zip(places))
            {
                held.ForEach(p => placer.Release(set.Task, p));
            }

            return null;
        }

        // One more of each in turn: no set is starved by the one before it.
        for (var more = true; more;)
        {
            more = false;
            foreach (var (set, held) in sets.Zip(places))
            {
                more |= held.Count < set.Most && Grow(placer, set, held, held.Count + 1);
            }
        }

        return places;
    }

    private static bool Grow(Placer placer, PodSet set, List<TaskPlace> held, int to)
    {
        while (held.Count < to)
        {
            if (placer.Place(set.Task) is not { } place)
            {
                return false;
            }

            held.Add(place);
        }

        return true;
    }
}
