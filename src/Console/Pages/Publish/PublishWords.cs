using KeyEcosystem.WebConsole.Language;

namespace KeyEcosystem.WebConsole.Pages.Publish;

/// <summary>Words of publishing.</summary>
internal static class PublishWords
{
    public static readonly Text Title = new("发布", "Publish");
    public static readonly Text Lead = new("发布后列入目录；他人须按您的条件订立协议后才能使用。", "What you publish stands in the catalogue. Others use it only under an agreement on your terms.");
    public static readonly Text What = new("发布什么？", "What do you publish?");
    public static readonly Text DataSet = new("数据集", "A data set");
    public static readonly Text Pool = new("算力池", "A compute pool");
    public static readonly Text Name = new("名称", "Name");
    public static readonly Text NameHint = new("他人在目录中看到的名称，1 至 200 个字符。", "What others read in the catalogue: 1 to 200 characters.");
    public static readonly Text Sector = new("行业", "Sector");
    public static readonly Text NotStated = new("不说明", "Not stated");
    public static readonly Text Place = new("所在地", "Where it is");
    public static readonly Text Description = new("说明（选填）", "About it (optional)");
    public static readonly Text DescriptionHint = new("内容、列与来源；所有人可见。", "What it holds, its columns, how it came about; everybody may read it.");
    public static readonly Text File = new("文件", "File");
    public static readonly Text FileHint = new("发布后立即上传，中断后可续传。节点以 SHA-256 核对收到的内容。", "Uploaded once it is published; an upload that breaks off goes on where it stopped. The node checks what arrives by SHA-256.");
    public static readonly Text Terms = new("使用条件", "Terms");
    public static readonly Text TermsLead = new("没有写明允许的，即为禁止。", "What is not permitted here is refused.");
    public static readonly Text Purposes = new("允许的用途", "For which purposes");
    public static readonly Text AnyPurpose = new("不选则不限用途。", "Choose none to allow any.");
    public static readonly Text Organisations = new("允许的机构类型", "For which kinds of organisations");
    public static readonly Text AnyOrganisation = new("不选则所有成员均可。", "Choose none to allow every member.");
    public static readonly Text Until = new("使用截止日期（不含当日）", "Until (that day not included)");
    public static readonly Text Count = new("最多使用次数", "How many uses at most");
    public static readonly Text Audience = new("谁可以使用？", "Who could use this?");
    public static readonly Text AudiencePurpose = new("试算用途", "Purpose to try");
    public static readonly Text AudienceOf = new("{1} 家机构中 {0} 家可用", "{0} of {1} organisations could use it");
    public static readonly Text AudienceMore = new("另有 {0} 家未列出", "{0} more are not listed");
    public static readonly Text May = new("可", "yes");
    public static readonly Text MayNot = new("否", "no");
    public static readonly Text InPart = new("部分", "in part");
    public static readonly Text Rows = new("合计读取行数上限", "Rows read in all, at most");
    public static readonly Text Megabytes = new("合计读取上限（MB）", "Megabytes read in all, at most");
    public static readonly Text First = new("使用前须先", "What users have to do before");
    public static readonly Text NothingFirst = new("不选则无须事先做任何事。除“取得同意”须由您确认外，使用方声明即可，您可提出异议。", "Choose none to ask for nothing. Consent is yours to confirm; of the others the user's word counts until you contest it.");
    public static readonly Text DeleteDays = new("签署后须删除的天数", "To be deleted within days of the signatures");
    public static readonly Text DeleteHint = new("留空则无须删除；逾期未删除者不得再使用。", "Leave empty to ask for nothing; who is late may not use it any more.");
    public static readonly Text NoLimit = new("留空则不限。", "Leave empty for no limit.");
    public static readonly Text NotOnward = new("禁止转分享：使用方及其计算结果均不得转给他人", "No onward sharing: neither it nor what is computed from it may be passed on");
    public static readonly Text Reads = new("条件读作", "The terms read");
    public static readonly Text Submit = new("发布", "Publish");
    public static readonly Text Devices = new("设备数", "Devices");
    public static readonly Text Model = new("设备型号", "Model of the devices");
    public static readonly Text Class = new("设备类别", "Class");
    public static readonly Text Origin = new("设备产地", "Made in");
    public static readonly Text Peak = new("单台峰值（TFLOPS）", "Peak of one device (TFLOPS)");
    public static readonly Text Precision = new("峰值精度", "At precision");
    public static readonly Text Value = new("设备总值（元）", "What the devices are worth (yuan)");
    public static readonly Text ValueHint = new("仅本方可见，用于计算闲置成本。", "Only your organisation sees it; used for the cost of idleness.");
    public static readonly Text Price = new("每设备小时价格（元）", "Price of a device-hour (yuan)");
    public static readonly Text Network = new("允许作业访问网络", "Jobs may use the network");
    public static readonly Text NetworkHint = new("默认不允许：作业只能看到其输入。", "Off by default: a job sees its inputs and nothing else.");
    public static readonly Text Published = new("已发布“{0}”。", "\"{0}\" is published.");
    public static readonly Text Open = new("查看资产页", "Open its page");
    public static readonly Text Upload = new("上传内容", "Upload its content");
    public static readonly Text Start = new("开始上传", "Upload");
    public static readonly Text Uploading = new("正在上传 {0}", "Uploading {0}");
    public static readonly Text Done = new("已上传 {0}，SHA-256 一致。", "{0} uploaded; the SHA-256 is the same on both sides.");
    public static readonly Text Stopped = new("上传已暂停。重新选择同一文件，将从中断处继续。", "The upload is paused. Choose the same file again and it goes on where it stopped.");
    public static readonly Text Broken = new("读取文件时中断。重新选择同一文件，将从中断处继续。", "The file could not be read to its end. Choose it again and the upload goes on where it stopped.");
    public static readonly Text PoolReady = new("算力池已可接受作业：{0} 台设备。", "The pool takes jobs now: {0} devices.");

    public static Text OfDuty(string code) => code switch
    {
        "inform" => new("告知您", "inform you"),
        "attribute" => new("署名", "attribute it to you"),
        "obtainConsent" => new("取得您的同意", "obtain your consent"),
        _ => new("接受跟踪", "accept tracking"),
    };

    public static Text OfClass(string code) => code switch
    {
        "cpu" => new("CPU", "CPU"),
        "gpu" => new("GPU", "GPU"),
        "npu" => new("NPU", "NPU"),
        _ => new("FPGA", "FPGA"),
    };
}
