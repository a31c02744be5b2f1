using System.Globalization;

namespace KeyEcosystem.Observatory.Core.Exchange;

/// <summary>Reads SDMX-CSV, once.</summary>
internal sealed class SdmxCsvReader
{
    private const int FaultsMax = 100;

    private static readonly string[] Needed = ["STRUCTURE_ID", "INDICATOR", "FREQ", "TIME_PERIOD", "OBS_VALUE"];

    private readonly List<ExchangeFault> faults = [];
    private readonly List<Observation> observations = [];
    private readonly HashSet<(string Indicator, TimePeriod Period)> seen = [];
    private readonly Dictionary<string, int> columns = new(StringComparer.Ordinal);
    private DataflowName? flow;

    public SdmxCsvReading Read(string text)
    {
        // What follows the first head is what stands between cells.
        var head = text.StartsWith(CsvText.Bom, StringComparison.Ordinal) ? 1 : 0;
        var separator = text.AsSpan(head).StartsWith("STRUCTURE;") || text.AsSpan(head).StartsWith("\"STRUCTURE\";") ? ';' : ',';
        foreach (var (line, cells, fault) in CsvText.Records(text, separator))
        {
            if (fault is not null)
            {
                faults.Add(fault);
            }
            else if (columns.Count == 0)
            {
                if (!Head(line, cells))
                {
                    break;
                }
            }
            else if (cells is not [""])
            {
                Row(line, cells);
            }

            if (faults.Count >= FaultsMax)
            {
                break;
            }
        }

        if (columns.Count == 0 && faults.Count == 0)
        {
            Wrong(1, "STRUCTURE", "the text is empty; its first line must name the columns", "内容为空，首行须为列名");
        }

        return faults.Count > 0 ? new SdmxCsvReading(null, faults) : new SdmxCsvReading(new ObservationSet(flow ?? DataflowName.Indicators, observations), []);
    }

    private bool Head(int line, List<string> cells)
    {
        for (var i = 0; i < cells.Count; i++)
        {
            if (!columns.TryAdd(cells[i], i))
            {
                Wrong(line, cells[i], "the column is there twice", "该列重复");
                return false;
            }
        }

        if (cells[0] != "STRUCTURE")
        {
            var several = cells[0].StartsWith("STRUCTURE[", StringComparison.Ordinal);
            Wrong(line, cells[0], several ? "cells of several values are not taken; write STRUCTURE, and one value a cell" : "the first column of SDMX-CSV 2.0 is STRUCTURE", several ? "不支持多值单元格，请写 STRUCTURE 且每格一个值" : "SDMX-CSV 2.0 的首列须为 STRUCTURE");
            return false;
        }

        foreach (var missing in Needed.Where(n => !columns.ContainsKey(n)))
        {
            Wrong(line, missing, $"there is no such column; the needed ones are {string.Join(", ", Needed)}", $"缺少此列，必需的列为 {string.Join("、", Needed)}");
        }

        return faults.Count == 0;
    }

    private void Row(int line, List<string> cells)
    {
        if (cells.Count != columns.Count)
        {
            Wrong(line, "", $"there are {cells.Count} cells, and {columns.Count} columns", $"有 {cells.Count} 格，而列数为 {columns.Count}");
            return;
        }

        if (observations.Count == ObservationSet.ObservationsMax)
        {
            Wrong(line, "", $"a set has {ObservationSet.ObservationsMax} observations at most", $"数据集最多 {ObservationSet.ObservationsMax} 个观测值");
            return;
        }

        string Of(string column) => columns.TryGetValue(column, out var at) ? CsvText.Text(cells[at]) : "";
        if (!Structure(line, Of("STRUCTURE"), Of("STRUCTURE_ID"), Of("ACTION"), columns.ContainsKey("ACTION")) || Period(line, Of("FREQ"), Of("TIME_PERIOD")) is not { } period || !Value(line, Of("OBS_VALUE"), out var value))
        {
            return;
        }

        var code = Of("OBS_STATUS");
        var status = code.Length == 0 ? value is null ? ObservationStatuses.Missing : ObservationStatuses.Normal : ObservationStatuses.Named(code);
        if (status is null)
        {
            Wrong(line, "OBS_STATUS", $"\"{ObservationRules.Shown(code)}\" is none of {string.Join(", ", ObservationStatuses.All.Select(s => s.Code))}", $"“{ObservationRules.Shown(code)}”不是状态代码（{string.Join("、", ObservationStatuses.All.Select(s => s.Code))}）");
            return;
        }

        if (!Vintage(line, Of("VINTAGE"), out var vintage))
        {
            return;
        }

        var observation = new Observation(Of("INDICATOR"), period, value, status, Of("UNIT_MEASURE"), Of("SOURCE"), vintage);
        if (ObservationRules.Wrong(line, observation, seen) is { } wrong)
        {
            faults.Add(wrong);
            return;
        }

        observations.Add(observation);
    }

