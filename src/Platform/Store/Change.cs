namespace KeyEcosystem.Platform.Store;

/// <summary>
/// All that one command writes. It can't be made without the act that records it, so there is no change without its record;
/// everything in it is committed together or not at all.
/// </summary>
public sealed class Change
{
    private readonly List<Act> acts = [];
    private readonly List<RowChange> rows = [];
    private readonly List<Fact> facts = [];

    /// <summary>Begins a change with its record.</summary>
    /// <param name="act">What is put on record.</param>
    public Change(Act act) => acts.Add(act);

    /// <summary>The records, the first being the main one.</summary>
    public IReadOnlyList<Act> Acts => acts;

    /// <summary>The rows, in the order given.</summary>
    public IReadOnlyList<RowChange> Rows => rows;

    /// <summary>The facts, in the order given.</summary>
    public IReadOnlyList<Fact> Facts => facts;

    /// <summary>A further record in the same commit.</summary>
    /// <param name="act">What is put on record.</param>
    public Change Also(Act act)
    {
        acts.Add(act);
        return this;
    }

    /// <summary>A new row. A row that is an <see cref="IRow"/> gets version 1.</summary>
    /// <typeparam name="T">The mapped class.</typeparam>
    /// <param name="row">The row.</param>
    public Change Insert<T>(T row)
        where T : class => Do(new RowChange(RowChangeKind.Insert, typeof(T), row));

    /// <summary>New values of a row, against the version it carries.</summary>
    /// <typeparam name="T">The mapped class.</typeparam>
    /// <param name="row">The row with its new values and the version that was read.</param>
    public Change Update<T>(T row)
        where T : class, IRow => Do(new RowChange(RowChangeKind.Update, typeof(T), row));

    /// <summary>Removal of a row, against the version it carries.</summary>
    /// <typeparam name="T">The mapped class.</typeparam>
    /// <param name="row">The row as read.</param>
    public Change Delete<T>(T row)
        where T : class, IRow => Do(new RowChange(RowChangeKind.Delete, typeof(T), row));

    /// <summary>Adds to a number without reading it first; the sum stays within 0 and the cap.</summary>
    /// <typeparam name="T">The mapped class.</typeparam>
    /// <param name="id">The row's key.</param>
    /// <param name="property">The property to add to.</param>
    /// <param name="delta">How much; negative gives back.</param>
    /// <param name="capProperty">The property that bounds the sum; null for none.</param>
    public Change Add<T>(Guid id, string property, long delta, string? capProperty = null)
        where T : class, IRow => Do(new RowChange(RowChangeKind.Add, typeof(T), null, id, property, delta, capProperty));

    /// <summary>Writes nothing, but fails the whole change as stale when the row has another version by then: for what a decision relied on.</summary>
    /// <typeparam name="T">The mapped class.</typeparam>
    /// <param name="id">The row's key.</param>
    /// <param name="version">The version that the decision saw.</param>
    public Change Require<T>(Guid id, long version)
        where T : class, IRow => Do(new RowChange(RowChangeKind.Require, typeof(T), null, id, Version: version));

    /// <summary>A meter reading, due to be settled.</summary>
    /// <param name="reading">The reading.</param>
    public Change Meter(MeterRow reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        return Insert(reading).Insert(new MeterDueRow { Id = reading.Id });
    }

    /// <summary>Takes the mark off a reading that this change settles. Whoever comes second finds no mark: the whole change is refused with <c>state.stale</c>.</summary>
    /// <param name="reading">The reading's id.</param>
    public Change Settled(Guid reading) => Delete(new MeterDueRow { Id = reading, Version = 1 });

    /// <summary>A fact for the other rooms.</summary>
    /// <param name="fact">What happened.</param>
    public Change Tell(Fact fact)
    {
        facts.Add(fact);
        return this;
    }

    private Change Do(RowChange row)
    {
        rows.Add(row);
        return this;
    }
}
