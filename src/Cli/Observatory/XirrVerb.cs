using System.CommandLine;
using System.Globalization;
using KeyEcosystem.Cli.Compute;
using KeyEcosystem.Observatory.Core.Capital;

namespace KeyEcosystem.Cli.Observatory;

/// <summary><c>keyeco observatory xirr</c>: the rate of return of dated flows.</summary>
internal static class XirrVerb
{
    private static readonly Option<FileInfo> Flows = new("--flows") { Description = "CSV date,amount, plain or gzipped; payments below zero, receipts above, days in any order. 现金流 CSV，可为 gzip；支出为负、收入为正，日期次序不限。", Required = true };

    public static Command Build()
    {
        var verb = Verb.Group("xirr", "The yearly rate of return of flows on any days (years of 365 days, as in spreadsheets). 不定期现金流的年化内部收益率（按 365 天，与电子表格一致）。", Flows, Connection.Json);
        verb.SetAction((parsed, stop) => Connection.Run(parsed, () => Run(new VerbRun(parsed, stop))));
        return verb;
    }

    private static async Task<int> Run(VerbRun run)
    {
        var file = run.Get(Flows)!.ToString();
        var table = CsvTable.Read("--flows", file, "date", "amount");
        var answer = Xirr.Of([.. table.Rows().Select(r => new CashFlow(CapitalCells.Day(r, "date"), Amount(r)))]);
        if (answer.Rate is not { } rate)
        {
            var (en, zh) = CapitalWords.Of(answer.Problem);
            throw new UsageException($"--flows: \"{file}\" line 2 on, column amount: {en}. --flows：“{file}”第 2 行起 amount 列：{zh}。");
        }

        if (answer.Rates.Count > 1)
        {
            var all = string.Join(", ", answer.Rates.Select(r => r.ToString("G10")));
            await run.Notes.WriteLineAsync($"{answer.Rates.Count} rates bring these flows to zero: {all}. The one nearest to 10 % is told, as spreadsheets do without a guess. 有 {answer.Rates.Count} 个收益率使现值为零：{all}；取最接近 10% 者，与电子表格的默认估计一致。");
        }

        if (answer.SearchedOnGrid)
        {
            await run.Notes.WriteLineAsync("The flows change their sign so often that rates were searched on a grid: others may have been missed. 现金流正负变化过多，收益率按网格搜索，可能有遗漏。");
        }

        if (run.Json)
        {
            await run.Out.WriteLineAsync(ObservatoryJson.Of(new { Xirr = rate }));
            return ExitCode.Done;
        }

        run.Show(rate, ("xirr 收益率", $"{rate.ToString("0.##########", CultureInfo.InvariantCulture)} ({(rate * 100).ToString("0.00", CultureInfo.InvariantCulture)} %)"));
        return ExitCode.Done;
    }

    private static double Amount(CsvTable.Row row)
    {
        var text = CapitalCells.Needed(row, "amount");
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) && double.IsFinite(amount)
            ? amount
            : throw row.Wrong("amount", $"\"{text}\" is no finite number; a point is the decimal mark, and nothing marks thousands", $"“{text}”不是有限数值，小数点须为“.”且不分千位");
    }
}