    private bool Structure(int line, string kind, string id, string action, bool told)
    {
        if (kind is not ("dataflow" or "datastructure" or "dataprovision"))
        {
            return Wrong(line, "STRUCTURE", $"\"{ObservationRules.Shown(kind)}\" is none of dataflow, datastructure, dataprovision", $"“{ObservationRules.Shown(kind)}”不是 dataflow、datastructure 或 dataprovision");
        }

        if (DataflowName.Read(id) is not { } named)
        {
            return Wrong(line, "STRUCTURE_ID", $"\"{ObservationRules.Shown(id)}\" is not AGENCY:ID(VERSION), such as {DataflowName.Indicators}", $"“{ObservationRules.Shown(id)}”应形如 {DataflowName.Indicators}");
        }

        if (told && action is not ("I" or "A" or "R" or "M"))
        {
            return Wrong(line, "ACTION", $"\"{ObservationRules.Shown(action)}\" is not taken; I, A, R and M are, a deletion is not", $"不支持“{ObservationRules.Shown(action)}”，可用 I、A、R、M，不支持删除");
        }

        flow ??= named;
        return flow == named || Wrong(line, "STRUCTURE_ID", $"{named} is another data set than {flow}; give each a file of its own", $"{named} 与 {flow} 不是同一数据集，请分开文件");
    }

    private TimePeriod? Period(int line, string code, string text)
    {
        if (FrequencyCodes.Named(code) is not { } frequency)
        {
            Wrong(line, "FREQ", $"\"{ObservationRules.Shown(code)}\" is none of A, S, Q, M, W, D", $"“{ObservationRules.Shown(code)}”不是 A、S、Q、M、W、D 之一");
            return null;
        }

        if (TimePeriod.Read(frequency, text) is { } period)
        {
            return period;
        }

        var example = TimePeriod.Of(frequency, new DateOnly(2024, 7, 9));
        Wrong(line, "TIME_PERIOD", $"\"{ObservationRules.Shown(text)}\" is no period of frequency {code}; write it as {example}", $"“{ObservationRules.Shown(text)}”不是频率 {code} 的时期，应形如 {example}");
        return null;
    }

    private bool Value(int line, string text, out double? value)
    {
        value = null;
        if (text is "" or "NaN")
        {
            return true;
        }

        if (!double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
        {
            return Wrong(line, "OBS_VALUE", $"\"{ObservationRules.Shown(text)}\" is no number; a point is the decimal mark, and nothing marks thousands", $"“{ObservationRules.Shown(text)}”不是数，小数点须为“.”且不分千位");
        }

        value = number;
        return true;
    }

    private bool Vintage(int line, string text, out DateTimeOffset? vintage)
    {
        vintage = null;
        if (text.Length == 0)
        {
            return true;
        }

        if (!DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ssK"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant))
        {
            return Wrong(line, "VINTAGE", $"\"{ObservationRules.Shown(text)}\" is no instant such as 2024-07-09T08:00:00Z", $"“{ObservationRules.Shown(text)}”不是时刻，应形如 2024-07-09T08:00:00Z");
        }

        vintage = instant;
        return true;
    }

    private bool Wrong(int line, string column, string en, string zh)
    {
        faults.Add(new ExchangeFault(line, column, en, zh));
        return false;
    }
}
