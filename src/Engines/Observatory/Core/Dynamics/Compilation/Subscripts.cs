using KeyEcosystem.Observatory.Core.Dynamics.Equations;
using static KeyEcosystem.Observatory.Core.Dynamics.Equations.Expression;

namespace KeyEcosystem.Observatory.Core.Dynamics.Compilation;

/// <summary>Finds which cells a name with subscripts means.</summary>
/// <param name="binder">Binds subscripts that are equations.</param>
/// <param name="flat">Names.</param>
internal sealed class Subscripts(Binder binder, Flattening flat)
{
    /// <summary>One of a list of elements that an array function goes through.</summary>
    public sealed record Loop(string Key, Dimension Dimension, IReadOnlyList<int> Places);

    /// <summary>What a subscript means: a place, a loop, or an equation.</summary>
    private readonly record struct Meaning(int Place, Loop? Loop, Expression? Equation);

    /// <summary>The value of a name.</summary>
    public Bound Value(Scope scope, Instance of, NameExpression name)
    {
        var (offset, moving) = Resolve(scope, of, name);
        return moving.Count == 0 ? Bound.Cell(of.First + offset) : Moving(of, offset, moving);
    }

    /// <summary>The element of an array without equations among its subscripts.</summary>
    public int Element(Scope scope, Instance of, NameExpression name)
    {
        var (offset, moving) = Resolve(scope, of, name);
        return moving.Count == 0 ? offset : throw scope.Place.Fault($"has a subscript of \"{of.Shown}\" that changes, where it must stand still", $"中“{of.Shown}”的下标须为固定值");
    }

