namespace KeyEcosystem.Observatory.Core.Dynamics.Compilation;

/// <summary>One number of a running model: a variable, an element of an array, or what a function such as a delay keeps.</summary>
/// <param name="name">Whose it is.</param>
/// <param name="line">Line of the file.</param>
internal sealed class Cell(string name, int line)
{
    public string Name => name;

    public int Line => line;

    /// <summary>Whether it changes only by its net flow.</summary>
    public bool IsStock { get; set; }

    /// <summary>Whether it has its value from the start and keeps it.</summary>
    public bool IsFixed { get; set; }

    /// <summary>Whether it never falls below zero.</summary>
    public bool IsClamped { get; set; }

    /// <summary>Its value at the start.</summary>
    public Bound? Initial { get; set; }

    /// <summary>Its value at an instant, or the net flow of a stock.</summary>
    public Bound? Running { get; set; }

    /// <summary>Whether its value changes during a run.</summary>
    public bool IsVarying { get; set; }
}
