using KeyEcosystem.WebConsole.Language;

namespace KeyEcosystem.WebConsole.Shared;

/// <summary>Words of the shared components and of the layout.</summary>
internal static class SharedWords
{
    public static readonly Text TrialUses = new("使用次数", "Uses today");
    public static readonly Text TrialBytes = new("读取", "Read today");
    public static readonly Text TrialDevices = new("设备时间", "Device time today");
    public static readonly Text DayEnds = new("额度重置于", "Begins anew");
    public static readonly Text UsedOf = new("已用 {0} / {1}", "{0} of {1}");
    public static readonly Text Accept = new("确定", "OK");
    public static readonly Text AccountOf = new("{0}：我的账户", "{0}: your account");
    public static readonly Text AsTable = new("以表格查看", "Show as a table");
    public static readonly Text Cancel = new("取消", "Cancel");
    public static readonly Text Code = new("代码", "Code");
    public static readonly Text Copied = new("已复制", "Copied");
    public static readonly Text Copy = new("复制 {0}", "Copy {0}");
    public static readonly Text Dark = new("深色", "Dark");
    public static readonly Text Demonstration = new("计入演示记录", "With demonstration");
    public static readonly Text DemonstrationNotice = new("当前数据包含虚构机构的演示记录。", "Records of fictitious organisations are counted: this is a demonstration.");
    public static readonly Text DemonstrationTag = new("演示", "demonstration");
    public static readonly Text Empty = new("暂无内容。", "Nothing here yet.");
    public static readonly Text ErrorDetail = new("此处出现问题，其他页面不受影响。", "Something went wrong here. The other pages are not affected.");
    public static readonly Text Light = new("浅色", "Light");
    public static readonly Text Loading = new("正在读取…", "Reading …");
    public static readonly Text Menu = new("菜单", "Menu");
    public static readonly Text More = new("加载更多", "Load more");
    public static readonly Text NavigationName = new("主导航", "Main");
    public static readonly Text NoAccess = new("您的角色不能查看此页。", "Your role may not see this page.");
    public static readonly Text NoAccessTitle = new("无权访问", "No access");
    public static readonly Text NotFound = new("没有这个页面。", "There is no such page.");
    public static readonly Text NotFoundTitle = new("页面不存在", "Not found");
    public static readonly Text ReconnectFailed = new("连接已断开。请重新载入页面。", "The connection is lost. Reload the page.");
    public static readonly Text Reconnecting = new("正在重新连接…", "Connecting again …");
    public static readonly Text Reload = new("重新载入", "Reload");
    public static readonly Text Retry = new("重试", "Try again");
    public static readonly Text Search = new("搜索", "Search");
    public static readonly Text Shown = new("已显示 {0} 条", "{0} shown");
    public static readonly Text SignOut = new("退出登录", "Sign out");
    public static readonly Text Skip = new("跳到正文", "Skip to content");
    public static readonly Text Start = new("返回概览", "To the overview");
    public static readonly Text System = new("跟随系统", "As the system");
    public static readonly Text Theme = new("外观", "Appearance");
    public static readonly Text TitleOfTable = new("表格：{0}", "Table: {0}");
}
