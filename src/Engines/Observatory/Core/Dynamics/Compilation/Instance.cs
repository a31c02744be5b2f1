using KeyEcosystem.Observatory.Core.Dynamics.Equations;

namespace KeyEcosystem.Observatory.Core.Dynamics.Compilation;

/// <summary>A variable where it stands: a module may stand several times.</summary>
internal sealed class Instance
{
    public required ModelVariable Variable { get; init; }

    public required ModelPart Part { get; init; }

    /// <summary>All dimensions of the model.</summary>
    public IReadOnlyDictionary<string, Dimension>? Ranges { get; set; }

    /// <summary>Modules above it, as they are shown, each with its point.</summary>
    public required string Path { get; init; }

    /// <summary>The same as names are compared.</summary>
    public required string Scope { get; init; }

    public Dimension[] Dimensions { get; set; } = [];

    /// <summary>Its first cell.</summary>
    public int First { get; set; }

    /// <summary>How many cells it has.</summary>
    public int Count { get; set; } = 1;

    /// <summary>Its graphical functions, one for each cell; -1 where a cell has none.</summary>
    public int[] Tables { get; set; } = [];

    /// <summary>What feeds it from outside its module, and the scope in which that is read.</summary>
    public (Expression Equation, string Scope)? Source { get; set; }

    public string Shown => Path + Variable.Name;

    public EquationPlace Place => new(Shown, Variable.Line);

    /// <summary>Places of a cell in each dimension, the last running fastest.</summary>
    public int[] Places(int element)
    {
        var places = new int[Dimensions.Length];
        for (var i = Dimensions.Length - 1; i >= 0; i--)
        {
            places[i] = element % Dimensions[i].Count;
            element /= Dimensions[i].Count;
        }

        return places;
    }

    /// <summary>How far cells of neighbouring elements of a dimension are apart.</summary>
    public int Stride(int dimension) => Dimensions.Skip(dimension + 1).Aggregate(1, (all, d) => all * d.Count);

    /// <summary>Places of a subrange, given by its name, in a dimension; null where there is none.</summary>
    public IReadOnlyList<int>? RangeOf(int dimension, string folded)
    {
        if (folded == "*" || folded == Dimensions[dimension].Name)
        {
            return [.. Enumerable.Range(0, Dimensions[dimension].Count)];
        }

        return Ranges?.GetValueOrDefault(folded) is { } range && range.Elements.All(e => Dimensions[dimension].Place(Names.Fold(e)) >= 0)
            ? [.. range.Elements.Select(e => Dimensions[dimension].Place(Names.Fold(e)))]
            : null;
    }

    /// <summary>The name of a cell as results have it.</summary>
    public string Title(int element)
    {
        var places = Places(element);
        return Dimensions.Length == 0 ? Shown : $"{Shown}[{string.Join(',', Dimensions.Select((d, i) => d.Elements[places[i]]))}]";
    }
}
