namespace KeyEcosystem.Observatory.Core.Exchange;

/// <summary>What is wrong with a row or an observation.</summary>
/// <param name="Line">The line of the text, from 1; of observations their place, from 1.</param>
/// <param name="Column">The column by name; empty where the whole line is meant.</param>
/// <param name="En">What is wrong and what to do, in English.</param>
/// <param name="Zh">The same in Chinese.</param>
public sealed record ExchangeFault(int Line, string Column, string En, string Zh)
{
    /// <summary>All of it as one sentence in each language.</summary>
    public override string ToString() => Column.Length > 0 ? $"line {Line}, column {Column}: {En}. 第 {Line} 行 {Column} 列：{Zh}。" : $"line {Line}: {En}. 第 {Line} 行：{Zh}。";
}
