using System.Globalization;

namespace KeyEcosystem.Dataspace.Core;

/// <summary>Which bytes of a file were sent: separate ranges in order, so that what is sent twice counts once.</summary>
/// <param name="Ranges">First byte and the byte behind the last, ascending, without overlap or touch.</param>
public sealed record ByteRanges(IReadOnlyList<(long From, long To)> Ranges)
{
    /// <summary>Most separate ranges that are kept.</summary>
    public const int CountMax = 64;

    /// <summary>None.</summary>
    public static ByteRanges None { get; } = new([]);

    /// <summary>How many bytes.</summary>
    public long Total => Ranges.Sum(r => r.To - r.From);

    /// <summary>Reads <c>0-99,200-299</c>, both ends included, as <see cref="ToString"/> writes it.</summary>
    /// <param name="text">What was written.</param>
    public static ByteRanges Of(string text) => new([.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(r =>
    {
        var dash = r.IndexOf('-', StringComparison.Ordinal);
        return (long.Parse(r.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture), long.Parse(r.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture) + 1);
    })]);

    /// <summary>With further bytes. Past <see cref="CountMax"/> the smallest range is forgotten: it is then sent and counted again at most.</summary>
    /// <param name="from">First byte.</param>
    /// <param name="to">The byte behind the last; nothing is added when it is not greater.</param>
    public ByteRanges With(long from, long to)
    {
        if (to <= from)
        {
            return this;
        }

        var result = new List<(long From, long To)>();
        foreach (var range in Ranges)
        {
            if (range.To < from || range.From > to)
            {
                result.Add(range);
            }
            else
            {
                (from, to) = (Math.Min(from, range.From), Math.Max(to, range.To));
            }
        }

        result.Add((from, to));
        if (result.Count > CountMax)
        {
            result.Remove(result.MinBy(r => r.To - r.From));
        }

        return new ByteRanges([.. result.OrderBy(r => r.From)]);
    }

    /// <summary>Whether every byte of a file of this length was sent.</summary>
    /// <param name="length">Bytes of the file.</param>
    public bool Covers(long length) => length == 0 || (Ranges.Count == 1 && Ranges[0] == (0, length));

    /// <inheritdoc />
    public override string ToString() => string.Join(',', Ranges.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.From}-{r.To - 1}")));
}
