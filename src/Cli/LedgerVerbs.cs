using System.CommandLine;
using System.Globalization;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Market;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Cli;

/// <summary><c>keyeco ledger</c>: accounts, entries, statement, verify, settle.</summary>
internal static class LedgerVerbs
{
    private static readonly Option<MemberId?> Member = Verb.IdOption<MemberId>("--member", "Whose books; operators, auditors and regulators only. 查看哪个成员的账簿。");
    private static readonly Option<AgreementId?> Agreement = Verb.IdOption<AgreementId>("--agreement", "Entries under this agreement. 仅列该协议下的分录。");
    private static readonly Option<AccountId?> Account = Verb.IdOption<AccountId>("--account", "Entries on this account. 仅列该账户的分录。");
    private static readonly Option<bool> Demonstration = new("--demonstration") { Description = "The books of demonstrations; they are apart from the others. 查看演示账簿。" };
    private static readonly Option<string?> From = new("--from") { Description = "Settled from this day or instant on. 起始日期。" };
    private static readonly Option<string?> To = new("--to") { Description = "Settled before this day or instant. 截止日期（不含）。" };
    private static readonly Option<FileInfo?> Csv = new("--csv") { Description = "Writes every entry to this file; one that is there is not overwritten. 导出全部分录为 CSV。" };

    private const string Carry = "Amounts are whole fen: what an entry leaves of a fen is carried to the next one of the same agreement and kind, so that one may be a fen more than its own quantity makes, and the sum is that of all together (rest in --json). 金额以分为单位：不足一分的余数并入同一协议同类下一笔，故单笔可能多出一分，合计与总量一致（--json 的 rest）。";
    private const double DeviceHourMs = 3_600_000;

    public static Command Build()
    {
        var verb = Verb.Of("ledger", "The ledger: who owes whom for what. 总账。", Accounts, Member, Demonstration);
        verb.Add(Verb.Of("accounts", "Accounts with their totals. 账户。", Accounts, Member, Demonstration));
        verb.Add(Verb.Of("entries", "Entries, the newest first. 分录。", Entries, Member, Demonstration, Account, Agreement, From, To));
        verb.Add(Verb.Of("statement", "A statement of a period; this month so far without one. 对账单。", Statement, Member, Demonstration, From, To, Csv));
        verb.Add(Verb.Of("verify", "Verifies the whole ledger. 核验总账。", Verify));
        verb.Add(Verb.Of("settle", "Settles now what is due; operators. 立即结算。", Settle));
        return verb;
    }

    /// <summary>An amount for people, e.g. <c>12.50 CNY</c>.</summary>
    public static string Money(long minor, string currency) => string.Create(CultureInfo.InvariantCulture, $"{minor / 100m:#,0.00} {currency}");

    /// <summary>A metered quantity in the unit that it is priced by; short runs in seconds too, since they are small parts of an hour.</summary>
    internal static string Quantity(string kind, long quantity) => kind switch
    {
        "device.ms" => string.Create(CultureInfo.InvariantCulture, $"{quantity / DeviceHourMs:#,0.0000} device hours 卡时 ({quantity / 1000.0:#,0.###} s)"),
        "bytes" => string.Create(CultureInfo.InvariantCulture, $"{quantity:N0} bytes 字节"),
        "rows" => $"{CountWords.Of(quantity, "row")} 行",
        _ => $"{CountWords.Of(quantity, "use")} 次",
    };

    private static string Price(StatementLineView line) => line.PriceMinor == 0 ? "free 免费" : $"{Money(line.PriceMinor, line.Currency)} {(line.Kind == "device.ms" ? "a device hour 每卡时" : PriceVerbs.Unit(line.Kind))}";

    private static async Task Accounts(VerbRun run)
    {
        await run.List(
            run.Node.AllAccounts(run.Get(Member), run.Get(Demonstration), run.Stop),
            ["Id", "Member Id", "Account", "Debit", "Credit", "Balance"],
            a => [a.Id.ToString(), a.Member.ToString(), Kind(a.Kind), Money(a.DebitMinor, a.Currency), Money(a.CreditMinor, a.Currency), Money(a.BalanceMinor, a.Currency)]);
        if (run is { Listed: > 0, Json: false })
        {
            run.Notes.WriteLine(Carry);
        }

        SayWhereElse(run, "What was free moves no account: keyeco ledger entries --demonstration. 免费使用不产生账户：keyeco ledger entries --demonstration。");
    }

    private static async Task Entries(VerbRun run)
    {
        var carried = false;
        await run.List(
            run.Node.AllEntries(new EntryQuery(run.Get(Member), run.Get(Demonstration), run.Get(Account), run.Get(Agreement), run.Get(From), run.Get(To)), run.Stop),
            ["Id", "Settled", "Consumer Id", "Provider Id", "Job Id", "Quantity", "Amount", "Basis"],
            e =>
            {
                carried |= e.Rest > 0;
                return [e.Id.ToString(), $"{e.At:u}", e.Consumer.ToString(), e.Provider.ToString(), e.Job?.ToString(), Quantity(e.Kind, e.Quantity), Money(e.AmountMinor, e.Currency), Coded(e.Basis)];
            });
        if (carried)
        {
            run.Notes.WriteLine(Carry);
        }

        SayWhereElse(run, "What was used just now is settled within a minute; what an organisation uses of its own moves no account. 刚发生的使用将在一分钟内结算；使用本机构自有资产不产生账目。");
    }