    /// <summary>The loops that an array function has to go through for a name.</summary>
    public IEnumerable<Loop> Loops(Scope scope, Instance of, NameExpression name)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < of.Dimensions.Length; i++)
        {
            if (Mean(scope, of, Given(scope, of, name, i), i, seen, inLoops: true).Loop is { } loop)
            {
                yield return loop;
            }
        }
    }

    private (int Offset, List<(int Stride, int Count, Bound Position)> Moving) Resolve(Scope scope, Instance of, NameExpression name)
    {
        var (offset, moving) = (0, new List<(int, int, Bound)>());
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < of.Dimensions.Length; i++)
        {
            var meant = Mean(scope, of, Given(scope, of, name, i), i, seen, inLoops: false);
            if (meant.Equation is null)
            {
                offset += meant.Place * of.Stride(i);
                continue;
            }

            var position = binder.Bind(scope, meant.Equation);
            if (position.IsConstant && position.Value >= 1 && position.Value < of.Dimensions[i].Count + 1)
            {
                offset += ((int)position.Value - 1) * of.Stride(i);
            }
            else
            {
                moving.Add((of.Stride(i), of.Dimensions[i].Count, position));
            }
        }

        return (offset, moving);
    }

    /// <summary>A cell by positions that change; one outside the array is 0.</summary>
    private static Bound Moving(Instance of, int offset, List<(int Stride, int Count, Bound Position)> moving)
    {
        var (stride, count, position) = moving[0];
        if (moving.Count == 1)
        {
            return Bound.Indexed(of.First + offset, count, stride, position);
        }

        var rest = moving[1..];
        var chosen = Bound.Number(0);
        for (var i = count; i >= 1; i--)
        {
            chosen = Bound.Of(Op.Choose, Bound.Of(Op.Equal, Bound.Of(Op.Int, position), Bound.Number(i)), Moving(of, offset + ((i - 1) * stride), rest), chosen);
        }

        return chosen;
    }

    /// <summary>The subscript of a dimension: without any, the element of the owner's, or in an array function all.</summary>
    private static Subscript? Given(Scope scope, Instance of, NameExpression name, int dimension)
    {
        if (name.Subscripts is null)
        {
            return null;
        }

        return name.Subscripts.Count == of.Dimensions.Length ? name.Subscripts[dimension]
            : throw scope.Place.Fault($"gives {name.Subscripts.Count} subscripts to \"{of.Shown}\", which has {of.Dimensions.Length} dimensions", $"给“{of.Shown}”{name.Subscripts.Count} 个下标，而它有 {of.Dimensions.Length} 个维度");
    }

    private Meaning Mean(Scope scope, Instance of, Subscript? given, int dimension, Dictionary<string, int> seen, bool inLoops)
    {
        var own = of.Dimensions[dimension];
        if (given is null)
        {
            var key = $"*{own.Name}#{Next(seen, "*" + own.Name)}";
            return scope.Loops.TryGetValue(key, out var at) ? new Meaning(at.At, null, null)
                : inLoops ? new Meaning(0, All(key, own), null)
                : new Meaning(Same(scope, of, own, dimension, seen), null, null);
        }

        if (given.First is null || given.Last is not null)
        {
            var (from, to) = given.Last is null ? (0, own.Count - 1) : (Fixed(scope, own, given.First!), Fixed(scope, own, given.Last));
            var key = given.Last is null ? $"*{own.Name}#{Next(seen, "*" + own.Name)}" : $"{from}:{to}{own.Name}#{Next(seen, "*" + own.Name)}";
            return scope.Loops.TryGetValue(key, out var at) ? new Meaning(at.At, null, null)
                : inLoops ? new Meaning(0, new Loop(key, own, [.. Enumerable.Range(from, Math.Max(0, to - from + 1))]), null)
                : throw scope.Place.Fault($"has the array \"{of.Shown}\" where one value is needed", $"中“{of.Shown}”是数组，此处须为单个值");
        }

        if (given.First is NameExpression { Subscripts: null, Argument: null } word)
        {
            var name = word.Name;
            var prefix = own.Name + ".";
            var place = own.Place(name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : name);
            if (place >= 0 && !given.IsEach)
            {
                return new Meaning(place, null, null);
            }

            if (flat.Dimensions.TryGetValue(name, out var range))
            {
                return Ranged(scope, of, own, range, given.IsEach, seen, inLoops);
            }
        }

        return given.First is CallExpression { Name: "@" } at2 ? new Meaning(ByPosition(scope, of, own, (int)((NumberExpression)at2.Arguments[0]).Value - 1), null, null) : new Meaning(0, null, given.First);
    }

    private static Meaning Ranged(Scope scope, Instance of, Dimension own, Dimension range, bool isEach, Dictionary<string, int> seen, bool inLoops)
    {
        var occurrence = Next(seen, range.Name);
        var key = $"{range.Name}#{occurrence}";
        if (scope.Loops.TryGetValue(key, out var at))
        {
            return new Meaning(Counterpart(scope, of, own, range, at.At), null, null);
        }

        // The same dimension may stand several times on both sides: the first means the first.
        var places = scope.Owner.Dimensions.Select((d, i) => (d, i)).Where(d => ReferenceEquals(d.d, range)).Select(d => d.i).ToList();
        if (places.Count > 0 && !isEach)
        {
            return new Meaning(Counterpart(scope, of, own, range, scope.Places[places[Math.Min(occurrence, places.Count - 1)]]), null, null);
        }

        if (inLoops)
        {
            return new Meaning(0, All(key, range), null);
        }

        // Of an element of the whole range, one that is of a part of it, too.
        for (var i = 0; i < scope.Owner.Dimensions.Length; i++)
        {
            var element = Names.Fold(scope.Owner.Dimensions[i].Elements[scope.Places[i]]);
            if (range.Place(element) >= 0 && own.Place(element) is >= 0 and var place)
            {
                return new Meaning(place, null, null);
            }
        }

        // Ranges of other names but of one length go along with each other.
        for (var i = 0; i < scope.Owner.Dimensions.Length; i++)
        {
            if (scope.Owner.Dimensions[i].Count == range.Count && range.Count == own.Count)
            {
                return new Meaning(Counterpart(scope, of, own, range, scope.Places[i]), null, null);
            }
        }

        throw scope.Place.Fault($"has \"{of.Shown}\" over \"{range.Shown}\", which \"{scope.Owner.Shown}\" does not have, where one value is needed", $"中“{of.Shown}”涉及“{scope.Owner.Shown}”没有的维度“{range.Shown}”，此处须为单个值");
    }

    private static int Counterpart(Scope scope, Instance of, Dimension own, Dimension range, int place) => own.Counterpart(range, place) is >= 0 and var there ? there
        : throw scope.Place.Fault($"has \"{of.Shown}\" over \"{range.Shown}\": element \"{range.Elements[place]}\" is none of \"{own.Shown}\"", $"中“{of.Shown}”的“{range.Shown}”元素“{range.Elements[place]}”不属于“{own.Shown}”");

    private static Loop All(string key, Dimension dimension) => new(key, dimension, [.. Enumerable.Range(0, dimension.Count)]);

    private static int Next(Dictionary<string, int> seen, string name)
    {
        var next = seen.GetValueOrDefault(name);
        seen[name] = next + 1;
        return next;
    }

    /// <summary>Without a subscript: the element of the owner in the dimension of that name, or of one that has the same elements.</summary>
    private static int Same(Scope scope, Instance of, Dimension own, int dimension, Dictionary<string, int> seen)
    {
        var occurrence = seen["*" + own.Name] - 1;
        var same = scope.Owner.Dimensions.Select((d, i) => (d, i)).Where(d => ReferenceEquals(d.d, own)).Select(d => d.i).ToList();
        if (same.Count > 0)
        {
            return scope.Places[same[Math.Min(occurrence, same.Count - 1)]];
        }

        for (var i = 0; i < scope.Owner.Dimensions.Length; i++)
        {
            if (own.Place(Names.Fold(scope.Owner.Dimensions[i].Elements[scope.Places[i]])) is >= 0 and var place)
            {
                return place;
            }
        }

        return ByPosition(scope, of, own, dimension);
    }

    private static int ByPosition(Scope scope, Instance of, Dimension own, int dimension) =>
        dimension >= 0 && dimension < scope.Owner.Dimensions.Length && own.Counterpart(scope.Owner.Dimensions[dimension], scope.Places[dimension]) is >= 0 and var place ? place
            : throw scope.Place.Fault($"has the array \"{of.Shown}\" where one value is needed", $"中“{of.Shown}”是数组，此处须为单个值");

    private int Fixed(Scope scope, Dimension own, Expression given)
    {
        if (given is NameExpression { Subscripts: null, Argument: null } word && own.Place(word.Name) is >= 0 and var named)
        {
            return named;
        }

        var value = binder.Bind(scope, given);
        return value.IsConstant && value.Value >= 1 && value.Value <= own.Count ? (int)value.Value - 1
            : throw scope.Place.Fault($"has a range over \"{own.Shown}\" with an end that is none of its elements", $"中“{own.Shown}”的范围端点不是其元素");
    }
}
