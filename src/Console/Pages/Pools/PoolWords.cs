using KeyEcosystem.WebConsole.Language;

namespace KeyEcosystem.WebConsole.Pages.Pools;

/// <summary>Words of the pools' page.</summary>
internal static class PoolWords
{
    public static readonly Text Title = new("算力池", "Pools");
    public static readonly Text Lead = new("成员提供的设备及其当前负载。", "Devices that members offer, and how busy they are now.");
    public static readonly Text Table = new("算力池及负载", "Pools and their load");
    public static readonly Text Name = new("名称", "Name");
    public static readonly Text Owner = new("提供方", "Provider");
    public static readonly Text Devices = new("设备", "Devices");
    public static readonly Text Load = new("负载", "Load");
    public static readonly Text LoadOf = new("{0} / {1} 台占用", "{0} of {1} busy");
    public static readonly Text Waiting = new("，{0} 个作业排队", ", {0} jobs wait");
    public static readonly Text Network = new("网络", "Network");
    public static readonly Text NetworkYes = new("允许", "granted");
    public static readonly Text NetworkNo = new("不允许", "none");
    public static readonly Text State = new("状态", "State");
    public static readonly Text Open = new("接受作业", "takes jobs");
    public static readonly Text Closed = new("暂停接受", "takes no jobs");
    public static readonly Text Broken = new("设备故障", "devices out of order");
    public static readonly Text Do = new("操作", "Actions");
    public static readonly Text Submit = new("提交作业", "Submit a job");
    public static readonly Text SubmitTo = new("向“{0}”提交作业", "Submit a job to \"{0}\"");
    public static readonly Text Pause = new("暂停接受", "Take no more jobs");
    public static readonly Text Resume = new("恢复接受", "Take jobs again");
    public static readonly Text Nothing = new("尚无算力池。", "There is no pool yet.");
}
