namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>Text of several pieces.</summary>
/// <param name="Spans">The pieces.</param>
public sealed record ReportText(IReadOnlyList<ReportSpan> Spans)
{
    /// <summary>No text.</summary>
    public static ReportText None { get; } = new([]);

    /// <summary>As one string.</summary>
    public string Plain => string.Concat(Spans.Select(s => s.Text));

    /// <summary>Words without any number of the figures.</summary>
    /// <param name="words">The words.</param>
    public static implicit operator ReportText(string words) => Words(words);

    /// <summary>One number.</summary>
    /// <param name="number">The number.</param>
    public static implicit operator ReportText(ReportSpan number) => Of(number);

    /// <summary>Words without any number of the figures.</summary>
    /// <param name="words">The words.</param>
    public static ReportText Words(string words) => new([new ReportSpan(words)]);

    /// <summary>Pieces one after the other.</summary>
    /// <param name="spans">The pieces.</param>
    public static ReportText Of(params IReadOnlyList<ReportSpan> spans) => new(spans);

    /// <summary>A sentence with numbers in it: <c>Of($"... {number} ...")</c>.</summary>
    /// <param name="sentence">The sentence.</param>
    public static ReportText Of(ReportSentence sentence)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        return new ReportText(sentence.Spans);
    }
}
