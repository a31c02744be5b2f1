using KeyEcosystem.WebConsole.Language;

namespace KeyEcosystem.WebConsole.Pages.Airlock;

/// <summary>Words of use without seeing.</summary>
internal static class AirlockWords
{
    public static readonly Text Title = new("可用不可见", "Use without seeing");
    public static readonly Text Lead = new("作业可在数据所有者的算力池使用数据，而提交方看不到数据、日志与结果；声明的输出在气闸中等待所有者放行。", "A job may use data at a pool of its owner whose sender sees neither the data nor log nor results; its declared outputs wait in the airlock for the owner.");
    public static readonly Text Table = new("气闸中的输出", "Outputs in the airlock");
    public static readonly Text Nothing = new("没有与本方有关的输出。", "No output concerns your organisation.");
    public static readonly Text State = new("状态", "State");
    public static readonly Text Any = new("全部", "All");
    public static readonly Text Name = new("输出", "Output");
    public static readonly Text Job = new("作业", "Job");
    public static readonly Text Sender = new("提交方", "Sent by");
    public static readonly Text Checks = new("检查", "Checks");
    public static readonly Text Since = new("等待自", "Waits since");
    public static readonly Text Until = new("到期删除", "Deleted undecided");
    public static readonly Text Passed = new("全部通过", "all passed");
    public static readonly Text Failed = new("{0} 项未通过", "{0} failed");
    public static readonly Text NotShown = new("仅所有者可见", "for the owner");
    public static readonly Text About = new("输出", "Output");
    public static readonly Text Form = new("声明的形式", "Declared form");
    public static readonly Text MadeOf = new("所用数据", "Made of");
    public static readonly Text Reason = new("所有者的说明", "What the owner said");
    public static readonly Text Result = new("已放行的结果", "Delivered result");
    public static readonly Text Hash = new("摘要（SHA-256）", "SHA-256");
    public static readonly Text Findings = new("检查结果", "What the checks found");
    public static readonly Text Rule = new("规则", "Rule");
    public static readonly Text Finding = new("发现", "Finding");
    public static readonly Text Kept = new("通过", "kept");
    public static readonly Text Broken = new("未通过", "broken");
    public static readonly Text Content = new("内容预览", "Content");
    public static readonly Text ContentLead = new("放行的正是下面的内容：由节点按声明的形式重新写出，而非作业写下的字节。", "What leaves is this, byte for byte: written anew by the node in the declared form, not the bytes that the job wrote.");
    public static readonly Text ContentFailed = new("作业写下的内容。有检查未通过，因此不会放行；非文本字符显示为 ?。", "What the job wrote. A check failed, so it will not leave; what is no plain text is shown as ?.");
    public static readonly Text NoContent = new("没有内容。", "There is no content.");
    public static readonly Text Cut = new("仅显示前 {0} 个字符。", "The first {0} characters are shown.");
    public static readonly Text Votes = new("所有者的决定", "What the owners say");
    public static readonly Text Owner = new("所有者", "Owner");
    public static readonly Text Vote = new("决定", "Decision");
    public static readonly Text Decide = new("决定", "Decide");
    public static readonly Text ReasonLabel = new("说明（提交方可见）", "Reason, for the sender to read");
    public static readonly Text ReasonHint = new("拒绝时必填。", "Needed for a refusal.");
    public static readonly Text ReasonMissing = new("拒绝须写明理由。", "A refusal needs a reason.");
    public static readonly Text Approve = new("放行", "Let it out");
    public static readonly Text Refuse = new("拒绝并删除", "Refuse and delete");
    public static readonly Text ApproveDetail = new("所有数据所有者都放行后，该输出成为提交方的资产，并继承来源的条件。此操作不可撤销。", "When every owner of the data has let it out, it is an asset of its sender and inherits the terms of its sources. This can't be undone.");
    public static readonly Text RefuseDetail = new("内容将被删除，提交方可见您的说明。", "Its content is deleted, and its sender reads your reason.");
    public static readonly Text Waits = new("在气闸中等待", "Waiting in the airlock");
    public static readonly Text WaitsLead = new("数据可用不可见：日志不显示，下列输出须由数据所有者放行。", "You may use the data without seeing it: the log is not shown, and these outputs wait for the owners of the data.");
    public static readonly Text WaitsLater = new("作业结束后，声明的输出将在气闸中等待。", "When the job has ended its declared outputs wait in the airlock.");
    public static readonly Text Declared = new("没有声明输出：此作业不会留下结果。", "No output was declared: nothing of this job can leave.");
    public static readonly Text OwnersLog = new("作为其全部数据的所有者，您可查看日志。", "As owner of all its data you may read its log.");
    public static readonly Text Sealed = new("不可见运行", "Run without seeing");
    public static readonly Text SealedHint = new("即使数据可读，也不向我显示日志与结果；仅许可计算的数据必定如此。", "Show me neither log nor results though I might read the data; where data may be computed on only, it is so anyway.");
    public static readonly Text Outputs = new("声明的输出，每行一个", "Declared outputs, one a line");
    public static readonly Text OutputsHint = new("不可见作业只能留下这里声明的输出，如 report.csv=csv; shift=day|night; n=count; kWh=number:6.2", "A sealed job can leave only what is declared here, such as report.csv=csv; shift=day|night; n=count; kWh=number:6.2");
    public static readonly Text Rules = new("可用不可见的放行规则", "What may leave unseen use");
    public static readonly Text RulesLead = new("对数据可用不可见的作业，其输出须符合这些规则才能放行。", "Outputs of jobs that use the data without seeing it leave by these rules only.");
    public static readonly Text BytesMax = new("单个输出的字节数上限", "Bytes of an output, at most");
    public static readonly Text RowsMax = new("单个输出的行数上限", "Rows of an output, at most");
    public static readonly Text CellCountMin = new("每格至少代表的记录数", "Records that a cell stands for, at least");
    public static readonly Text DigitsMax = new("每个数的位数上限", "Digits of a number, at most");
    public static readonly Text BitsMax = new("单个输出可容纳的比特数上限", "Bits that an output can hold, at most");
    public static readonly Text FormsOf = new("允许的形式", "Forms");
    public static readonly Text Csv = new("CSV 表格", "CSV table");
    public static readonly Text JsonForm = new("JSON 对象", "JSON object");
    public static readonly Text ApprovalOf = new("通过检查后仍须所有者放行", "What passes still waits for the owner");
    public static readonly Text HostsOf = new("亦可在其算力池计算的机构", "Hosts beside the owner");
    public static readonly Text Yes = new("是", "yes");
    public static readonly Text No = new("否", "no");
    public static readonly Text Save = new("保存规则", "Save the rules");
    public static readonly Text Saved = new("已保存；此后结束的作业按新规则检查。", "Saved: jobs that end from now on are checked by them.");
    public static readonly Text Unseen = new("不可读取，但可用不可见：作业可在所有者的算力池计算，结果按所有者的规则放行。", "You may not read it, but a job of yours may compute on it without your seeing it: at a pool of its owner, whose rules say what may leave.");
    public static readonly Text NoForm = new("“{0}”不是输出形式。", "“{0}” is no form of an output.");

    public static (Text Words, Text Detail) OfStep(string step) => step == "approve" ? (Approve, ApproveDetail) : (Refuse, RefuseDetail);
}
