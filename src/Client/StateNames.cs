using System.Collections.Frozen;

namespace KeyEcosystem.Client;

/// <summary>States of agreements, requests, members, offers and jobs, in words.</summary>
public static class StateNames
{
    private static readonly FrozenDictionary<string, (string Zh, string En)> Words = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["requested"] = ("已申请", "requested"),
        ["offered"] = ("提供方另提条款，待答复", "other terms offered, to be answered"),
        ["agreed"] = ("已同意，待签署", "agreed, to be signed"),
        ["signed"] = ("已签署，生效", "signed, in force"),
        ["suspended"] = ("争议期间暂停使用", "use suspended during a dispute"),
        ["raised"] = ("已提出，待答复", "raised, to be answered"),
        ["accepted"] = ("对方接受补救", "what is asked for is accepted"),
        ["rejected"] = ("对方不接受", "rejected"),
        ["proposed"] = ("已提议和解", "settlement proposed"),
        ["settled"] = ("已和解", "settled"),
        ["upheld"] = ("裁决支持", "upheld"),
        ["dismissed"] = ("裁决驳回", "dismissed"),
        ["refused"] = ("已拒绝", "refused"),
        ["terminated"] = ("已终止", "terminated"),
        ["expired"] = ("已到期", "expired"),
        ["replaced"] = ("已由新版取代", "replaced by a new version"),
        ["released"] = ("已解除继承", "released"),
        ["withdrawn"] = ("已撤回", "withdrawn"),
        ["pending"] = ("未决定", "not decided yet"),
        ["approved"] = ("已批准", "approved"),
        ["held"] = ("在气闸中等待", "held in the airlock"),
        ["delivered"] = ("已放行", "delivered"),
        ["owed"] = ("待履行", "owed"),
        ["declared"] = ("已声明履行", "declared as done"),
        ["contested"] = ("有异议", "contested"),
        ["confirmed"] = ("已确认履行", "confirmed"),
        ["waived"] = ("已免除", "waived"),
        ["planned"] = ("未开始", "planned"),
        ["open"] = ("开放", "open"),
        ["closed"] = ("已截止", "closed"),
        ["queued"] = ("排队中", "queued"),
        ["admitted"] = ("已获设备，尚未启动", "has its devices, not started yet"),
        ["running"] = ("运行中", "running"),
        ["succeeded"] = ("已成功", "succeeded"),
        ["failed"] = ("已失败", "failed"),
        ["cancelled"] = ("已取消", "cancelled"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>States of the Dataspace Protocol, as its messages spell them.</summary>
    private static readonly FrozenDictionary<string, string> Protocol = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["REQUESTED"] = "已请求",
        ["OFFERED"] = "已提出要约",
        ["ACCEPTED"] = "已接受",
        ["AGREED"] = "已同意",
        ["VERIFIED"] = "已核验",
        ["FINALIZED"] = "已生效",
        ["TERMINATED"] = "已终止",
        ["STARTED"] = "已启动",
        ["COMPLETED"] = "已完成",
        ["SUSPENDED"] = "已暂停",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>States of members, in order.</summary>
    public static IReadOnlyList<(string Code, string Zh, string En)> Members { get; } =
    [
        ("listed", "列名", "listed"),
        ("applied", "申请中", "applied"),
        ("admitted", "已准入", "admitted"),
        ("suspended", "已暂停", "suspended"),
        ("left", "已退出", "left"),
    ];

    /// <summary>A state of the Dataspace Protocol: the code with its Chinese.</summary>
    /// <param name="code">The code, in capitals.</param>
    public static string CodedProtocol(string code) => Protocol.TryGetValue(code, out var zh) ? $"{code} {zh}" : code;

    /// <summary>A member's state: the code with its Chinese.</summary>
    /// <param name="code">The code.</param>
    public static string CodedMember(string code) => Members.FirstOrDefault(m => m.Code == code) is { Zh: { } zh } ? $"{code} {zh}" : code;

    /// <summary>Chinese and English; the code itself when it has no words.</summary>
    /// <param name="code">The code.</param>
    public static (string Zh, string En) Of(string code) => Words.GetValueOrDefault(code, (code, code));

    /// <summary>The code, which is what options and programs take, with its Chinese.</summary>
    /// <param name="code">The code.</param>
    public static string Coded(string code) => Words.TryGetValue(code, out var words) ? $"{code} {words.Zh}" : code;
}
