namespace KeyEcosystem.Kernel.Odrl;

/// <summary>What a value is, which says how it is compared.</summary>
public enum OdrlValueKind
{
    /// <summary>A name: an IRI, a code, a word. Equal or not, perhaps within another.</summary>
    Name,

    /// <summary>A number.</summary>
    Number,

    /// <summary>An instant, or a date that is all its instants.</summary>
    Instant,

    /// <summary>A length of time, perhaps in months.</summary>
    Duration,
}
