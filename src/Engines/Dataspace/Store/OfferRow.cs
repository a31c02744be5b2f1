using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Dataspace.Store;

internal sealed class OfferRow : IRow
{
    /// <summary>The first offer of an asset has the asset's UUID, so that it is found without a search.</summary>
    public required Guid Id { get; init; }

    public long Version { get; init; }

    public required Guid Asset { get; init; }

    public required Guid Provider { get; init; }

    public string? Title { get; init; }

    public required string Policy { get; init; }

    public required long PriceMinorPerHour { get; init; }

    public required DateTimeOffset From { get; init; }

    public DateTimeOffset? Until { get; init; }

    public DateTimeOffset? AgreementEnds { get; init; }

    /// <summary>Whether it is agreed on at once with whoever asks for it as it stands and meets its terms.</summary>
    public bool Standing { get; init; }

    public DateTimeOffset? WithdrawnAt { get; set; }
}
