using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace KeyEcosystem.Client;

/// <summary>What a field must be, in Chinese: the API says it in English.</summary>
internal static partial class FieldWords
{
    private static readonly FrozenDictionary<string, string> Whole = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["a period from 1900 to 2200 such as 2024, 2024-Q3, 2024-09 or 2024-09-30"] = "1900 至 2200 年的期间，如 2024、2024-Q3、2024-09 或 2024-09-30",
        ["a lower one below the upper one"] = "下限小于上限",
        ["above 0 and below 100"] = "大于 0 且小于 100",
        ["a finite number, not below the lower bound"] = "有限的数，且不小于下限",
        ["a number within the limits"] = "上下限之内的数",
        ["an indicator's id, or the name of an outside series that a formula reads"] = "指标编号，或公式所用的外部统计序列名",
        ["the name of a lever of the model"] = "模型中杠杆的名称",
        ["0, or 100 to 10000"] = "0，或 100 至 10000",
        ["an object of values by name"] = "按名称给出数值的对象",
        ["a finite number"] = "有限的数",
        ["measured or claims"] = "measured 或 claims",
        ["year, quarter, month or day"] = "year、quarter、month 或 day",
        ["1 to 5 numbers above 0 and below 100 such as 80,95"] = "1 至 5 个大于 0 且小于 100 的数，如 80,95",
        ["at least a second before to, and not in the future"] = "早于 to 至少一秒的时间，且不在将来",
        ["2000-01-01 or later"] = "2000-01-01 或之后",
        ["at least one way of sharing"] = "至少一种共享方式",
        ["a whole gzip file, or plain text"] = "完整的 gzip 文件或纯文本",
        ["at most 366 days before to"] = "距 to 最多 366 天",
        ["days, hours and time zone, such as Mon-Fri 08:00-18:00 Asia/Shanghai; several separated by semicolons"] = "星期、时刻与时区，如 Mon-Fri 08:00-18:00 Asia/Shanghai；多段以分号分隔",
        ["days, such as Mon-Fri, Sat,Sun or daily"] = "星期，如 Mon-Fri、Sat,Sun 或 daily",
        ["times to the minute, such as 08:00-18:00 or 22:00-06:00"] = "精确到分钟的起止时刻，如 08:00-18:00 或 22:00-06:00",
        ["times of which the end is another than the beginning; a whole day is 00:00-24:00"] = "起止不同的时刻；全天写作 00:00-24:00",
        ["followed by a time zone, such as Asia/Shanghai, Europe/Berlin or UTC"] = "其后写明时区的时段，如 Asia/Shanghai、Europe/Berlin 或 UTC",
        ["in a time zone of the IANA database, such as Asia/Shanghai, Europe/Berlin or UTC"] = "IANA 时区，如 Asia/Shanghai、Europe/Berlin 或 UTC",
        ["left out with whole devices, which come with all their memory: give shareMilli too to ask for a part of one"] = "空：整台设备自带全部显存；申请设备的一部分时须同时给出 shareMilli",
        ["at most 0 on another organisation's pool"] = "不大于 0 的值（他方算力池上）",
        ["hours that end: a pool that takes no jobs at all is not offered"] = "有结束时刻的时段：完全不接收作业的算力池应停止开放",
        ["1 to the number of devices"] = "1 至设备数",
        ["true where devicesMin is given, since the job goes on from what it has saved"] = "true（给出 devicesMin 时，作业从已保存处继续）",
        ["left out where a part of a device or a workload is named"] = "空：已指定设备的一部分或作业种类",
        ["left out on a pool that is in no cohort"] = "空：算力池不在共享组",
        ["1 where a part of a device is asked for"] = "申请设备的一部分时为 1",
        ["an organisation of this node"] = "本节点的机构",
        ["left out at a pool of the node itself, which keeps no /checkpoint"] = "空：节点自身的算力池不保留 /checkpoint",
        ["a JSON object"] = "JSON 对象",
        ["a JSON object, each name in it once, at most 32 deep"] = "JSON 对象，名称不重复，嵌套不超过 32 层",
        ["given where tokenOut is not"] = "必填（未给出 tokenOut 时）",
        ["another than that of any other connector"] = "与其他连接器不同的令牌",
        ["another certificate than any other connector has"] = "与其他连接器不同的证书",
        ["an https address where the connector is known by a certificate"] = "以证书识别的连接器须用 https 地址",
        ["left out but with termination: no other message of the protocol carries one"] = "仅终止时给出：协议的其他消息不带理由",
        ["false where it is known by no token"] = "未设令牌时不得取消证书",
        ["false where a certificate is given"] = "false：已给出证书",
        ["the data set of the offer"] = "要约所指的数据集",
        ["an absolute https address, or http of this machine"] = "https 绝对地址（本机可用 http）",
        ["an absolute http or https address"] = "http 或 https 绝对地址",
        ["given"] = "必填",
        ["an object"] = "对象",
        ["an array"] = "数组",
        ["an array of rules"] = "规则数组",
        ["one that a page of this catalogue named"] = "本目录某页给出的游标",
        ["with at least one permission or prohibition"] = "含至少一条许可或禁止的对象",
        ["left out where callbackAddress is given"] = "空：已给出 callbackAddress",
        ["of objects with keyword, kind, sector, place or purpose"] = "对象数组，含 keyword、kind、sector、place 或 purpose",
        ["at the scheme, host and port where this participant is known to be"] = "该参与方已登记的协议、主机与端口下的地址",
        ["an e-mail address"] = "邮箱地址",
        ["other terms than those that were proposed last"] = "与最近所提不同的条款；同意现有条款请用 agree 或 accept",
        ["an ODRL object"] = "ODRL 对象",
        ["left out: what is prohibited does not happen here, so that nothing would remedy it"] = "空：被禁止的使用在此不会发生，无从补救（remedy）",
        ["left out: who is late with a duty may not use the asset until it is done or waived, and owes nothing else"] = "空：逾期者在完成或被免除前不得使用，不另设后果（consequence）",
        ["within a permission; what is owed by the policy as a whole is its obligation"] = "写在某条许可（permission）之内；整个政策的义务请用 obligation",
        ["the one action that is owed"] = "恰好一个应做的动作",
        ["left out: a duty of a permission is owed before the use; what is owed until a time is an obligation of the policy"] = "空：许可内的义务须在使用前完成；有期限的义务请写为政策的 obligation",
        ["until when it is owed: dateTime lteq a date or time, or elapsedTime lteq a duration of at most 100 years since both have signed (P30D)"] = "履行期限：dateTime lteq 日期或时刻，或 elapsedTime lteq 双方签署后的时长（如 P30D，至多 100 年）",
        ["left out: these terms have no duties"] = "空：该协议条款没有义务",
        ["why the duty is not done"] = "说明为何未履行",
        ["left out, or name the asset that is offered"] = "空，或所要约的资产",
        ["an action of ODRL, compute, or the IRI of another"] = "ODRL 的动作、compute，或其他动作的 IRI",
        ["a property this node enforces (permission, prohibition, obligation)"] = "本节点可执行的属性（permission、prohibition、obligation 等）",
        ["a property this node enforces (action, constraint, duty)"] = "本节点可执行的属性（action、constraint、duty 等）",
        ["a property this node enforces (action, constraint)"] = "本节点可执行的属性（action、constraint 等）",
        ["a property this node enforces (rdf:value, refinement)"] = "本节点可执行的属性（rdf:value、refinement）",
        ["a property this node enforces (@id, source, refinement)"] = "本节点可执行的属性（@id、source、refinement）",
        ["text in UTF-8, without NUL and without half surrogate pairs"] = "UTF-8 文本，不含 NUL 与不成对的代理字符",
        ["text in UTF-8"] = "UTF-8 文本",
        ["text of whole characters"] = "完整字符组成的文本",
        ["one of and, or, xone, andSequence, or a left operand with its operator"] = "and、or、xone、andSequence 之一，或左操作数及其运算符",
        ["a list of at least one constraint"] = "至少含一个约束的列表",
        ["the model of a pool of its cohort"] = "本共享组某算力池的设备型号",
        ["the name of what is looked at"] = "左操作数的名称",
        ["a value or a list of values"] = "一个值或值的列表",
        ["a date such as 2027-01-31"] = "日期，如 2027-01-31",
        ["a date such as 2027-01-31 or 2027-01-31T12:00:00Z"] = "日期，如 2027-01-31 或 2027-01-31T12:00:00Z",
        ["a duration such as P30D, P1M or PT12H"] = "时长，如 P30D、P1M 或 PT12H",
        ["a number of at most 28 digits"] = "至多 28 位的数",
        ["none unless the path is one of milestones"] = "空：仅里程碑路径可给出中间点",
        ["later than the point before"] = "晚于前一点的时刻",
        ["above 0 at both ends of a path of equal growth"] = "大于 0 的值（等速增长路径的两端）",
        ["a JSON object of topic (text), at (an instant such as 2026-01-31T00:00:00Z) and body (an object)"] = "JSON 对象，含 topic（文本）、at（时点，如 2026-01-31T00:00:00Z）与 body（对象）",
        ["one fact at least"] = "至少一条事实",
        ["a text, an IRI or an object with @id"] = "文本、IRI 或含 @id 的对象",
        ["the name of an action, or an object with rdf:value or @id"] = "动作名称，或含 rdf:value 或 @id 的对象",
        ["an IRI, or an object with @id, uid or source"] = "IRI，或含 @id、uid 或 source 的对象",
        ["a JSON body"] = "JSON 正文",
        ["two upper-case letters of ISO 3166"] = "ISO 3166 两位大写字母",
        ["a country of two capital letters"] = "两位大写字母的国家或地区代码",
        ["a GB/T 4754 section letter A to T"] = "国民经济行业门类字母 A 至 T",
        ["the next value of the page before"] = "上一页给出的 next 值",
        ["the cursor of an earlier answer, or absent"] = "先前答复给出的游标，或不填",
        ["the version in quotes"] = "带引号的版本号",
        ["later than now"] = "晚于现在的时间",
        ["now or later"] = "现在或之后的时间",
        ["later than now and than from"] = "晚于现在和 from 的时间",
        ["a day or instant such as 2026-03-01 or 2026-03-01T08:00:00Z"] = "日期或时刻，如 2026-03-01 或 2026-03-01T08:00:00Z",
        ["an Ed25519 public key of 64 hexadecimal digits"] = "Ed25519 公钥（64 位十六进制数字）",
        ["days or [days.]hours:minutes:seconds, such as 7 or 06:00:00"] = "天数或“[天.]时:分:秒”，如 7 或 06:00:00",
        ["1 to 100 letters, digits, colons, dots, slashes and hyphens"] = "1 至 100 个字母、数字、冒号、点、斜线或连字符",
        ["left out on a pool that the node itself runs: ask for devices"] = "空：由节点自行运行的算力池以设备数计",
        ["left out when a bundled job is named"] = "空：已指定自带作业",
        ["given when there is neither a script nor a bundled job"] = "必填：既无脚本也无自带作业",
        ["given: a statement is of one member"] = "必填：对账单只针对一个成员",
        ["bytes or count; device time is priced by the agreement itself"] = "bytes 或 count；设备时间按协议计价",
        ["lower-case words joined by underscores, 2 to 40 characters"] = "以下划线连接的小写词，2 至 40 个字符",
        ["another member than the subject"] = "与主体不同的成员",
        ["empty or your own member's id: a trial applies for itself"] = "空或本机构编号：试用者只能为自己申请",
        ["the id token of the sign-in that shall end"] = "要结束的登录的 id token",
        ["the number of bytes that have arrived, as HEAD says"] = "HEAD 所报的已到达字节数",
        ["text without a NUL character"] = "不含 NUL 字符的文本",
        ["the id of an event of this log"] = "该日志某一事件的编号",
        ["as the API describes it"] = "接口说明中的格式",
        ["1 to 100 letters, digits, dots, hyphens and underscores, not a dot first"] = "1 至 100 个字母、数字、点、连字符或下划线，且不以点开头",
        ["each output once"] = "每个输出只列一次",
        ["each column once"] = "每列只列一次",
        ["1 to 60 characters without commas, quotes, semicolons and equals signs"] = "1 至 60 个字符，不含逗号、引号、分号与等号",
        ["1 to 1000 values of 1 to 60 characters without commas, quotes, semicolons and equals signs, each once"] = "1 至 1000 个值，每个 1 至 60 个字符，不含逗号、引号、分号与等号，不得重复",
        ["1 to 15, and no more decimals than digits; a count has none"] = "1 至 15，小数位不多于总位数；计数没有小数",
        ["count of one column at most"] = "至多一列为 count",
        ["left out where every data set is your own"] = "空：所用数据集均为本方所有",
        ["left out of a sealed job, whose box is the cluster's own"] = "空：不可见作业在集群自身的沙箱内运行",
        ["application/json"] = "application/json",
        ["a SHA-256, 64 lower-case hexadecimal digits"] = "SHA-256（64 位小写十六进制数字）",
        ["an OCI image, 1 to 300 letters, digits, dots, hyphens, underscores, slashes, colons and @"] = "OCI 镜像名（1 至 300 个字母、数字、点、连字符、下划线、斜线、冒号或 @）",
        ["1 to 64 letters and digits"] = "1 至 64 个字母或数字",
        ["1 to 50 lower-case letters, digits and hyphens; empty leaves the cohort"] = "1 至 50 个小写字母、数字或连字符；留空则退出共享组",
        ["0 or more, or -1 for all"] = "0 或以上；-1 表示全部",
        ["0 or more, or -1 for no limit"] = "0 或以上；-1 表示不限",
        ["the key of a run"] = "运行的键",
        ["the epoch of the session, as its beginning answered"] = "会话开始时返回的 epoch",
        ["each run once"] = "每次运行只列一次",
        ["of charset utf-8"] = "utf-8 编码",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The words; empty where there are none.</summary>
    /// <param name="must">What the API says.</param>
    public static string Chinese(string must)
    {
        if (Whole.TryGetValue(must, out var words))
        {
            return words;
        }

        if (Range().Match(must) is { Success: true } range)
        {
            return $"{range.Groups["from"].Value} 至 {range.Groups["to"].Value}{Unit(range.Groups["unit"].Value)}{Without(range.Groups["without"].Value)}";
        }

        if (Most().Match(must) is { Success: true } most)
        {
            return most.Groups["unit"].Success ? $"至多 {most.Groups["to"].Value}{Unit(most.Groups["unit"].Value)}" : $"不大于 {most.Groups["to"].Value} 的值";
        }

        if (Phrase().Match(must) is { Success: true } phrase)
        {
            return phrase.Groups["each"].Success ? $"至多 {phrase.Groups["each"].Value} 个，不得重复"
                : phrase.Groups["size"].Success ? $"0 至 {phrase.Groups["size"].Value}（日志大小）"
                : phrase.Groups["leftOut"].Success ? $"空，或仅在 {phrase.Groups["with"].Value} 时给出"
                : phrase.Groups["with"].Success ? $"必填（{phrase.Groups["with"].Value} 时）"
                : phrase.Groups["once"].Success ? $"“{phrase.Groups["once"].Value}”只出现一次的对象"
                : phrase.Groups["deep"].Success ? $"嵌套不超过 {phrase.Groups["deep"].Value} 层的内容"
                : phrase.Groups["points"].Success ? $"至少一分钟，from 早于 to，且至多 {phrase.Groups["points"].Value} 个点"
                : phrase.Groups["parts"].Success ? $"1 至 {phrase.Groups["parts"].Value} 段，合计至多 {phrase.Groups["chars"].Value} 个字符，不含 NUL"
                : phrase.Groups["cluster"].Success ? $"至多 {phrase.Groups["cluster"].Value}（该池集群中单个作业所能得到的）"
                : phrase.Groups["limit"].Success ? $"1 至 {phrase.Groups["limit"].Value}（作业可运行的秒数）"
                : $"早于 {phrase.Groups["before"].Value}";
        }

        return Least().Match(must) is { Success: true } least ? $"不小于 {least.Groups["from"].Value} 的值"
            : Digits().Match(must) is { Success: true } digits ? $"{digits.Groups["count"].Value} 位十六进制数字"
            : IdOf().Match(must) is { Success: true } id ? id.Groups["form"].Value is { Length: > 0 } form ? $"编号 {form}" : "编号"
            : OneOf().Match(must) is { Success: true } one ? $"下列之{(must.StartsWith("one or more of ", StringComparison.Ordinal) ? "一或多个" : "一")}：{one.Groups["values"].Value.Replace(" or ", ", ", StringComparison.Ordinal)}"
            : "";
    }

