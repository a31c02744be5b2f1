namespace KeyEcosystem.Kernel.Odrl;

/// <summary>How much may still be tried. Who asks for more than there is gets no verdict, soon.</summary>
internal sealed class OdrlBudget(long steps)
{
    private long left = steps;

    /// <summary>Whether everything could be tried.</summary>
    public bool Spent => left < 0;

    /// <summary>Takes steps; false where there are not that many left.</summary>
    public bool Take(long steps = 1)
    {
        left = left < 0 ? left : left - Math.Max(1, steps);
        return left >= 0;
    }

    /// <summary>Gives up: there is more to try than there ever was.</summary>
    public void Drain() => left = -1;
}
