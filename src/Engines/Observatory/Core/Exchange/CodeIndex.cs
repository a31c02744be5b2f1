namespace KeyEcosystem.Observatory.Core.Exchange;

/// <summary>Values in order of their first use, each by its place.</summary>
internal sealed class CodeIndex<T>
    where T : notnull
{
    private readonly Dictionary<T, int> places;

    public CodeIndex(IEnumerable<T> values)
    {
        Values = [.. values.Distinct()];
        places = Values.Select((v, i) => (v, i)).ToDictionary(p => p.v, p => p.i);
    }

    public IReadOnlyList<T> Values { get; }

    public int this[T value] => places[value];
}
