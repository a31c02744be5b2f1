using System.CommandLine;
using System.Globalization;
using KeyEcosystem.Cli.Compute;
using KeyEcosystem.Observatory.Core.Capital;

namespace KeyEcosystem.Cli.Observatory;

/// <summary><c>keyeco observatory fund</c>: the figures of funds from their ledger.</summary>
internal static class FundVerb
{
    private static readonly Dictionary<string, FundEventKind> Kinds = Enum.GetValues<FundEventKind>().ToDictionary(k => $"{k}".ToLowerInvariant(), StringComparer.Ordinal);
    private static readonly Option<FileInfo> Ledger = new("--ledger") { Description = "CSV date,fund,kind,amount, plain or gzipped; kind: commitment, call, fee, distribution, disbursement, return, nav. 基金台账 CSV，可为 gzip。", Required = true };
    private static readonly Option<string?> AsOf = new("--as-of") { Description = "The day of the figures, as in 2024-12-31; the last one of the ledger without it. 截至日，默认为台账最后一日。" };

    public static Command Build()
    {
        var verb = Verb.Group("fund", "Paid-in, DPI, RVPI, TVPI, uncalled commitment and rate of return of funds, to the fen. 基金实缴、DPI、RVPI、TVPI、未缴承诺与收益率，精确到分。", Ledger, AsOf, Connection.Json);
        verb.SetAction((parsed, stop) => Connection.Run(parsed, () => Run(new VerbRun(parsed, stop))));
        return verb;
    }

    private static async Task<int> Run(VerbRun run)
    {
        var file = run.Get(Ledger)!.ToString();
        DateOnly? asOf = null;
        if (run.Get(AsOf) is { } text)
        {
            asOf = CapitalCells.Day(text) ?? throw new UsageException($"--as-of: \"{text}\" is no day; write it as 2024-12-31. --as-of：“{text}”不是日期，须写作 2024-12-31。");
        }

        var entries = Read(file);
        var report = FundBook.Reckon(entries, asOf) ?? throw new UsageException($"--ledger: \"{file}\" has no row below its first line. --ledger：“{file}”首行之下没有记录。");

        // The report says only what a second reckoning of the ledger says too.
        if (FundBook.Check(report, entries) is [var difference, ..])
        {
            throw new InvalidOperationException($"The figures of \"{difference.Fund}\" are not those of the ledger: {difference.Figure} is {difference.ReportedMinor}, the ledger says {difference.LedgerMinor}.");
        }

        if (run.Json)
        {
            await run.Out.WriteLineAsync(ObservatoryJson.Of(new { report.AsOf, Funds = report.Funds.Select(FundView.Of), Total = FundView.Of(report.Total) }));
            return ExitCode.Done;
        }

        foreach (var figures in report.Funds.Count == 1 ? report.Funds : [.. report.Funds, report.Total])
        {
            run.Show(figures, Lines(figures));
            await run.Out.WriteLineAsync();
        }

        return ExitCode.Done;
    }

    private static List<FundEntry> Read(string file)
    {
        var entries = new List<FundEntry>();
        var sum = 0m;
        foreach (var row in CsvTable.Read("--ledger", file, "date", "fund", "kind", "amount").Rows())
        {
            var kind = CapitalCells.Needed(row, "kind");
            if (!Kinds.TryGetValue(kind, out var known))
            {
                throw row.Wrong("kind", $"\"{kind}\" is none of {string.Join(", ", Kinds.Keys)}", $"“{kind}”须为 {string.Join("、", Kinds.Keys)} 之一");
            }

            var entry = new FundEntry(CapitalCells.Day(row, "date"), CapitalCells.Needed(row, "fund"), known, Amount(row));
            sum += entry.AmountMinor;
            if (sum > long.MaxValue)
            {
                throw row.Wrong("amount", "all amounts up to here are larger together than can be reckoned; write them in a larger unit", "至此合计超出可计算的范围，请改用更大的单位");
            }

            entries.Add(entries.Count < FundBook.EntriesMax ? entry : throw row.Wrong("date", $"a ledger has {FundBook.EntriesMax} rows at most", $"台账最多 {FundBook.EntriesMax} 行"));
        }

        return entries;
    }

    private static long Amount(CsvTable.Row row)
    {
        var text = CapitalCells.Needed(row, "amount");
        if (!decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
        {
            throw row.Wrong("amount", $"\"{text}\" is no amount; a point is the decimal mark, and nothing marks thousands", $"“{text}”不是金额，小数点须为“.”且不分千位");
        }

        if (amount is < 0 or > FundBook.AmountMinorMax / 100)
        {
            throw row.Wrong("amount", $"\"{text}\" is not from 0 to {FundBook.AmountMinorMax / 100}; the kind says which way the money went, so there is no sign", $"“{text}”须在 0 至 {FundBook.AmountMinorMax / 100} 之间；收支方向由 kind 表示，不写正负号");
        }

        return decimal.Truncate(amount * 100) == amount * 100
            ? (long)(amount * 100)
            : throw row.Wrong("amount", $"\"{text}\" has more than two decimals; a fen is not divided", $"“{text}”超过两位小数，金额最小到分");
    }

    private static IEnumerable<(string Name, string? Value)> Lines(FundFigures f)
    {
        yield return ("fund 基金", f.Fund ?? "all together 合计");
        yield return ("as of 截至", $"{f.AsOf:yyyy-MM-dd}, {f.Entries} rows {f.Entries} 行");
        yield return ("committed 承诺", Money(f.CommittedMinor));
        yield return ("paid in 实缴", $"{Money(f.PaidInMinor)}{(f.FeesMinor > 0 ? $" (fees 其中费用 {Money(f.FeesMinor)})" : "")}");
        yield return ("uncalled 未缴承诺", Money(f.UncalledMinor));
        yield return ("distributed 分配", Money(f.DistributedMinor));
        if (f.DisbursedMinor + f.ReturnedMinor > 0)
        {
            yield return ("disbursed 拨付", Money(f.DisbursedMinor));
            yield return ("returned 回收", Money(f.ReturnedMinor));
            yield return ("cash 账面现金", f.CashMinor is { } cash ? Money(cash) : null);
        }

        yield return ("nav 资产净值", f.NavOn is { } on ? $"{Money(f.NavMinor)} ({on:yyyy-MM-dd})" : null);
        if (f.Multiples(4) is { } multiples)
        {
            yield return ("multiples 倍数", $"DPI {multiples.Dpi:0.0000} + RVPI {multiples.Rvpi:0.0000} = TVPI {multiples.Tvpi:0.0000}");
        }

        yield return ("xirr 收益率", f.Xirr is { } rate ? $"{rate * 100:0.00} %" : null);
        foreach (var note in f.Notes.Select(CapitalWords.Of))
        {
            yield return ("note", $"{note.En} {note.Zh}");
        }
    }

    private static string Money(long minor) => $"{FundView.Unit(minor):0.00}";
}
