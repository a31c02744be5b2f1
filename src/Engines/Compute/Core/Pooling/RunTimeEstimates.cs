namespace KeyEcosystem.Compute.Core.Pooling;

/// <summary>
/// Run times learned from workloads that have ended, by owner and size of the gang; from the owner's others, and then from everybody's, where too few are known.
/// Run times are heavy-tailed, so what is left is asked of those that ran at least as long already.
/// </summary>
public sealed class RunTimeEstimates
{
    private const int KeptMax = 256;
    private const int EnoughMin = 6;
    private const double PriorMs = 3600_000;
    private readonly Dictionary<(int Owner, int Size), Sample> samples = [];

    /// <summary>Learns from one that has ended.</summary>
    /// <param name="owner">Whose it was.</param>
    /// <param name="devices">Devices of its gang.</param>
    /// <param name="ranMs">Useful work it needed.</param>
    public void Observe(OwnerId owner, int devices, long ranMs)
    {
        Of(owner.Number, devices).Add(ranMs);
        Of(owner.Number, 0).Add(ranMs);
        Of(-1, devices).Add(ranMs);
        Of(-1, 0).Add(ranMs);
    }

    /// <summary>Mean time left.</summary>
    /// <param name="owner">Whose it is.</param>
    /// <param name="devices">Devices of its gang.</param>
    /// <param name="ranMs">Useful work already done.</param>
    public double MeanLeftMs(OwnerId owner, int devices, long ranMs)
    {
        var sample = Best(owner.Number, devices, ranMs);
        return sample?.MeanLeft(ranMs) ?? PriorMs + ranMs;
    }

    /// <summary>The time left that a part of those alike do not exceed.</summary>
    /// <param name="owner">Whose it is.</param>
    /// <param name="devices">Devices of its gang.</param>
    /// <param name="ranMs">Useful work already done.</param>
    /// <param name="part">Which part: 0.5 for the median.</param>
    public double LeftMs(OwnerId owner, int devices, long ranMs, double part)
    {
        var sample = Best(owner.Number, devices, ranMs);
        return sample?.Left(ranMs, part) ?? (PriorMs + ranMs) * part * 2;
    }

    /// <summary>
    /// Least expected time per completion (the inverse of Gittins' index): how much work a completion costs if one may stop at the best moment. Small for those of which many
    /// end soon, even when a few run for days.
    /// </summary>
    /// <param name="owner">Whose it is.</param>
    /// <param name="devices">Devices of its gang.</param>
    /// <param name="ranMs">Useful work already done.</param>
    public double CostOfCompletionMs(OwnerId owner, int devices, long ranMs)
    {
        var sample = Best(owner.Number, devices, ranMs);
        return sample?.CostOfCompletion(ranMs) ?? PriorMs + ranMs;
    }

    /// <summary>The same knowledge, to be read while the first goes on learning.</summary>
    public RunTimeEstimates Copy()
    {
        var copy = new RunTimeEstimates();
        foreach (var (group, sample) in samples)
        {
            copy.samples.Add(group, sample.Copy());
        }

        return copy;
    }

    private Sample? Best(int owner, int devices, long ranMs)
    {
        foreach (var key in (ReadOnlySpan<(int, int)>)[(owner, devices), (owner, 0), (-1, devices), (-1, 0)])
        {
            if (samples.TryGetValue(key, out var sample) && sample.CountAbove(ranMs) >= EnoughMin)
            {
                return sample;
            }
        }

        return null;
    }

    private Sample Of(int owner, int devices)
    {
        if (!samples.TryGetValue((owner, devices), out var sample))
        {
            samples.Add((owner, devices), sample = new Sample());
        }

        return sample;
    }

    /// <summary>The last run times of a group, sorted.</summary>
    private sealed class Sample
    {
        private readonly Queue<long> arrived = new();
        private readonly List<long> sorted = [];
        private double? costAtStart;

        public Sample Copy()
        {
            var copy = new Sample();
            foreach (var ran in arrived)
            {
                copy.arrived.Enqueue(ran);
            }

            copy.sorted.AddRange(sorted);
            return copy;
        }

        public void Add(long ran)
        {
            if (arrived.Count == KeptMax)
            {
                sorted.RemoveAt(First(arrived.Dequeue()));
            }

            arrived.Enqueue(ran);
            sorted.Insert(First(ran), ran);
            costAtStart = null;
        }

        public int CountAbove(long ran) => sorted.Count - First(ran + 1);

        public double MeanLeft(long ran)
        {
            var from = First(ran + 1);
            var sum = 0.0;
            for (var i = from; i < sorted.Count; i++)
            {
                sum += sorted[i] - ran;
            }

            return sum / (sorted.Count - from);
        }

        public double Left(long ran, double part)
        {
            var from = First(ran + 1);
            return sorted[from + (int)((sorted.Count - from) * part)] - ran;
        }

        public double CostOfCompletion(long ran)
        {
            if (ran == 0 && costAtStart is { } known)
            {
                return known;
            }

            var from = First(ran + 1);
            var best = double.PositiveInfinity;
            var sum = 0.0;
            for (var i = from; i < sorted.Count; i++)
            {
                sum += sorted[i] - ran;
                var done = i - from + 1;
                var stopped = (double)(sorted.Count - i - 1) * (sorted[i] - ran);
                best = Math.Min(best, (sum + stopped) / done);
            }

            if (ran == 0)
            {
                costAtStart = best;
            }

            return best;
        }

        /// <summary>Index of the first that is not below.</summary>
        private int First(long ran)
        {
            var (low, high) = (0, sorted.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = sorted[middle] < ran ? (middle + 1, high) : (low, middle);
            }

            return low;
        }
    }
}
