using System.Collections.Frozen;

namespace KeyEcosystem.Observatory.Core;

/// <summary>The indicators that are computed from the platform's facts, by id.</summary>
public static class Measures
{
    /// <summary>All of them: the seed's that can be measured, and the platform's own (P).</summary>
    public static FrozenDictionary<string, Measure> All { get; } = new Dictionary<string, Measure>(StringComparer.Ordinal)
    {
        ["I05"] = new(
            "角色为配套（supporting）且状态为已准入的企业、工厂、云服务商数。",
            "Number of enterprises, factories and cloud providers in a supporting role that are admitted.",
            "count(member where state = admitted and role = supporting and type in (enterprise, factory, cloud-provider))",
            (s, t) => MemberMeasures.Count(s, t, m => MemberMeasures.IsFirm(m) && m.Of("role") == "supporting")),
        ["I06"] = new(
            "状态为已准入的研究院所和高校数。",
            "Number of institutes and universities that are admitted.",
            "count(member where state = admitted and type in (institute, university))",
            (s, t) => MemberMeasures.Count(s, t, m => m.Of("type") is "institute" or "university")),
        ["I11"] = new(
            "已开放算力池的设备数乘以单设备峰值，按精度分列；只有一种精度时给出总值，不跨精度相加。",
            "Devices of offered pools times the peak of one device, by precision; a total is given when there is one precision only, precisions are never added.",
            "sum(pool.devices * pool.peakFlops where offered) / 1e18, by pool.precision",
            ComputeMeasures.Capacity),
        ["I14"] = new(
            "近 90 天内作业占用加速器（GPU、NPU、FPGA）的卡时中，国产设备所占比例。计入全部作业；另列仅计声明为训练的作业。",
            "Share of domestic devices in the device time of jobs on accelerators (GPU, NPU, FPGA) in the last 90 days. All jobs count; beside it stands the figure of jobs declared as training.",
            "sum(job.deviceTime where pool.class in (gpu, npu, fpga) and pool.origin = CN) / sum(job.deviceTime where pool.class in (gpu, npu, fpga)), 90 d",
            ComputeMeasures.DomesticTime),
        ["I16"] = new(
            "近 365 天内被另一行业成员成功使用过的数据集数，除以已发布数据集数（作业结果不计）。行业按国标门类。",
            "Data sets used with success by a member of another industry in the last 365 days, over data sets published (results of jobs left out). Industry is the GB/T 4754 section.",
            "count(asset where kind = dataset and not derived and exists use(succeeded, providerSector <> consumerSector, 365 d)) / count(asset where kind = dataset and not derived)",
            DataMeasures.AcrossShare),
        ["I17"] = new(
            "1 减去近 30 天作业占用卡时与开放卡时之比。作业在结束时计入；开放而未及申报的时间最多计 15 分钟。另列按实测设备利用率的有效闲置率。",
            "1 minus device time used by jobs over device time offered, last 30 days. Jobs count once they ended; offered time that is not told yet counts for 15 minutes at most. Beside it stands the effective idle rate by measured device utilisation.",
            "1 - sum(job.deviceTime) / sum(capacity.deviceTime), 30 d; effective: 1 - sum(job.deviceTime * utilisation) / sum(capacity.deviceTime)",
            ComputeMeasures.Idle),
        ["I19"] = new(
            "已开放算力池的设备价值之和（亿元）。",
            "Value of the devices of offered pools, in 100 million CNY.",
            "sum(pool.assetValueMinor where offered) / 1e10",
            ComputeMeasures.SharedValue),
        ["I21"] = new(
            "近 365 天新增高端 AI 芯片中国产设备所占比例。高端：GPU 或 NPU，16 位浮点峰值不低于 100 TFLOPS（登记定义第 1 版）。",
            "Domestic share of the high-end AI chips added in the last 365 days. High-end: GPU or NPU with a 16-bit peak of at least 100 TFLOPS (definition 1 of this registry).",
            "sum(pool.devices added where highEnd and origin = CN, 365 d) / sum(pool.devices added where highEnd, 365 d)",
            ComputeMeasures.DomesticChips),
        ["I23"] = new(
            "所在国为新加坡或马来西亚且状态为已准入的企业数。",
            "Number of admitted firms in Singapore or Malaysia.",
            "count(member where state = admitted and type in (enterprise, factory, cloud-provider) and country in (SG, MY))",
            (s, t) => MemberMeasures.Count(s, t, m => MemberMeasures.IsFirm(m) && m.Of("country") is ("SG" or "MY"))),
        ["I25"] = new(
            "位于法国或荷兰且状态为已准入的联合实验室数。",
            "Number of admitted joint laboratories in France or the Netherlands.",
            "count(member where state = admitted and type = joint-lab and country in (FR, NL))",
            (s, t) => MemberMeasures.Count(s, t, m => m.Of("type") == "joint-lab" && m.Of("country") is ("FR" or "NL"))),
        ["P01"] = new("状态为已准入的成员数。", "Number of admitted members.", "count(member where state = admitted)", (s, t) => MemberMeasures.Count(s, t, _ => true)),
        ["P02"] = new("已发布资产数（作业结果不计）。", "Number of assets published (results of jobs left out).", "count(asset where not derived)", DataMeasures.Assets),
        ["P03"] = new("至少有一份已签协议的资产数。", "Number of assets with at least one signed agreement.", "count(distinct agreement.asset)", DataMeasures.Shared),
        ["P04"] = new("双方已签的协议数。", "Number of agreements signed by both.", "count(agreement)", DataMeasures.Agreements),
        ["P05"] = new("近 365 天成功使用他方数据集的次数。", "Uses of another member's data sets that succeeded, last 365 days.", "count(use where succeeded, 365 d)", (s, t) => DataMeasures.Uses(s, t, false)),
        ["P06"] = new("近 365 天跨行业成功使用数据集的次数。", "Uses of data sets across industries that succeeded, last 365 days.", "count(use where succeeded and providerSector <> consumerSector, 365 d)", (s, t) => DataMeasures.Uses(s, t, true)),
        ["P07"] = new("成功结束的作业数。", "Number of jobs that succeeded.", "count(job where state = succeeded)", ComputeMeasures.Jobs),
        ["P08"] = new("近 30 天作业占用的卡时。", "Device-hours used by jobs, last 30 days.", "sum(job.deviceTime) / 3600000, 30 d", ComputeMeasures.DeviceHours),
        ["P09"] = new("近 365 天结算的金额（人民币元）。", "Amount settled in the last 365 days, in CNY.", "sum(entry.amount where currency = CNY, 365 d)", MarketMeasures.Settled),
        ["P10"] = new(
            "近 30 天计费卡时的结算总额除以其卡时（人民币元）。各类设备一并计算，未按性能折算。",
            "Amount settled for charged device time over that device time, last 30 days, in CNY. All classes of device together, not normalised.",
            "sum(entry.amount) / sum(entry.deviceHours) where basis = charged and kind = device.ms and currency = CNY, 30 d",
            MarketMeasures.DeviceHourPrice),
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
