using System.Globalization;
using System.Runtime.CompilerServices;

namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>Collects a sentence so that the numbers in it keep their ids.</summary>
[InterpolatedStringHandler]
public sealed class ReportSentence
{
    private readonly List<ReportSpan> spans = [];

    /// <summary>Begins a sentence.</summary>
    /// <param name="literalLength">Characters of its words.</param>
    /// <param name="formattedCount">Numbers in it.</param>
    public ReportSentence(int literalLength, int formattedCount) => spans.EnsureCapacity(formattedCount + (literalLength > 0 ? formattedCount + 1 : 0));

    /// <summary>Its pieces.</summary>
    public IReadOnlyList<ReportSpan> Spans => spans;

    /// <summary>Words.</summary>
    /// <param name="value">The words.</param>
    public void AppendLiteral(string value) => spans.Add(new ReportSpan(value));

    /// <summary>A number with its id.</summary>
    /// <param name="value">The number.</param>
    public void AppendFormatted(ReportSpan value) => spans.Add(value);

    /// <summary>Text that has pieces already.</summary>
    /// <param name="value">The text.</param>
    public void AppendFormatted(ReportText value)
    {
        ArgumentNullException.ThrowIfNull(value);
        spans.AddRange(value.Spans);
    }

    /// <summary>Words.</summary>
    /// <param name="value">The words.</param>
    public void AppendFormatted(string value) => spans.Add(new ReportSpan(value));

    /// <summary>A count of the report itself.</summary>
    /// <param name="value">The count.</param>
    public void AppendFormatted(int value) => spans.Add(new ReportSpan(value.ToString("#,0", CultureInfo.InvariantCulture)));
}
