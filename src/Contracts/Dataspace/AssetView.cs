using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>An asset with its offer, as the catalogue shows it.</summary>
/// <param name="Id">Asset id.</param>
/// <param name="Provider">Who brings it.</param>
/// <param name="Kind">dataset or compute-pool.</param>
/// <param name="Title">Its name.</param>
/// <param name="Sector">GB/T 4754 section letter; null when not stated.</param>
/// <param name="Place">ISO 3166 two letters: where it is.</param>
/// <param name="Policy">The offered policy as ODRL JSON.</param>
/// <param name="TermsZh">The policy in Chinese, a sentence a rule.</param>
/// <param name="TermsEn">The policy in English.</param>
/// <param name="PriceMinorPerHour">Price of a device-hour in fen; 0 for a data set.</param>
/// <param name="Sha256">Hash of its bytes; null when it has none, and for who has no agreement about it: short content can be found by its hash.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Sources">What it was made of.</param>
/// <param name="Demonstration">Whether it belongs to a demonstration.</param>
/// <param name="MediaType">What its bytes are; null when not said.</param>
/// <param name="ReleasedAt">For a result: when the owners of its sources released it; null while it inherits their terms.</param>
/// <param name="Version">Grows with every change.</param>
/// <param name="TermsEnd">From when on its terms permit nothing any more; null for no end.</param>
/// <param name="Description">What its provider says of it; null for nothing.</param>
public sealed record AssetView(AssetId Id, MemberId Provider, string Kind, string Title, string? Sector, string Place, string Policy, IReadOnlyList<string> TermsZh, IReadOnlyList<string> TermsEn, long PriceMinorPerHour, string? Sha256, long Length, IReadOnlyList<AssetId> Sources, bool Demonstration, string? MediaType, DateTimeOffset? ReleasedAt, long Version, DateTimeOffset? TermsEnd, string? Description)
{
    /// <summary>When it was published, or made.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Whether it has its content.</summary>
    public bool HasContent { get; init; }

    /// <summary>The job that made it; null for an original.</summary>
    public JobId? Job { get; init; }

    /// <summary>Rows of its table, without the head; null where it is none.</summary>
    public long? Rows { get; init; }

    /// <summary>Countries on whose ground it may be used; null for any.</summary>
    public IReadOnlyList<string>? Jurisdictions { get; init; }

    /// <summary>Of a data set: its owner's rules for what leaves a job that computes on it unseen; null for others.</summary>
    public AirlockRulesView? Airlock { get; init; }

    /// <summary>What its provider should know of its terms: that they can permit nobody anything, or hold a word that is probably not what was meant; Chinese and English. Only in the answer to who has just published it or filled it with its content.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
