using KeyEcosystem.WebConsole.Language;

namespace KeyEcosystem.WebConsole.Pages.Ledger;

/// <summary>Words of the ledger's page.</summary>
internal static class LedgerWords
{
    public static readonly Text Title = new("总账", "Ledger");
    public static readonly Text Lead = new("每条计量读数结算为一笔分录；借方与贷方恒等。", "Each meter reading is settled as one entry; debits and credits are always equal.");
    public static readonly Text Books = new("账簿", "Books");
    public static readonly Text Real = new("正式账簿", "of the ecosystem");
    public static readonly Text Demonstration = new("演示账簿", "of demonstrations");
    public static readonly Text Balances = new("余额", "Balances");
    public static readonly Text BalancesLabel = new("各类账户的借方与贷方合计，共 {0} 类。", "Debits and credits of {0} kinds of accounts.");
    public static readonly Text Balanced = new("借贷相等", "debits equal credits");
    public static readonly Text Unbalanced = new("借贷不等", "debits and credits differ");
    public static readonly Text NoAccounts = new("此账簿尚无账目。作业或下载结算后显示；演示资产的使用记在演示账簿，免费使用不产生账户。", "There is nothing in these books yet. Entries follow from jobs and downloads; what was used of demonstrations is in their own books, and what was free moves no account.");
    public static readonly Text Kind = new("账户类别", "Kind of account");
    public static readonly Text Accounts = new("账户数", "Accounts");
    public static readonly Text Debit = new("借方", "Debit");
    public static readonly Text Credit = new("贷方", "Credit");
    public static readonly Text Balance = new("余额", "Balance");
    public static readonly Text Opening = new("期初", "Opening");
    public static readonly Text Closing = new("期末", "Closing");
    public static readonly Text Settle = new("立即结算", "Settle now");
    public static readonly Text Settled = new("已结算 {0} 条读数，暂挂 {1} 条。", "{0} readings settled, {1} held.");
    public static readonly Text Verify = new("核验总账", "Verify the ledger");
    public static readonly Text Verifying = new("正在核验每一笔过账", "Verifying every posting");
    public static readonly Text Holds = new("总账成立：已核验 {0} 笔分录、{1} 笔过账、{2} 个账户；{3} 条读数待结算。", "The ledger holds: {0} entries, {1} postings, {2} accounts verified; {3} readings are due.");
    public static readonly Text HoldsNot = new("总账有 {0} 处不成立。", "{0} things in the ledger do not hold.");
    public static readonly Text Statement = new("对账单", "Statement");
    public static readonly Text From = new("从", "From");
    public static readonly Text To = new("至（不含）", "To (not included)");
    public static readonly Text Csv = new("下载 CSV", "Download as CSV");
    public static readonly Text StatementAccounts = new("本期账户", "Accounts in the period");
    public static readonly Text StatementLines = new("本期使用", "Uses in the period");
    public static readonly Text Role = new("本方角色", "Your part");
    public static readonly Text Party = new("对方", "Other party");
    public static readonly Text Quantity = new("用量", "Quantity");
    public static readonly Text Unpaid = new("提供方故障不计费", "Not paid: provider failed");
    public static readonly Text Amount = new("金额", "Amount");
    public static readonly Text Price = new("单价", "Price");
    public static readonly Text DeviceHour = new("每卡时", "a device hour");
    public static readonly Text Carry = new("金额以分为单位：不足一分的余数并入同一协议同类下一笔，故单笔可能多出一分，合计与总量一致。", "Amounts are whole fen: what an entry leaves of a fen is carried to the next one of the same agreement and kind, so that one may be a fen more than its own quantity makes, and the sum is that of all together.");
    public static readonly Text Cut = new("仅列出前 500 行；CSV 含全部分录。", "Only the first 500 lines; the CSV has every entry.");
    public static readonly Text NoLines = new("本期没有使用。", "Nothing was used in the period.");
    public static readonly Text Entries = new("分录", "Entries");
    public static readonly Text At = new("结算时间", "Settled");
    public static readonly Text Asset = new("资产", "Asset");
    public static readonly Text Basis = new("依据", "Basis");
    public static readonly Text Parties = new("付款方 → 收款方", "Payer → payee");
    public static readonly Text Agreement = new("协议", "Agreement");
    public static readonly Text Id = new("编号", "Id");
    public static readonly Text Prices = new("数据使用价目", "What members charge for data");
    public static readonly Text PricesLead = new("按签署协议时有效的价格计费；设备时间按协议计价，未列价的使用免费。新价于发布一分钟后生效，此前签署的协议按原价。", "An agreement is charged by the price that held when it was signed. Device time is priced by the agreement; what has no price is free. A new price begins a minute after it is published; what is signed before has the earlier one.");
    public static readonly Text NoPrices = new("尚无价目：使用数据不收费。", "There is no price yet: data is used for nothing.");
    public static readonly Text PriceOf = new("成员", "Member");
    public static readonly Text PriceUnit = new("单位", "For");
    public static readonly Text PriceFrom = new("生效时间", "From");
    public static readonly Text PriceAmount = new("单价（元）", "Price in yuan");
    public static readonly Text PublishPrice = new("发布价格", "Publish the price");
    public static readonly Text Gigabyte = new("每 GB", "a gigabyte");
    public static readonly Text OneUse = new("每次使用", "a use");
    public static readonly Text NoEntries = new("尚无分录。", "There is none yet.");

    private static readonly Dictionary<string, Text> Codes = new(StringComparer.Ordinal)
    {
        ["receivable"] = new("应收", "receivable"),
        ["payable"] = new("应付", "payable"),
        ["revenue"] = new("收入", "revenue"),
        ["cost"] = new("成本", "cost"),
        ["charged"] = new("计费", "charged"),
        ["free"] = new("免费", "free"),
        ["own-use"] = new("自用", "own use"),
        ["provider-failed"] = new("提供方故障，不计费", "provider failed, not charged"),
        ["provider"] = new("提供方", "provider"),
        ["consumer"] = new("使用方", "consumer"),
        ["own"] = new("自用", "own use"),
    };

    public static Text Of(string code) => Codes.GetValueOrDefault(code, new Text(code, code));

    public static Text OfUnit(string kind) => kind switch { "bytes" => Gigabyte, "device.ms" => DeviceHour, _ => OneUse };
}
