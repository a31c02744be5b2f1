using System.Collections.Frozen;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Client;

/// <summary>Acts and outcomes of the evidence log in Chinese; their codes stand in every record and are what programs take.</summary>
public static class EvidenceNames
{
    private static readonly FrozenDictionary<string, string> Acts = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["agreement.agreed-by-offer"] = "按常设要约同意",
        ["agreement.requested"] = "申请协议",
        ["airlock.deliver"] = "放行输出",
        ["airlock.held"] = "输出进入气闸",
        ["asset.airlock.changed"] = "更改气闸规则",
        ["asset.filled"] = "填入内容",
        ["claim.stated"] = "录入外部主张",
        ["asset.published"] = "发布资产",
        ["asset.released"] = "解除继承条款",
        ["backup.keys-made"] = "备份密钥",
        ["backup.made"] = "制作备份",
        ["cohort.left"] = "退出共享组",
        ["cohort.reckoned"] = "共享组核算",
        ["content.opened"] = "开始下载",
        ["content.read"] = "读取内容",
        ["content.resumed"] = "续传下载",
        ["content.sent"] = "内容已送出",
        ["content.watched"] = "内容已查看",
        ["device.closed"] = "设备停用",
        ["dispute.raised"] = "提出争议",
        ["entry.settled"] = "结算入账",
        ["evidence.head-kept"] = "保存本节点的根",
        ["evidence.head-refused"] = "拒绝他节点的根",
        ["evidence.head-witnessed"] = "见证他节点的根",
        ["exchange-rates.set"] = "设定设备折算率",
        ["identifier.given"] = "设定对外标识",
        ["identity.key-made"] = "生成令牌密钥",
        ["identity.key-removed"] = "移除令牌密钥",
        ["identity.pruned"] = "清理过期凭据",
        ["inbox.told"] = "待办通知",
        ["job.admitted"] = "作业获分设备",
        ["job.cancel-asked"] = "请求撤回作业",
        ["job.compared"] = "比较作业成果",
        ["job.evict-asked"] = "请求归还设备",
        ["job.evicted"] = "设备已归还",
        ["job.queued"] = "提交作业",
        ["job.refused"] = "拒绝作业",
        ["job.run-lost"] = "运行丢失",
        ["job.started"] = "作业启动",
        ["key.made"] = "发放密钥",
        ["key.registered"] = "登记签名公钥",
        ["key.revoked"] = "撤销密钥",
        ["machine.made"] = "建立机器客户端",
        ["machine.revoked"] = "撤销机器客户端",
        ["member.applied"] = "申请入盟",
        ["member.changed"] = "更改成员资料",
        ["members.imported"] = "导入成员",
        ["negotiation.hindered"] = "协商受阻",
        ["offer.made"] = "发布要约",
        ["offer.withdrawn"] = "撤回要约",
        ["peer.admitted"] = "准入连接器",
        ["peer.resumed"] = "恢复连接器",
        ["peer.suspended"] = "暂停连接器",
        ["peer.tokens"] = "更改连接器凭据",
        ["pool.agent.attached"] = "集群代理接入",
        ["pool.agent.heard"] = "集群代理恢复呼叫",
        ["pool.agent.lost"] = "集群代理失联",
        ["pool.agent.silent"] = "集群代理无应答",
        ["pool.capacity"] = "算力池容量",
        ["pool.changed"] = "更改算力池",
        ["pool.devices.seen"] = "更新可用设备",
        ["pool.quiet.begun"] = "静默时段开始",
        ["pool.quiet.ended"] = "静默时段结束",
        ["pool.registered"] = "登记算力池",
        ["pool.tidy.approved"] = "批准碎片整理",
        ["pool.weighed"] = "设定权重",
        ["price.published"] = "发布价格",
        ["registry.loaded"] = "载入名录",
        ["relation.entered"] = "登记关系",
        ["relation.removed"] = "移除关系",
        ["relations.imported"] = "导入关系",
        ["release.requested"] = "申请解除继承条款",
        ["sign-in.ended"] = "退出登录",
        ["sign-in.link"] = "以链接登录",
        ["sign-in.locked"] = "登录锁定",
        ["sign-in.password"] = "以密码登录",
        ["sign-in.provider"] = "以外部身份登录",
        ["sign-in.tried"] = "登录失败",
        ["sign-up.begun"] = "开始注册",
        ["sign-up.completed"] = "完成注册",
        ["transfer.data.discarded"] = "删除收到的数据",
        ["transfer.data.read"] = "读取收到的数据",
        ["transfer.data.received"] = "收到数据",
        ["transfer.interrupted"] = "传输中断",
        ["transfer.sending"] = "推送数据",
        ["use.finished"] = "使用结束",
        ["use.permitted"] = "允许使用",
        ["use.refused"] = "拒绝使用",
        ["use.released"] = "释放使用",
        ["user.created"] = "建立账户",
        ["user.erased"] = "抹除账户",
        ["user.invitation-accepted"] = "接受邀请",
        ["user.invited"] = "邀请用户",
        ["user.link-made"] = "生成登录链接",
        ["user.password-set"] = "设定密码",
        ["user.promoted"] = "提升账户",
        ["user.renamed"] = "更改姓名",
        ["user.restored"] = "恢复账户",
        ["user.signed-out"] = "账户退出登录",
        ["user.suspended"] = "停用账户",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Things whose acts are their steps.</summary>
    private static readonly FrozenDictionary<string, string> Things = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["agreement"] = "协议",
        ["agreement.duty"] = "协议义务",
        ["airlock"] = "气闸输出",
        ["dispute"] = "争议",
        ["job"] = "作业",
        ["member"] = "成员",
        ["negotiation"] = "协商",
        ["release"] = "解除申请",
        ["transfer"] = "传输",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether an act has its Chinese.</summary>
    /// <param name="verb">The act's code.</param>
    public static bool Knows(string verb) => Chinese(verb) is not null;

    /// <summary>The act in Chinese; the code itself where it has no word.</summary>
    /// <param name="verb">The act's code.</param>
    public static string Of(string verb) => Chinese(verb) ?? verb;

    /// <summary>The code with its Chinese.</summary>
    /// <param name="verb">The act's code.</param>
    public static string Coded(string verb) => Chinese(verb) is { } words ? $"{verb} {words}" : verb;

    /// <summary>An outcome in Chinese: done, a state, or why not.</summary>
    /// <param name="outcome">Its code.</param>
    public static string OfOutcome(string outcome) => outcome == "done" ? "已完成"
        : StateNames.Of(outcome) is var (zh, _) && zh != outcome ? zh
        : RefusalWords.Chinese(outcome, FrozenDictionary<string, string>.Empty) is { Length: > 0 } meaning ? meaning.TrimEnd('。')
        : outcome;

    /// <summary>The code of an outcome with its Chinese.</summary>
    /// <param name="outcome">Its code.</param>
    public static string CodedOutcome(string outcome) => OfOutcome(outcome) is var words && words != outcome ? $"{outcome} {words}" : outcome;

    private static string? Chinese(string verb)
    {
        if (Acts.TryGetValue(verb, out var words))
        {
            return words;
        }

        var dot = verb.LastIndexOf('.');
        if (dot < 0 || !Things.TryGetValue(verb[..dot], out var thing))
        {
            return null;
        }

        var step = verb[(dot + 1)..];
        return StepNames.Knows(step) ? thing + StepNames.Chinese(step) : StateNames.Of(step) is var (zh, _) && zh != step ? thing + zh : null;
    }
}
