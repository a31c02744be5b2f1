using System.Collections.Frozen;

namespace KeyEcosystem.Client;

/// <summary>Kinds of organisations and of what else the plan names, in words.</summary>
public static class TypeNames
{
    /// <summary>Words by code.</summary>
    public static IReadOnlyDictionary<string, (string Zh, string En)> Members { get; } = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["alliance"] = ("联盟", "alliance"),
        ["barrier"] = ("壁垒", "barrier"),
        ["capital-market"] = ("资本市场", "capital market"),
        ["city"] = ("城市", "city"),
        ["cloud-provider"] = ("云服务商", "cloud provider"),
        ["compute-resource"] = ("算力资源", "compute resource"),
        ["compute-resource-group"] = ("算力资源群", "compute resources"),
        ["concept"] = ("概念", "concept"),
        ["data-resource"] = ("数据资源", "data resource"),
        ["data-resource-group"] = ("数据资源群", "data resources"),
        ["ecosystem"] = ("生态", "ecosystem"),
        ["enterprise"] = ("企业", "enterprise"),
        ["factory"] = ("工厂", "factory"),
        ["fund"] = ("基金", "fund"),
        ["fund-group"] = ("基金群", "funds"),
        ["institute"] = ("研究院所", "institute"),
        ["joint-lab"] = ("联合实验室", "joint laboratory"),
        ["law"] = ("法律", "law"),
        ["mode"] = ("模式", "mode"),
        ["organisation-group"] = ("机构群", "organisations"),
        ["patent-group"] = ("专利群", "patents"),
        ["place"] = ("地区", "place"),
        ["place-group"] = ("地区群", "places"),
        ["platform"] = ("平台", "platform"),
        ["platform-group"] = ("平台群", "platforms"),
        ["programme"] = ("计划", "programme"),
        ["region-node"] = ("区域节点", "regional node"),
        ["regulation-group"] = ("法规群", "regulations"),
        ["regulator"] = ("监管机构", "regulator"),
        ["sector"] = ("行业", "sector"),
        ["service"] = ("服务", "service"),
        ["service-network"] = ("服务网络", "service network"),
        ["solution-programme"] = ("解决方案计划", "solution programme"),
        ["standard-group"] = ("标准群", "standards"),
        ["strategy"] = ("战略", "strategy"),
        ["technology"] = ("技术", "technology"),
        ["university"] = ("高校", "university"),
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
