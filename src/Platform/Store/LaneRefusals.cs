using KeyEcosystem.Kernel;

namespace KeyEcosystem.Platform.Store;

/// <summary>What the lane says when a row is not as the command wants it, the same on both stores.</summary>
internal static class LaneRefusals
{
    public static Refusal Of(PreparedRow row) => row.Kind switch
    {
        RowChangeKind.Add => new Refusal("reservation.exceeded", "There is not enough left.", $"The sum in {row.Shape.Table} would leave its bounds."),
        RowChangeKind.Insert => Exists(row.Shape.Table),
        _ => new Refusal("state.stale", "This was changed meanwhile.", $"The row of {row.Shape.Table} has another version: read it again and repeat."),
    };

    public static Refusal Exists(string table) => new("state.exists", "This is there already.", $"A row of {table} has the same key or unique value.");

    public static Refusal Unfit(string table) => new("command.invalid", "The store refuses this row.", $"A value does not fit {table}.");
}