    private static string Unit(string unit) => unit switch { "numbers" => " 个数", "characters" => " 个字符", "visible characters" => " 个可见字符", "fen" => " 分", "bytes" => " 字节", _ => "" };

    private static string Without(string what) => what switch { "control characters" => "（不含控制字符）", "spaces" => "（不含空格）", _ => "" };

    [GeneratedRegex("^(text of )?(?<from>-?[0-9,.]+) to (?<to>[0-9,.]+)( (?<unit>characters|visible characters|fen|bytes|numbers))?( without (?<without>control characters|spaces))?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Range();

    [GeneratedRegex("^at most (?<to>[0-9,.]+)( (?<unit>characters))?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Most();

    [GeneratedRegex("^at most (?<each>[0-9]+), each once$|^0 to (?<size>[0-9]+), the size of the log$|^at least one minute, from before to, and at most (?<points>[0-9]+) points$|^1 to (?<parts>[0-9]+) parts, together at most (?<chars>[0-9]+) characters, none with a NUL$|^before (?<before>\\S+)$|^at most (?<cluster>[0-9]+), what a run can get at this pool's cluster$|^1 to (?<limit>[0-9]+), the seconds that it may run$|^an object in which \"(?<once>.+)\" stands once$|^nested at most (?<deep>[0-9]+) deep$|^(?<leftOut>left out, or )?given with (?<with>\\S+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Phrase();

    [GeneratedRegex("^(?<from>[0-9,.]+) or more$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Least();

    [GeneratedRegex("^(?<count>[0-9]+) hexadecimal digits$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Digits();

    [GeneratedRegex("^(an? ([a-z]+'s id|[a-z]+ id)|the id of an? [a-z]+)( \\((?<form>[a-z]+_\\.\\.\\.)\\))?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex IdOf();

    [GeneratedRegex("^(one of |one or more of )?(?<values>[A-Za-z0-9./$:#@_\\[\\]-]+(, [A-Za-z0-9./$:#@_\\[\\]-]+)*( or [A-Za-z0-9./$:#@_\\[\\]-]+)?)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OneOf();
}
