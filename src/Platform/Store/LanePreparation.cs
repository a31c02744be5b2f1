using System.Security.Cryptography;
using System.Text;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Evidence;
using KeyEcosystem.Platform.Evidence;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Platform.Store;

/// <summary>Turns changes into the store's values, and refuses what no store would take, in the same words for both.</summary>
internal sealed class LanePreparation(IDbContextFactory<NodeContext> contexts, IIds ids, LogSuite suite, TimeProvider clock)
{
    private const int SubjectsMax = 16;

    private readonly Dictionary<Type, RowShape> shapes = Shapes(contexts);

    /// <summary>How a mapped class is written.</summary>
    public RowShape Shape<T>() => shapes[typeof(T)];

    public Result<PreparedChange> Prepare(Change change)
    {
        try
        {
            var rows = new List<PreparedRow>(change.Rows.Count);
            foreach (var row in change.Rows)
            {
                if (!shapes.TryGetValue(row.Type, out var shape))
                {
                    return new Refusal("command.invalid", "This row is not mapped.", $"{row.Type.Name} is not part of the store.");
                }

                var made = Row(shape, row);
                if (Unfit(made) is { } why)
                {
                    return new Refusal("command.invalid", "The store refuses this row.", why);
                }

                rows.Add(made);
            }

            var at = clock.GetUtcNow();
            var records = new List<PreparedRecord>(change.Acts.Count);
            foreach (var act in change.Acts)
            {
                if (act.Subjects.Count > SubjectsMax)
                {
                    return new Refusal("command.invalid", "The record can't be written.", $"A record has at most {SubjectsMax} subjects; this one has {act.Subjects.Count}.");
                }

                if (StoredText.Fault(act.Detail) is { } fault)
                {
                    return new Refusal("command.invalid", "The record can't be written.", $"Its detail {fault}.");
                }

                records.Add(Record(act, at));
            }

            return change.Facts.Select(f => StoredText.Fault(f.Topic) ?? StoredText.Fault(f.Body)).FirstOrDefault(f => f is not null) is { } wrong
                ? new Refusal("command.invalid", "The fact can't be written.", $"A fact {wrong}.")
                : new PreparedChange(at, rows, records, change.Facts);
        }
        catch (ArgumentException wrong)
        {
            return new Refusal("command.invalid", "The record can't be written.", wrong.Message);
        }
        catch (Exception)
        {
            return new Refusal("command.invalid", "The change can't be written.", "A row, a property or a value of it does not fit the store.");
        }
    }

    private static PreparedRow Row(RowShape shape, RowChange row)
    {
        switch (row.Kind)
        {
            case RowChangeKind.Add:
                var column = shape.ByProperty[row.Property!];
                var cap = row.CapProperty is null ? -1 : shape.ByProperty[row.CapProperty];
                return shape.Columns[column].IsNumber && (cap < 0 || shape.Columns[cap].IsNumber)
                    ? new PreparedRow(row.Kind, shape, shape.KeyToProvider(row.Key)!, [], 0, column, cap, row.Delta)
                    : throw new InvalidOperationException("Only numbers are added to.");
            case RowChangeKind.Require:
                return new PreparedRow(row.Kind, shape, shape.KeyToProvider(row.Key)!, [], row.Version);
            default:
                var values = shape.Values(row.Row!);
                return new PreparedRow(row.Kind, shape, values[shape.KeyIndex]!, values, (row.Row as IRow)?.Version ?? 0);
        }
    }

    private static string? Unfit(PreparedRow row)
    {
        for (var i = 0; i < row.Values.Length && row.Kind != RowChangeKind.Delete; i++)
        {
            if (row.Values[i] is null && !row.Shape.Columns[i].Nullable)
            {
                return $"{row.Shape.Columns[i].Name} is missing.";
            }

            if (row.Values[i] is string text && StoredText.Fault(text) is { } fault)
            {
                return $"{row.Shape.Columns[i].Name} {fault}.";
            }
        }

        return null;
    }

    private static Dictionary<Type, RowShape> Shapes(IDbContextFactory<NodeContext> contexts)
    {
        using var db = contexts.CreateDbContext();
        return RowShape.All(db.Model);
    }

    private PreparedRecord Record(Act act, DateTimeOffset at)
    {
        var id = ids.Next();
        var salt = RandomNumberGenerator.GetBytes(EvidenceLeaf.SaltSize);
        var commitment = EvidenceLeaf.Commit(salt, Encoding.UTF8.GetBytes(act.Detail), suite.Value.Hash);
        var leaf = EvidenceLeaf.Encode(id, at.UtcTicks, act.Verb, act.Actor, act.Member, act.Subjects, act.Outcome, commitment, suite.Value.Name);
        return new PreparedRecord(id, act, salt, leaf, MerkleTree.LeafHash(leaf, suite.Value.Hash));
    }
}
