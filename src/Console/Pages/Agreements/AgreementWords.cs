using KeyEcosystem.WebConsole.Language;

namespace KeyEcosystem.WebConsole.Pages.Agreements;

/// <summary>Words of agreements.</summary>
internal static class AgreementWords
{
    public static readonly Text Title = new("协议", "Agreements");
    public static readonly Text Lead = new("本方作为提供方或使用方的协议。双方签署后生效，内容不可更改。", "Agreements that your organisation provides or uses under. Signed by both they are in force, and never change.");
    public static readonly Text Role = new("本方角色", "Your part");
    public static readonly Text State = new("状态", "State");
    public static readonly Text Any = new("全部", "All");
    public static readonly Text Table = new("本方的协议", "Agreements of your organisation");
    public static readonly Text Asset = new("资产", "Asset");
    public static readonly Text Other = new("对方", "Other party");
    public static readonly Text Requested = new("申请时间", "Requested");
    public static readonly Text Open = new("查看", "Open");
    public static readonly Text Nothing = new("尚无协议。可在目录中向提供方申请。", "There is none yet. Request one from the catalogue.");
    public static readonly Text One = new("协议", "Agreement");
    public static readonly Text OneLead = new("由 {0} 提供，供 {1} 使用。", "Provided by {0}, for {1} to use.");
    public static readonly Text Progress = new("进展", "Progress");
    public static readonly Text Facts = new("内容", "What it is about");
    public static readonly Text Provider = new("提供方", "Provider");
    public static readonly Text Consumer = new("使用方", "Consumer");
    public static readonly Text Price = new("价格", "Price");
    public static readonly Text Deadline = new("双方签署期限", "To be signed by both until");
    public static readonly Text Used = new("已使用", "Used so far");
    public static readonly Text UsedOf = new("{0} 次，{1}，{2} 行", "uses: {0}, {1}, rows: {2}");
    public static readonly Text Ends = new("到期", "Ends");
    public static readonly Text Id = new("编号", "Id");
    public static readonly Text Terms = new("条件", "Terms");
    public static readonly Text Hash = new("文件散列（SHA-256）", "Hash of the document (SHA-256)");
    public static readonly Text Document = new("文件与签名", "Document and signatures");
    public static readonly Text DocumentLead = new("双方签署的正是这份文件的字节；持有它与两个签名即可离线核验。", "Both sign the bytes of this document. With it and both signatures anyone can check the agreement offline.");
    public static readonly Text DocumentText = new("查看文件", "Show the document");
    public static readonly Text Download = new("下载文件与签名", "Download document and signatures");
    public static readonly Text Signature = new("签名", "Signature");
    public static readonly Text Signatures = new("签名列表", "Signatures");
    public static readonly Text Party = new("签署方", "Party");
    public static readonly Text Key = new("公钥", "Public key");
    public static readonly Text NotSigned = new("尚未签署", "not signed yet");
    public static readonly Text NodeHolds = new("密钥由节点托管", "the node holds the key");
    public static readonly Text OwnHolds = new("密钥由成员自持", "the member alone holds the key");
    public static readonly Text Agree = new("同意", "Agree");
    public static readonly Text Refuse = new("拒绝", "Refuse");
    public static readonly Text Accept = new("接受", "Accept");
    public static readonly Text AcceptDetail = new("提供方另提的条款即成为协议内容，随后由双方签署。", "The provider's terms become the agreement, to be signed by both then.");
    public static readonly Text RefuseOfferDetail = new("协商就此结束，须重新申请。此操作不可撤销。", "The negotiation ends; you would have to ask anew. This can't be undone.");
    public static readonly Text Proposals = new("条款协商", "Terms proposed");
    public static readonly Text ProposalsLead = new("双方可轮流提出其他条款，直至一方接受；最后接受的条款即为签署的文件。", "Either party may propose other terms in turn until one accepts; what was accepted last is what both sign.");
    public static readonly Text ProposedBy = new("{0}提出", "By the {0}");
    public static readonly Text ProposeOther = new("另提条款", "Propose other terms");
    public static readonly Text ProposeLead = new("在现有条款上修改；对方将看到逐条差异，可接受、再提或拒绝。", "Change the terms that lie there. The other party sees in what yours differ, and accepts them, proposes others or refuses.");
    public static readonly Text Differences = new("与现有条款的差异", "In what they differ");
    public static readonly Text NoDifference = new("没有差异。", "They do not differ.");
    public static readonly Text ProposalNote = new("随条款说明（选填）", "What to say with it (optional)");
    public static readonly Text ProposalNoteHint = new("为何需要这些条款；双方可见。", "Why you need these terms. Both parties read it.");
    public static readonly Text SendProposal = new("提出这些条款", "Propose these terms");
    public static readonly Text CancelProposal = new("取消", "Cancel");
    public static readonly Text Gone = new("删去", "gone");
    public static readonly Text New = new("新增", "new");
    public static readonly Text Changed = new("改动", "changed");
    public static readonly Text Sign = new("签署", "Sign");
    public static readonly Text Terminate = new("终止", "Terminate");
    public static readonly Text RefuseDetail = new("对方将不能依此申请使用该资产，须重新申请。此操作不可撤销。", "The other party can't use the asset by this request and would have to ask anew. This can't be undone.");
    public static readonly Text TerminateDetail = new("此后任何使用都不再允许，运行中的作业不受影响。此操作不可撤销。", "No use is permitted from then on; jobs that run already go on. This can't be undone.");
    public static readonly Text SignDetail = new("签署后本方受这些条件约束。签名由{0}作出。", "Your organisation is bound by these terms from then on. The signature is made with {0}.");
    public static readonly Text NodeKey = new("节点托管的本方密钥", "your organisation's key, held by the node");
    public static readonly Text OwnKey = new("本方自持密钥签署：请用命令行 keyeco agreements sign 提交签名。", "Your organisation holds its own key: send the signature with keyeco agreements sign.");
    public static readonly Text Use = new("去使用", "Use it");
    public static readonly Text UseLead = new("在资产页下载，或用它运行作业。", "Download it, or run a job on it, from its page.");
    public static readonly Text Waiting = new("等待对方。", "Waiting for the other party.");
    public static readonly Text OnlyAdmins = new("只有成员管理员可以同意、签署或终止。", "Only your organisation's administrators agree, sign or terminate.");
    public static readonly Text Provides = new("提供方", "provider");
    public static readonly Text Uses = new("使用方", "consumer");
    public static readonly Text StepRequested = new("使用方申请", "Requested by the consumer");
    public static readonly Text StepAgreed = new("提供方同意", "Agreed by the provider");
    public static readonly Text StepConsumerSigned = new("使用方签署", "Signed by the consumer");
    public static readonly Text StepProviderSigned = new("提供方签署", "Signed by the provider");
    public static readonly Text StepInForce = new("生效", "In force");
    public static readonly Text Done = new("已完成", "done");
    public static readonly Text Next = new("下一步", "next");
    public static readonly Text Later = new("未到", "later");

