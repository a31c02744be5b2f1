using System.Collections.Frozen;

namespace KeyEcosystem.Observatory.Core;

/// <summary>The indicators of the seed that can't be measured yet, with the reason and what would have to be recorded.</summary>
public static class Gaps
{
    /// <summary>By id.</summary>
    public static FrozenDictionary<string, Gap> All { get; } = new Dictionary<string, Gap>(StringComparer.Ordinal)
    {
        ["I01"] = Outside("AI 核心产业规模统计序列", "a series of the size of the core AI industry"),
        ["I02"] = Outside("数字经济规模与 GDP 统计序列", "series of the digital economy and of GDP"),
        ["I03"] = Outside("智能语音市场份额统计及其口径", "the market share of smart speech with its scope"),
        ["I04"] = Inside("方案部署：厂商、标签、场景、状态", "deployments of solutions: vendor, tag, scenario, state"),
        ["I07"] = Inside("募资事件：板块、行业、金额、日期", "capital raised: venue, sector, amount, date"),
        ["I08"] = Inside("基金：规模、承诺、拨付、回收", "funds: size, committed, disbursed, returned"),
        ["I09"] = Inside("AI 企业标志与付费上线的方案部署", "which members are AI firms, and their paid live deployments"),
        ["I10"] = Outside("移动支付与智能物流渗透率的国际比较", "an international comparison of penetration"),
        ["I12"] = Outside("全球算力总规模及其精度", "the compute of the world with its precision"),
        ["I13"] = Outside("各国数据池规模的国际比较", "an international comparison of data pools", s =>
            [new Variant("平台已发布数据集数", "Data sets published here", s.Assets.Values.Count(a => a.Of("kind") == "dataset" && !a.Is("derived")))]),
        ["I15"] = Inside("同一基准与质量门槛下的模型推理测试及国际参照值", "benchmark runs of models on one suite at equal quality, and the reference value"),
        ["I18"] = Inside("研发项目预算与经确认的重复对", "budgets of R&D projects and confirmed overlaps"),
        ["I20"] = Inside("联盟研发项目的支出与承诺", "spending and commitments of the alliance's R&D projects"),
        ["I22"] = Inside("孪生体：行业、状态、跨行业关系", "live twins by sector and their relations across sectors"),
        ["I24"] = Inside("成员申报的分市场收入", "revenue of members by market, as they report it"),
        ["I26"] = Inside("产业集群的示范平台及其接入企业", "demonstration platforms of clusters and the firms connected"),
        ["I27"] = Inside("企业最近一次遥测上报的时间", "when a firm last sent telemetry", s =>
            [new Variant("已准入的制造业（C 门类）企业数", "Admitted firms of section C (manufacturing)", MemberMeasures.Number(s, null, m => MemberMeasures.IsFirm(m) && m.Of("industry") == "C"))]),
        ["I28"] = Inside("经核验的降本增效主张及其基线方法", "verified claims of benefit with their baseline"),
        ["I29"] = Inside("方案部署及其所在地级市代码", "deployments of solutions with the code of their city"),
        ["I30"] = Inside("方案服务事件及受服务企业", "service events of solutions and the firm served", s =>
            [new Variant("近 365 天使用过他方数据的机构数", "Members that used another's data, last 365 days", s.Uses.Where(u => u.Fact.KnownAt > s.AsOf.AddDays(-365)).Select(u => u.Consumer).Distinct(StringComparer.Ordinal).Count(c => c is not null))]),
        ["I31"] = Inside("模型参数量、固定基准得分与基线", "size and score of models on a fixed suite, and a baseline"),
        ["I32"] = Inside("重点行业清单与各成员的在用孪生体", "the list of key industries and the live twins of members"),
        ["I33"] = Inside("带版本的核心技术清单、权重与成员的技术物料表", "a versioned basket of technologies with weights, and members' bills of technology"),
        ["I34"] = Inside("各笔结算单价的设备类别与性能，及基线时点（未折算的均价见 P10）", "class and performance of the device behind each settled price, and a base date; the mean that is not normalised is P10"),
        ["I35"] = Inside("成员申报的分市场收入", "revenue of members by market, as they report it"),
        ["I36"] = Outside("标准组织的项目清单与主导单位", "the lists of standards bodies with who leads"),
        ["I37"] = Outside("专利族数据与“核心”的判定规则", "patent families and a rule for core"),
        ["I38"] = Outside("全球数字产业市场统计", "statistics of the world market"),
        ["I39"] = Inside("区域节点：国家、运行状态、合规服务", "regional nodes: country, state, compliance service"),
        ["I40"] = Inside("各法域规则包与已决的出境申请", "rule packs by jurisdiction and decided transfer requests"),
        ["I41"] = Inside("数据集的脱敏证明", "certificates of de-identification", s =>
            [new Variant("已签协议的数据集所涉行业门类数（不论是否脱敏）", "Sections of data sets under agreement, de-identified or not", s.Agreements.Select(a => s.Assets.GetValueOrDefault(a.Of("asset") ?? "")).Where(a => a?.Of("kind") == "dataset").Select(a => a!.Of("sector")).Where(x => x is not null).Distinct(StringComparer.Ordinal).Count())]),
        ["I42"] = Inside("已发布的方案套餐及其行业", "published packages of solutions with their sector"),
        ["I43"] = Inside("方案套餐的境内外部署与先后", "deployments of packages at home and abroad, in order"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static Gap Outside(string zh, string en, Func<Ecosystem, IReadOnlyList<Variant>>? near = null) =>
        new("平台事实中没有：须有外部统计。", "Not in the platform's facts: it needs outside statistics.", zh, en, near);

    private static Gap Inside(string zh, string en, Func<Ecosystem, IReadOnlyList<Variant>>? near = null) =>
        new("平台尚未记录所需事实。", "The platform does not record the facts yet.", zh, en, near);
}
