namespace KeyEcosystem.Observatory.Core.Exchange;

/// <summary>What every observation must be, told in the columns of SDMX.</summary>
internal static class ObservationRules
{
    public const int TextMax = 10_000;

    /// <summary>What is wrong; null where nothing is. Columns are named as in SDMX.</summary>
    public static ExchangeFault? Wrong(int line, Observation observation, HashSet<(string Indicator, TimePeriod Period)> seen)
    {
        ExchangeFault Of(string column, string en, string zh) => new(line, column, en, zh);
        if (observation.Indicator.Length is 0 or > 255 || !observation.Indicator.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '@' or '$'))
        {
            return Of("INDICATOR", $"\"{Shown(observation.Indicator)}\" is no id: letters, digits, _ - @ $, 255 at most", $"“{Shown(observation.Indicator)}”不是编号，只可用字母、数字与 _ - @ $，至多 255 个");
        }

        if (observation.Value is { } value && !double.IsFinite(value))
        {
            return Of("OBS_VALUE", "the value is no finite number", "不是有限数值");
        }

        if (observation.Value is null != observation.Status.IsMissing)
        {
            return observation.Value is null
                ? Of("OBS_VALUE", $"nothing stands there, but the status {observation.Status.Code} has a value; write one, or the status O", $"为空，而状态 {observation.Status.Code} 须有值；请填写数值，或将状态改为 O")
                : Of("OBS_VALUE", $"a value stands there, but the status {observation.Status.Code} says that it is missing", $"有数值，而状态 {observation.Status.Code} 表示缺失");
        }

        foreach (var (column, text) in (IEnumerable<(string, string)>)[("UNIT_MEASURE", observation.Unit), ("SOURCE", observation.Source)])
        {
            if (text.Length > TextMax || text.Any(c => c is '\0' or '\uFFFE' or '\uFFFF' || (char.IsControl(c) && c is not ('\t' or '\r' or '\n'))))
            {
                return Of(column, $"text of {TextMax} characters at most without control characters is taken", $"须为至多 {TextMax} 个字符且不含控制字符的文本");
            }
        }

        return seen.Add((observation.Indicator, observation.Period)) ? null : Of("TIME_PERIOD", $"{observation.Indicator} in {observation.Period} is there already", $"{observation.Indicator} 的 {observation.Period} 已有观测值");
    }

    public static string Shown(string text) => text.Length > 60 ? text[..60] + "…" : text;
}