    /// <summary>Who finds nothing may look in the wrong books.</summary>
    private static void SayWhereElse(VerbRun run, string inTheseBooks)
    {
        if (run.Listed == 0)
        {
            run.Notes.WriteLine(run.Get(Demonstration) ? inTheseBooks : "What was used of demonstrations is in books of its own: keyeco ledger entries --demonstration. What an organisation uses of its own moves no account: keyeco jobs show says what a job took. 演示资产的使用记在单独的账簿：keyeco ledger entries --demonstration；使用本机构自有资产不产生账目，用量见 keyeco jobs show。");
        }
    }

    private static async Task Statement(VerbRun run)
    {
        if (run.Get(Csv) is { } file)
        {
            await Download(run, file);
            return;
        }

        var s = await run.Node.Statement(run.Get(Member), run.Get(Demonstration), run.Get(From), run.Get(To), run.Stop);
        run.Show(s, ("member", s.Member.ToString()), ("period", $"{s.From:u} to {s.To:u}"));
        if (run.Json)
        {
            return;
        }

        await run.List(s.Accounts, ["Account", "Opening", "Debit", "Credit", "Closing"], a => [Kind(a.Kind), Money(a.OpeningMinor, a.Currency), Money(a.DebitMinor, a.Currency), Money(a.CreditMinor, a.Currency), Money(a.ClosingMinor, a.Currency)]);
        var titles = new AgreementTitles(run);
        await run.List(s.Lines.ToAsyncEnumerable(), ["As", "Asset", "Agreement Id", "Entries", "Quantity", "Not paid", "Price", "Amount"], async l => [Coded(l.Role), l.Agreement is { } agreement ? await titles.Of(agreement) : null, l.Agreement?.ToString(), $"{l.Entries}", Quantity(l.Kind, l.Quantity - l.UnpaidQuantity), l.UnpaidQuantity == 0 ? null : Quantity(l.Kind, l.UnpaidQuantity), Price(l), Money(l.AmountMinor, l.Currency)], "Nothing was used in the period. 本期没有使用。");
        if (s.Lines.Any(l => l.UnpaidQuantity > 0))
        {
            run.Notes.WriteLine("Not paid: runs that failed on the provider's side; they are not in the quantity beside the price. 不计费：提供方故障的运行，不含在按单价计的用量内。");
        }

        if (s.Lines.Any(l => l.PriceMinor > 0))
        {
            run.Notes.WriteLine(Carry);
        }
    }

    private static async Task Download(VerbRun run, FileInfo file)
    {
        if (file.Exists)
        {
            throw new UsageException($"\"{file}\" is there already: choose another --csv. 文件已存在，请另选 --csv。");
        }

        OutputPlace.File("--csv", file.FullName);

        // A refusal leaves no file, and a download that breaks off leaves none under the name.
        var part = file.FullName + ".part";
        try
        {
            await using (var stream = File.Create(part))
            {
                await run.Node.StatementCsv(stream, run.Get(Member), run.Get(Demonstration), run.Get(From), run.Get(To), run.Stop);
            }

            File.Move(part, file.FullName);
        }
        finally
        {
            File.Delete(part);
        }

        run.Show(new { written = file.FullName }, ("written", file.FullName));
    }

    private static async Task<int> Verify(VerbRun run)
    {
        var r = await run.Node.VerifyLedger(run.Stop);
        run.Show(
            r,
            [("ledger", r.Holds ? "holds 成立" : $"does not hold 不成立: {CountWords.Of(r.FindingsTotal, "finding")} · {r.FindingsTotal} 处不符"), ("entries", $"{r.Entries}"), ("postings", $"{r.Postings}"), ("accounts", $"{r.Accounts}"), ("due", $"{CountWords.Of(r.ReadingsDue, "reading")} not settled yet · {r.ReadingsDue} 条读数待结算"),
                .. r.Findings.Select(f => ("finding", (string?)$"{f.Code} {f.Subject} {f.Zh} {f.En}"))]);
        return r.Holds ? ExitCode.Done : ExitCode.Unsound;
    }

    private static async Task Settle(VerbRun run)
    {
        var s = await run.Node.Settle(run.Stop);
        run.Show(
            s,
            [("settled", $"{CountWords.Of(s.Settled, "reading")}{(s.More ? ", more are due" : "")} · {s.Settled} 条读数{(s.More ? "，仍有待结算" : "")}"), ("not settled 未结算", s.Held == 0 ? null : $"{CountWords.Of(s.Held, "reading")} can't be settled yet; the node's log says why · {s.Held} 条读数暂不能结算，原因见节点日志"),
                .. s.Sums.Select(sum => ("sum", (string?)$"{Money(sum.AmountMinor, sum.Currency)} in {sum.Charged} of {CountWords.Of(sum.Entries, "entry", "entries")} · 共 {sum.Entries} 笔分录，计费 {sum.Charged} 笔{(sum.Demonstration ? " (demonstration 演示)" : "")}"))]);
    }

    /// <summary>A basis, or who a member is in a line, with its Chinese.</summary>
    private static string Coded(string code) => code switch
    {
        "charged" => "charged 计费",
        "free" => "free 免费",
        "own-use" => "own-use 自用",
        "provider-failed" => "provider-failed 提供方故障，不计费",
        "provider" => "provider 提供方",
        "consumer" => "consumer 使用方",
        "own" => "own 自用",
        _ => code,
    };

    private static string Kind(string kind) => kind switch
    {
        "receivable" => "receivable 应收",
        "payable" => "payable 应付",
        "revenue" => "revenue 收入",
        _ => "cost 成本",
    };
}
