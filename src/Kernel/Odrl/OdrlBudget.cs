namespace KeyEcosystem.Kernel.Odrl;

/// <summary>How much may still be tried. Who asks for more than there is gets no verdict, soon.</summary>
internal sealed class OdrlBudget(long steps)
{
    private long left = steps;

    /// <summary>Whether everything could be tried.</summary>
    public bool Spent => left < 0;

    public bool Take(long steps = 1)
    {
        left -= Math.Max(1, steps);
        return left >= 0;
    }
}
