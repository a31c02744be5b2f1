namespace KeyEcosystem.Dataspace.Core;

/// <summary>An offer's state follows from its dates.</summary>
public static class OfferState
{
    /// <summary>It can be taken.</summary>
    public const string Open = "open";

    /// <summary>planned before its day, open, closed after it; withdrawn wins.</summary>
    /// <param name="from">From when it can be taken.</param>
    /// <param name="until">Until when; null for no end.</param>
    /// <param name="withdrawn">When it was withdrawn; null when it was not.</param>
    /// <param name="at">The instant.</param>
    public static string At(DateTimeOffset from, DateTimeOffset? until, DateTimeOffset? withdrawn, DateTimeOffset at) =>
        withdrawn <= at ? "withdrawn" : at < from ? "planned" : at >= until ? "closed" : Open;
}
