namespace KeyEcosystem.Observatory.Core.Dynamics;

/// <summary>A variable as the model's file has it.</summary>
public sealed record ModelVariable
{
    /// <summary>Its name as it was written.</summary>
    public required string Name { get; init; }

    /// <summary>What it is.</summary>
    public required VariableKind Kind { get; init; }

    /// <summary>Its equation; several where an array has one for each element.</summary>
    public IReadOnlyList<string> Equations { get; init; } = [];

    /// <summary>The equation at the start, where it is another.</summary>
    public string? InitialEquation { get; init; }

    /// <summary>Its dimensions.</summary>
    public IReadOnlyList<string> Dimensions { get; init; } = [];

    /// <summary>Equations of parts of the array.</summary>
    public IReadOnlyList<VariableElement> Elements { get; init; } = [];

    /// <summary>What fills a stock.</summary>
    public IReadOnlyList<string> Inflows { get; init; } = [];

    /// <summary>What drains a stock.</summary>
    public IReadOnlyList<string> Outflows { get; init; } = [];

    /// <summary>Whether it never falls below zero; null where the model's behaviour decides.</summary>
    public bool? NonNegative { get; init; }

    /// <summary>The graphical function that its equation is put through, or that it is.</summary>
    public GraphicalFunction? Function { get; init; }

    /// <summary>Its unit.</summary>
    public string? Units { get; init; }

    /// <summary>Its documentation.</summary>
    public string? Doc { get; init; }

    /// <summary><c>input</c> or <c>output</c> of a module.</summary>
    public string? Access { get; init; }

    /// <summary>Least value that makes sense.</summary>
    public double? Least { get; init; }

    /// <summary>Largest value that makes sense.</summary>
    public double? Most { get; init; }

    /// <summary>What this house says of it beside XMILE: <c>zh</c>, <c>role</c>, <c>source</c>, <c>indicator</c> and others.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Line of the file.</summary>
    public int Line { get; init; }
}
