using KeyEcosystem.Contracts.Market;
using KeyEcosystem.WebConsole.Language;

namespace KeyEcosystem.WebConsole.Pages.Ledger;

/// <summary>The picture of the balances as an ECharts option: what each kind of account was debited and credited.</summary>
internal static class BalanceChart
{
    public static object Option(IReadOnlyList<TrialBalanceRowView> rows, Tongue language) => new
    {
        grid = new { left = 20, right = 24, top = 40, bottom = 8, containLabel = true },
        legend = new { top = 0, left = 0 },
        tooltip = new { trigger = "axis", axisPointer = new { type = "shadow" } },
        xAxis = new { type = "value" },
        yAxis = new { type = "category", inverse = true, data = rows.Select(r => $"{LedgerWords.Of(r.Kind).In(language)} {r.Currency}").ToArray() },
        series = new object[]
        {
            Bars(LedgerWords.Debit.In(language), "#2f8f9d", rows.Select(r => r.DebitMinor)),
            Bars(LedgerWords.Credit.In(language), "#b07a1e", rows.Select(r => r.CreditMinor)),
        },
    };

    private static object Bars(string name, string color, IEnumerable<long> minors) =>
        new { name, type = "bar", barMaxWidth = 14, itemStyle = new { color }, data = minors.Select(m => m / 100m).ToArray() };
}
