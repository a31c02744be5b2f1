using System.Text.Json;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Dataspace.Store;

internal sealed class AssetRow : IRow
{
    public required Guid Id { get; init; }

    public long Version { get; init; }

    public required Guid Provider { get; init; }

    public required string Kind { get; init; }

    public required string Title { get; init; }

    /// <summary>What its provider says of it; null for nothing.</summary>
    public string? Description { get; init; }

    public required string SearchText { get; init; }

    public string? Sector { get; init; }

    public required string Place { get; init; }

    /// <summary>Countries on whose ground it may be used, joined by commas; null for any.</summary>
    public string? Jurisdictions { get; init; }

    /// <summary>Its owner's rules for what leaves a job that computes on it unseen: <see cref="Kernel.Contracts.AirlockRules"/>, JSON; null for the usual ones.</summary>
    public string? Airlock { get; set; }

    /// <summary>The terms it was published under, of its first offer; of a result those it inherits until its sources' owners release it.</summary>
    public required string Policy { get; set; }

    public required long PriceMinorPerHour { get; init; }

    public string? Sha256 { get; set; }

    /// <summary>What its bytes are, as its provider says; null when not said.</summary>
    public string? MediaType { get; set; }

    public required long Length { get; set; }

    /// <summary>Rows of its table, without the head; null where it is none, or was filled before they were counted.</summary>
    public long? Rows { get; set; }

    /// <summary>When it was published, or made.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The job that made it; null for an original.</summary>
    public Guid? Job { get; init; }

    /// <summary>Ids of the sources, comma-separated; empty for an original.</summary>
    public required string Sources { get; init; }

    public required bool Demonstration { get; init; }

    /// <summary>When the owners of all its sources released it; null before.</summary>
    public DateTimeOffset? ReleasedAt { get; set; }

    /// <summary>Whether its sources' terms bind it.</summary>
    public bool Inherits => Sources.Length > 0 && ReleasedAt is null;

    /// <summary>The rules in force.</summary>
    public AirlockRules AirlockRules => Airlock is { } rules ? JsonSerializer.Deserialize<AirlockRules>(rules, JsonSerializerOptions.Web)! : AirlockRules.Default;

    /// <summary>What it was made of.</summary>
    public IReadOnlyList<AssetId> SourceIds => [.. Sources.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(s => AssetId.TryParse(s, null, out var id) ? id : default)];
}
