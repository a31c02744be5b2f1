namespace KeyEcosystem.Observatory.Core.Formulas;

/// <summary>Fact sets of engines that are not built yet: formulas name them, and their indicators say which engine is missing.</summary>
internal static class PlannedSets
{
    private const string Funds = "Market (funds)";
    private const string Solutions = "Market (solutions)";
    private const string Models = "Models";
    private const string Research = "Research";
    private const string Twins = "Twins";
    private static readonly Dimension Money = new(Money: 1);

    public static IReadOnlyList<FactSet> All { get; } =
    [
        Of("deployments", "方案部署", "deployments of solutions", Solutions, ["solution", "vendor", "tag", "scenario", "state", "prefecture", "country", "sector"], [], ["paid", "replicated"]),
        Of("packages", "方案套餐", "packages of solutions", Solutions, ["sector", "state"], [], ["replicated"]),
        Of("services", "方案服务事件", "service events of solutions", Solutions, ["firm", "solution"], []),
        Of("funds", "基金", "funds", Funds, ["state", "sector"], ["size", "committed", "disbursed", "returned"]),
        Of("raised", "募资事件", "capital raised", Funds, ["venue", "sector"], ["amount"]),
        Of("normalisedPrices", "折算后结算价", "settled prices, normalised by performance", "Market (price index)", ["class"], ["fall"], plain: true),
        Of("projects", "研发项目", "R&D projects", Research, ["programme", "state"], ["budget", "spent", "duplicated"]),
        Of("twins", "在用数字孪生体", "live twins", Twins, ["sector", "member"], [], ["crossSector"]),
        Of("telemetry", "遥测上报", "telemetry of firms", Twins, ["firm", "sector"], []),
        Of("platforms", "集群示范平台", "demonstration platforms of clusters", Twins, ["cluster", "state"], ["firms"], plain: true),
        Of("benefits", "经核验的效益", "verified benefits", Twins, ["member"], ["amount"], ["verified"]),
        Of("modelRuns", "模型基准测试", "benchmark runs of models", Models, ["suite", "model"], ["efficiency", "reference", "gain"], plain: true),
        Of("regionNodes", "区域节点", "regional nodes", "Compliance", ["country", "state"], [], ["compliance"]),
        Of("rulePacks", "法域规则包", "rule packs of jurisdictions", "Compliance", ["jurisdiction", "state"], ["decided"], plain: true),
        Of("reportedRevenue", "成员申报的收入", "revenue that members report", "Observatory (reporting rounds)", ["market", "member"], ["amount"]),
        Of("technologyBill", "成员技术物料表", "bills of technology that members report", "Observatory (reporting rounds)", ["origin", "member", "technology"], ["weight"], plain: true),
        Of("deidentified", "有脱敏证明的数据集", "data sets with a certificate of de-identification", "Privacy", ["asset", "sector"], []),
    ];

    private static FactSet Of(string name, string zh, string en, string engine, string[] words, string[] numbers, string[]? flags = null, bool plain = false) => new(
        name, zh, en, engine, true,
        [
            .. words.Select(w => FactField.Of(w, w, w, _ => null)),
            .. numbers.Select(n => FactField.Of(n, n, n, plain ? default : Money, _ => 0)),
            .. (flags ?? []).Select(f => FactField.Flag(f, f, f, _ => false)),
        ]);
}
