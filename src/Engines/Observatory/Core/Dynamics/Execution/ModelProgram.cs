namespace KeyEcosystem.Observatory.Core.Dynamics.Execution;

/// <summary>A model as instructions over an array of numbers.</summary>
internal sealed class ModelProgram
{
    public const int TimeAt = 0;
    public const int StepTimeAt = 1;
    public const int FirstStockAt = 2;

    public required SimulationSpecs Specs { get; init; }

    /// <summary>Computes all cells at the start.</summary>
    public required Instruction[] Initial { get; init; }

    /// <summary>Computes what changes, at an instant.</summary>
    public required Instruction[] Running { get; init; }

    /// <summary>Computes the net flows of stocks.</summary>
    public required Instruction[] Net { get; init; }

    /// <summary>How many stocks change; they stand first.</summary>
    public required int Stocks { get; init; }

    /// <summary>Where their net flows stand.</summary>
    public required int NetAt { get; init; }

    /// <summary>Stocks that never fall below zero.</summary>
    public required int[] Clamped { get; init; }

    /// <summary>Numbers and where they stand.</summary>
    public required (int At, double Value)[] Constants { get; init; }

    /// <summary>Places of memory.</summary>
    public required int Size { get; init; }

    /// <summary>How many values come from outside.</summary>
    public required int Inputs { get; init; }

    public required GraphicalFunctionTable[] Tables { get; init; }

    /// <summary>Where what is kept of the past stands, and whether only of the step before.</summary>
    public required (int At, bool OneStep)[] Histories { get; init; }

    public required double?[] Streams { get; init; }
}
