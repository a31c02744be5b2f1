namespace KeyEcosystem.Kernel.Policies;

/// <summary>The use that a policy is asked about.</summary>
/// <param name="Action">read, compute, transfer, distribute.</param>
/// <param name="Purpose">Declared purpose.</param>
/// <param name="Recipient">Consumer's member id in text form.</param>
/// <param name="Role">Consumer's kind of organisation.</param>
/// <param name="Industry">Consumer's industry; null when not stated.</param>
/// <param name="Country">Consumer's country.</param>
/// <param name="At">The instant.</param>
/// <param name="CountBefore">Uses before this one under the same agreement.</param>
public readonly record struct UseRequest(string Action, string Purpose, string Recipient, string Role, string? Industry, string Country, DateTimeOffset At, long CountBefore)
{
    /// <summary>What can be done with an asset of this node, each a part of ODRL's <c>use</c> but to share onward.</summary>
    public static IReadOnlyList<string> Actions { get; } = ["read", "compute", "transfer", "distribute"];

    /// <summary>Instead of a key of <see cref="Parts"/>: whatever parts may be seen.</summary>
    public const string AnyParts = "*";

    /// <summary>Of a table that is used in part: the key of the parts (<see cref="VisibleParts.Key"/>), or <see cref="AnyParts"/>; null where it is used as a whole.</summary>
    public string? Parts { get; init; }

    /// <summary>Bytes that will have been read under the same agreement when this use is over; null where that is not known, and a rule about it can't be judged then.</summary>
    public long? Bytes { get; init; }

    /// <summary>Rows of tables that will have been read under the same agreement when this use is over; null where it reads no table, and a rule about it can't be judged then.</summary>
    public long? Rows { get; init; }

    /// <summary>Which duties of the terms are done; null for none.</summary>
    public DutiesDone? Done { get; init; }

    /// <summary>How a use by an action sees a table: who reads can be given parts, whoever does something else with it has the whole.</summary>
    /// <param name="action">ODRL action.</param>
    public static string? PartsOf(string action) => action == "read" ? AnyParts : null;

    /// <summary>What is used; null where it is not said, and a rule about certain assets can't be judged then.</summary>
    public AssetId? Asset { get; init; }
}
