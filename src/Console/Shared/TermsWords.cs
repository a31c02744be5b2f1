using KeyEcosystem.WebConsole.Language;

namespace KeyEcosystem.WebConsole.Shared;

/// <summary>Words around policies and the answers of the Gate.</summary>
internal static class TermsWords
{
    public static readonly Text Nothing = new("没有任何条款，因此不允许任何使用。", "There is no clause, so nothing is permitted.");
    public static readonly Text Odrl = new("查看 ODRL 原文", "Show the ODRL");
    public static readonly Text Permitted = new("允许", "Permitted");
    public static readonly Text Refused = new("拒绝", "Refused");
    public static readonly Text Clause = new("条款", "Clause");
    public static readonly Text Free = new("免费", "free");
    public static readonly Text PerHour = new("/ 设备小时", "per device-hour");
}
