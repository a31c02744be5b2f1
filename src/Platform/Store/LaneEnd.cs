namespace KeyEcosystem.Platform.Store;

/// <summary>The end of log and facts inside a batch that is not committed yet.</summary>
internal sealed class LaneEnd(long size, long nextFact, LanePreparation preparation)
{
    private readonly List<byte[]> leaves = [];

    /// <summary>Leaf hashes of the records given a place so far.</summary>
    public IReadOnlyList<byte[]> Leaves => leaves;

    /// <summary>Where the facts of the batch begin.</summary>
    public long FirstFact { get; } = nextFact;

    public long NextFact { get; private set; } = nextFact;

    /// <summary>Gives records and facts of an accepted change their places.</summary>
    /// <returns>The answer to the caller, and the rows to write.</returns>
    public (Committed Done, IReadOnlyList<PreparedRow> Rows) Append(PreparedChange change)
    {
        var rows = new List<PreparedRow>((2 * change.Records.Count) + change.Facts.Count);
        var first = size + leaves.Count;
        foreach (var record in change.Records)
        {
            var act = record.Act;
            rows.Add(Row(new EvidenceRow
            {
                Sequence = size + leaves.Count,
                Id = record.Id,
                At = change.At,
                Verb = act.Verb,
                Member = act.Member,
                Subject = act.Subjects.Count > 0 ? act.Subjects[0] : "",
                Outcome = act.Outcome,
                Leaf = record.Leaf,
                LeafHash = record.Hash,
            }));
            rows.Add(Row(new EvidenceDetailRow { Id = record.Id, Salt = record.Salt, Detail = act.Detail }));
            leaves.Add(record.Hash);
        }

        foreach (var fact in change.Facts)
        {
            rows.Add(Row(new FactRow { Position = NextFact++, Topic = fact.Topic, Aggregate = fact.Aggregate, Body = fact.Body, Evidence = first, At = change.At }));
        }

        return (new Committed(change.Records[0].Id, first, change.Records[0].Hash), rows);
    }

    /// <summary>Takes the last places back.</summary>
    public void Undo(int leafCount, long fact)
    {
        leaves.RemoveRange(leafCount, leaves.Count - leafCount);
        NextFact = fact;
    }

    private PreparedRow Row<T>(T row)
        where T : class
    {
        var shape = preparation.Shape<T>();
        var values = shape.Values(row);
        return new PreparedRow(RowChangeKind.Insert, shape, values[shape.KeyIndex]!, values);
    }
}
