namespace KeyEcosystem.Observatory.Core.Dynamics.Experiments;

/// <summary>A variable that somebody decides on.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Base">Its value when nothing is done, which costs nothing.</param>
/// <param name="Most">The furthest it can be moved; below the base where less of it is more effort.</param>
/// <param name="Cost">What moving it from base to furthest costs; in between in proportion.</param>
/// <param name="Levels">Into how many equal steps the way is cut.</param>
public sealed record Lever(string Name, double Base, double Most, double Cost, int Levels)
{
    /// <summary>Its value at a level.</summary>
    /// <param name="level">From 0, the base.</param>
    public double Value(int level) => level == Levels ? Most : Base + ((Most - Base) * level / Levels);

    /// <summary>What a level costs.</summary>
    /// <param name="level">From 0, the base.</param>
    public double CostOf(int level) => Cost * level / Levels;
}
