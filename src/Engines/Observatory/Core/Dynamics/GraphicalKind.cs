namespace KeyEcosystem.Observatory.Core.Dynamics;

/// <summary>What a graphical function says between and beyond its points.</summary>
public enum GraphicalKind
{
    /// <summary>A line between points; the outermost points beyond them.</summary>
    Continuous,

    /// <summary>A line between points, which goes on beyond them.</summary>
    Extrapolate,

    /// <summary>The point before; the outermost points beyond them.</summary>
    Discrete,
}
