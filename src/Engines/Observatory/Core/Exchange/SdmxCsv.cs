using System.Text;

namespace KeyEcosystem.Observatory.Core.Exchange;

/// <summary>SDMX-CSV 2.0 (SDMX 3.0): one row an observation, with the dataflow in front.</summary>
public static class SdmxCsv
{
    /// <summary>The media type.</summary>
    public const string MediaType = "application/vnd.sdmx.data+csv; version=2.0.0";

    internal static readonly string[] Columns = ["STRUCTURE", "STRUCTURE_ID", "ACTION", "INDICATOR", "FREQ", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS", "UNIT_MEASURE", "VINTAGE", "SOURCE"];

    /// <summary>Writes a set.</summary>
    /// <param name="set">The set.</param>
    /// <param name="byteOrderMark">Whether the mark comes first by which spreadsheets know UTF-8.</param>
    public static string Write(ObservationSet set, bool byteOrderMark = false)
    {
        ArgumentNullException.ThrowIfNull(set);
        var csv = new StringBuilder(byteOrderMark ? CsvText.Bom : "").AppendJoin(',', Columns).Append("\r\n");
        foreach (var o in set.Observations)
        {
            csv.Append($"dataflow,{CsvText.Cell(set.Flow.ToString())},I,{CsvText.Cell(o.Indicator)},{FrequencyCodes.Of(o.Period.Frequency)},{o.Period},{o.ValueText},{o.Status.Code},{CsvText.Cell(o.Unit)},{o.VintageText},{CsvText.Cell(o.Source)}\r\n");
        }

        return csv.ToString();
    }

    /// <summary>Reads a set: columns in any order, with comma or semicolon between, columns of others beside them. Every bad row is named; with one there is no set.</summary>
    /// <param name="text">The text.</param>
    public static SdmxCsvReading Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new SdmxCsvReader().Read(text);
    }
}
