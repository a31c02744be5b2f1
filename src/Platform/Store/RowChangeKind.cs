namespace KeyEcosystem.Platform.Store;

/// <summary>What a command does with a row.</summary>
public enum RowChangeKind
{
    /// <summary>A new row; refused with <c>state.exists</c> when the key or a unique value is taken.</summary>
    Insert,

    /// <summary>New values against the version read; refused with <c>state.stale</c>.</summary>
    Update,

    /// <summary>Removal against the version read; refused with <c>state.stale</c>.</summary>
    Delete,

    /// <summary>Adds to one column, within its bounds; refused with <c>reservation.exceeded</c>.</summary>
    Add,

    /// <summary>Writes nothing; refused with <c>state.stale</c> unless the row is there with the version named.</summary>
    Require,
}
