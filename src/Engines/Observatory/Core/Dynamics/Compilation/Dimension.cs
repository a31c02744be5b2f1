namespace KeyEcosystem.Observatory.Core.Dynamics.Compilation;

/// <summary>A dimension with its elements by name.</summary>
/// <param name="model">As the model has it.</param>
internal sealed class Dimension(ModelDimension model)
{
    private readonly Dictionary<string, int> places = model.Elements.Select((e, i) => (Name: Names.Fold(e), i)).ToDictionary(e => e.Name, e => e.i, StringComparer.Ordinal);

    public string Name { get; } = Names.Fold(model.Name);

    public string Shown => model.Name;

    public int Count => model.Elements.Count;

    public IReadOnlyList<string> Elements => model.Elements;

    /// <summary>Place of an element; -1 where there is none of the name.</summary>
    public int Place(string folded) => places.GetValueOrDefault(folded, -1);

    /// <summary>The element here that stands for one of another dimension: of the same name, else at the same place of as many.</summary>
    public int Counterpart(Dimension other, int place) =>
        ReferenceEquals(this, other) ? place : Place(Names.Fold(other.Elements[place])) is >= 0 and var named ? named : Count == other.Count ? place : -1;
}
