namespace KeyEcosystem.Observatory.Core.Forecasting;

/// <summary>Notes and sources of intervals in words.</summary>
public static class ForecastWords
{
    /// <summary>A note in English and Chinese.</summary>
    /// <param name="note">The note.</param>
    public static (string En, string Zh) Of(ForecastNote note) => note switch
    {
        ForecastNote.OneValue => ("There is one value only: it is carried on. A trend, an interval and a chance need more.", "仅有一个值，按原值延续；趋势、区间与概率需要更多数据。"),
        ForecastNote.NoVariation => ("All values are equal: they are carried on. How they might change can't be known from them, so the interval is a point and no chance is stated.", "所有值相同，按原值延续；无从得知其变化，区间为一点，不给出概率。"),
        ForecastNote.FewValues => ("Fewer than five values: the interval rests on other series, and no chance is stated.", "不足五个值：区间依据其他序列，不给出概率。"),
        ForecastNote.SeasonLeftOut => ("There are too few values to see the season; it is left out.", "数据不足以识别季节，未计季节。"),
        ForecastNote.OlderLeftOut => ("Only the newest 700 values were looked at.", "仅使用最近 700 个值。"),
        ForecastNote.BeyondErrors => ("The last steps lie further ahead than any error was seen of; the interval is widened by extrapolation.", "最后几步超出已有误差的范围，区间按外推加宽。"),
        _ => throw new ArgumentOutOfRangeException(nameof(note), note, "No such note."),
    };

    /// <summary>A source of intervals in English and Chinese.</summary>
    /// <param name="source">The source.</param>
    public static (string En, string Zh) Of(IntervalSource source) => source switch
    {
        IntervalSource.None => ("none", "无"),
        IntervalSource.Prior => ("errors of past forecasts of other series (M3, tourism and M4), sized by this one", "其他序列（M3、旅游、M4）历次预测的误差，按本序列的波动缩放"),
        IntervalSource.PriorAndOwn => ("errors of past forecasts of other series (M3, tourism and M4), sized by this one and by its own errors", "其他序列（M3、旅游、M4）历次预测的误差，按本序列的波动与自身误差缩放"),
        IntervalSource.Pool => ("errors of past forecasts of the like series of the file, sized by this one and by its own errors", "文件中同类序列历次预测的误差，按本序列的波动与自身误差缩放"),
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, "No such source."),
    };
}
