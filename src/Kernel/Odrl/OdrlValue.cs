using System.Globalization;
using KeyEcosystem.Kernel.Policies;

namespace KeyEcosystem.Kernel.Odrl;

/// <summary>A value of a constraint or of the world, with its type.</summary>
public sealed class OdrlValue
{
    private string? text;

    private OdrlValue(OdrlValueKind kind, string? text, OdrlPoint first, OdrlPoint last)
    {
        (Kind, this.text, First, Last) = (kind, text, first, last);
    }

    /// <summary>How it is compared.</summary>
    public OdrlValueKind Kind { get; }

    /// <summary>As written. A value that nobody wrote is spelled when somebody asks: most are only compared.</summary>
    public string Text => text ??= Kind == OdrlValueKind.Instant
        ? new DateTime((long)First.At, DateTimeKind.Utc).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture)
        : First.At.ToString(CultureInfo.InvariantCulture);

    /// <summary>Where it begins; a date begins at midnight.</summary>
    internal OdrlPoint First { get; }

    /// <summary>Where it ends, within.</summary>
    internal OdrlPoint Last { get; }

    /// <summary>A name: an IRI, a code, a word.</summary>
    /// <param name="text">The name.</param>
    public static OdrlValue Name(string text) => new(OdrlValueKind.Name, text, default, default);

    /// <summary>A number.</summary>
    /// <param name="number">The number.</param>
    public static OdrlValue Number(decimal number) => new(OdrlValueKind.Number, null, new OdrlPoint(number), new OdrlPoint(number));

    /// <summary>An instant.</summary>
    /// <param name="at">The instant.</param>
    public static OdrlValue Instant(DateTimeOffset at)
    {
        var point = new OdrlPoint(at.UtcTicks);
        return new OdrlValue(OdrlValueKind.Instant, null, point, point);
    }

    internal static OdrlValue Number(decimal number, string text) => new(OdrlValueKind.Number, text, new OdrlPoint(number), new OdrlPoint(number));

    internal static OdrlValue Between(string text, OdrlPoint first, OdrlPoint last) => new(OdrlValueKind.Instant, text, first, last);

    internal static OdrlValue Duration(string text, long months, decimal ticks) => new(OdrlValueKind.Duration, text, new OdrlPoint(ticks, months), new OdrlPoint(ticks, months));

    /// <summary>Whether it stands in an order relation to another; unknown where that depends on a zone or a calendar, or the two are not of a kind.</summary>
    /// <param name="comparison">eq, neq, lt, lteq, gt or gteq.</param>
    /// <param name="right">The other.</param>
    internal Truth Is(OdrlOperator comparison, OdrlValue right)
    {
        if (Kind != right.Kind || Kind == OdrlValueKind.Name)
        {
            return Truth.Unknown;
        }

        return comparison switch
        {
            OdrlOperator.Lt => Last.Is(right.First, o => o < 0),
            OdrlOperator.Lteq => Last.Is(right.Last, o => o <= 0),
            OdrlOperator.Gt => First.Is(right.Last, o => o > 0),
            OdrlOperator.Gteq => First.Is(right.First, o => o >= 0),
            OdrlOperator.Eq => Within(right),
            OdrlOperator.Neq => Within(right).Not(),
            _ => Truth.Unknown,
        };
    }

    /// <summary>The same where a time without a zone is one of this zone.</summary>
    internal OdrlValue In(TimeSpan? zone) => zone is { } offset && First.Floating ? new OdrlValue(Kind, Text, First.In(offset), Last.In(offset)) : this;

    /// <summary>Whether it is compared as the other is, in every comparison.</summary>
    internal bool IsLike(OdrlValue? other) => other is not null && Kind == other.Kind && First == other.First && Last == other.Last && Text == other.Text;

    private Truth Within(OdrlValue right) => First.Is(right.First, o => o >= 0).And(Last.Is(right.Last, o => o <= 0));
}