    public static readonly Text Duties = new("义务", "Duties");
    public static readonly Text DutiesLead = new("使用方须做的事。使用前的义务未完成，或有期限的义务逾期，则不得使用。", "What the consumer has to do. While something owed before a use is not done, or something else is late, nothing is used.");
    public static readonly Text DutyWhen = new("何时", "When");
    public static readonly Text DutyBy = new("最迟 ", "before ");
    public static readonly Text DutyFirst = new("使用前", "before any use");
    public static readonly Text DutyAny = new("未约定期限", "no time is set");
    public static readonly Text DutySince = new("状态更新", "Since");
    public static readonly Text DutyNote = new("说明", "What was said");
    public static readonly Text DutyClause = new("条款", "Clause");
    public static readonly Text DutySay = new("说明（选填）", "What to say with it (optional)");
    public static readonly Text DutySayHint = new("如何履行；提出异议时须说明原因。双方可见。", "How it was done; to contest it, why it was not. Both parties read it.");
    public static readonly Text Late = new("已逾期", "late");
    public static readonly Text Declare = new("声明已履行", "It is done");
    public static readonly Text Confirm = new("确认已履行", "Confirm");
    public static readonly Text Contest = new("提出异议", "Contest");
    public static readonly Text Waive = new("免除", "Waive");

    public static Text OfDutyStep(string step) => step switch { "declare" => Declare, "confirm" => Confirm, "contest" => Contest, _ => Waive };

    public static Text OfChange(string kind) => kind switch { "gone" => Gone, "new" => New, _ => Changed };

    public static Text OfRole(string code) => code == "provider" ? Provides : Uses;
}
