using System.Collections.Frozen;
using KeyEcosystem.Kernel.Odrl;

namespace KeyEcosystem.Kernel.Policies;

/// <summary>How the values of conditions read. A value that is not listed is as good as any other and reads as it is written.</summary>
public static class PolicyVocabulary
{
    /// <summary>Purposes that offers and uses commonly name.</summary>
    public static IReadOnlyDictionary<string, (string Zh, string En)> Purposes { get; } = new Dictionary<string, (string Zh, string En)>(StringComparer.Ordinal)
    {
        ["research"] = ("科学研究", "research"),
        ["trying"] = ("试用体验", "trying"),
        ["education"] = ("教学培训", "education"),
        ["product-development"] = ("产品研发", "product development"),
        ["operations"] = ("生产运营", "operations"),
        ["model-training"] = ("模型训练", "training of models"),
        ["statistics"] = ("统计分析", "statistics"),
        ["regulation"] = ("监管合规", "regulation"),
        ["marketing"] = ("市场营销", "marketing"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Kinds of organisations that offers commonly name.</summary>
    public static IReadOnlyDictionary<string, (string Zh, string En)> Organisations { get; } = new Dictionary<string, (string Zh, string En)>(StringComparer.Ordinal)
    {
        ["institute"] = ("研究院所", "an institute"),
        ["university"] = ("高校", "a university"),
        ["factory"] = ("工厂", "a factory"),
        ["enterprise"] = ("企业", "an enterprise"),
        ["cloud-provider"] = ("云服务商", "a cloud provider"),
        ["fund"] = ("基金", "a fund"),
        ["regulator"] = ("监管机构", "a regulator"),
        ["city"] = ("城市", "a city"),
        [TrialTerms.Role] = ("试用者", "on trial"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Actions of ODRL's vocabulary and this node's own, each as a verb with its object.</summary>
    public static FrozenDictionary<string, (string Zh, string En)> Actions { get; } = Words(
        "use=使用=use it", "read=读取=read it", "compute=计算=compute with it", "transfer=传输=transfer it", "distribute=转分享=share it onward",
        "acceptTracking=接受跟踪=accept tracking", "aggregate=汇总=aggregate it", "annotate=批注=annotate it", "anonymize=匿名化=anonymize it", "archive=归档=archive it",
        "attribute=署名=attribute it", "compensate=付费补偿=compensate for it", "concurrentUse=并发使用=use it concurrently", "delete=删除=delete it", "derive=派生=derive from it",
        "digitize=数字化=digitize it", "display=显示=display it", "ensureExclusivity=独占=have it exclusively", "execute=执行=execute it", "extract=摘取=extract from it",
        "give=赠予=give it away", "grantUse=授权他人使用=grant its use", "include=包含=include it", "index=编入索引=index it", "inform=告知=inform about it", "install=安装=install it",
        "lease=出租=lease it", "lend=出借=lend it", "modify=修改=modify it", "move=移动=move it", "nextPolicy=按后续条款授权=pass it on under further terms",
        "obtainConsent=取得同意=obtain consent", "play=播放=play it", "present=展示=present it", "print=打印=print it", "reproduce=复制=reproduce it", "reviewPolicy=复核条款=review its terms",
        "secondaryUse=二次使用=use it for something else", "sell=出售=sell it", "stream=流式播放=stream it", "synchronize=同步=synchronize it", "textToSpeech=文本转语音=turn it into speech",
        "transform=转换=transform it", "translate=翻译=translate it", "uninstall=卸载=uninstall it", "watermark=加水印=watermark it",
        "adHocShare=临时分享=share it ad hoc", "append=追加=append to it", "appendTo=追加=append to it", "attachPolicy=附上条款=attach its terms", "attachSource=注明来源=attach its source",
        "commercialize=商用=use it commercially", "copy=复制=copy it", "export=导出=export it", "extractChar=摘取字符=extract characters from it", "extractPage=摘取页=extract pages from it",
        "extractWord=摘取词=extract words from it", "license=许可他人=license it", "pay=付款=pay for it", "preview=预览=preview it", "share=分享=share it", "shareAlike=以相同方式分享=share it alike",
        "write=写入=write to it", "writeTo=写入=write to it");

    /// <summary>Left operands of ODRL's vocabulary and this node's own.</summary>
    public static FrozenDictionary<string, (string Zh, string En)> Operands { get; } = Words(
        "purpose=用途=the purpose", "recipient=使用方=the recipient", "industry=使用方的行业=your industry", "role=使用方=your organisation", "spatial=使用方所在国家=your country",
        "dateTime=时间=the time", "count=使用次数=the number of uses", "bytes=读取的字节数=the number of bytes read", "rows=读取的行数=the number of rows read", "column=列=the column",
        "absolutePosition=绝对位置=the absolute position", "absoluteSize=绝对大小=the absolute size", "absoluteSpatialPosition=绝对空间位置=the absolute place", "absoluteTemporalPosition=绝对时间位置=the absolute point of time",
        "delayPeriod=等待时长=the delay", "deliveryChannel=交付渠道=the channel of delivery", "device=设备=the device", "elapsedTime=经过的时长=the time that has passed", "event=事件=the event",
        "fileFormat=文件格式=the file format", "language=语言=the language", "media=媒介=the medium", "meteredTime=计量时长=the metered time", "payAmount=付款金额=the amount paid",
        "percentage=百分比=the percentage", "product=产品=the product", "relativePosition=相对位置=the relative position", "relativeSize=相对大小=the relative size",
        "relativeSpatialPosition=相对空间位置=the relative place", "relativeTemporalPosition=相对时间位置=the relative point of time", "resolution=分辨率=the resolution",
        "spatialCoordinates=空间坐标=the coordinates", "system=系统=the system", "systemDevice=系统设备=the system's device", "timedCount=计时次数=the timed count", "timeInterval=周期=the recurring period",
        "unitOfCount=计数单位=the unit of count", "version=版本=the version", "virtualLocation=网络位置=the place in the network");

    /// <summary>Operands of which each use under an agreement takes some: what was taken is counted (ADR 0031).</summary>
    public static IReadOnlyList<string> Quotas { get; } = ["count", "bytes", "rows"];

    /// <summary>Operands that the Gate judges; beside them there is <c>row:NAME</c>, what stands in a column of a row.</summary>
    public static IReadOnlyList<string> Judged { get; } = ["purpose", "recipient", "role", "industry", "spatial", "dateTime", .. Quotas, PartTerms.Column];

    /// <summary>Whether the Gate knows values of an operand.</summary>
    /// <param name="operand">The operand's name.</param>
    public static bool IsJudged(string operand) => Judged.Contains(operand) || PartTerms.IsRow(operand);

    /// <summary>Names of columns that a condition is about; none where it is about no part of a table.</summary>
    /// <param name="term">A condition.</param>
    public static IReadOnlyList<string> ColumnsOf(OdrlConstraint.Atomic term)
    {
        ArgumentNullException.ThrowIfNull(term);
        return term.Left == PartTerms.Column ? [.. term.Right.Select(v => v.Text)] : PartTerms.IsRow(term.Left) ? [term.Left[PartTerms.Row.Length..]] : [];
    }

    /// <summary>Whether a value names a place that the Gate knows: a country by its two letters, a part or a union of countries.</summary>
    /// <param name="value">The value.</param>
    public static bool IsPlace(string value) => Places.Knows(value);

    /// <summary>Whether a limit of a quota leaves nothing: <c>lteq 0</c>, <c>lt 1</c>.</summary>
    /// <param name="term">A condition.</param>
    public static bool LeavesNothing(OdrlConstraint.Atomic term)
    {
        ArgumentNullException.ThrowIfNull(term);
        return Quotas.Contains(term.Left) && term.Right is [{ Kind: OdrlValueKind.Number } most]
            && (term.Operator is OdrlOperator.Lteq or OdrlOperator.Eq ? most.First.At <= 0 : term.Operator == OdrlOperator.Lt && most.First.At <= 1);
    }

    internal static string Say(string operand, string value, bool zh)
    {
        var words = operand switch { "purpose" => Purposes, "role" => Organisations, _ => null };
        return words is not null && words.TryGetValue(value, out var said) ? zh ? said.Zh : said.En : value;
    }

    private static FrozenDictionary<string, (string Zh, string En)> Words(params string[] entries) =>
        entries.Select(e => e.Split('=')).ToFrozenDictionary(e => e[0], e => (e[1], e[2]), StringComparer.Ordinal);
}
