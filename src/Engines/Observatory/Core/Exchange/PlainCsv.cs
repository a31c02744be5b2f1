using System.Text;

namespace KeyEcosystem.Observatory.Core.Exchange;

/// <summary>Observations as a table for people and spreadsheets.</summary>
public static class PlainCsv
{
    /// <summary>Writes a set: one row an observation, in its order.</summary>
    /// <param name="set">The set.</param>
    /// <param name="byteOrderMark">Whether the mark comes first by which spreadsheets know UTF-8; without it they show Chinese wrong.</param>
    public static string Write(ObservationSet set, bool byteOrderMark = true)
    {
        ArgumentNullException.ThrowIfNull(set);
        var csv = new StringBuilder(byteOrderMark ? CsvText.Bom : "").Append("indicator,frequency,period,value,status,unit,source,vintage\r\n");
        foreach (var o in set.Observations)
        {
            csv.Append($"{CsvText.Cell(o.Indicator)},{FrequencyCodes.Of(o.Period.Frequency)},{o.Period},{o.ValueText},{o.Status.Code},{CsvText.Cell(o.Unit)},{CsvText.Cell(o.Source)},{o.VintageText}\r\n");
        }

        return csv.ToString();
    }
}
