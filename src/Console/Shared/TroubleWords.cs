using KeyEcosystem.Client;
using KeyEcosystem.WebConsole.Language;

namespace KeyEcosystem.WebConsole.Shared;

/// <summary>What happened, by the code of a refusal. Where the node's own title says more, it is kept.</summary>
internal static class TroubleWords
{
    public static readonly Text NoAnswer = new("节点没有应答，请稍后重试。", "The node does not answer. Try again in a moment.");
    public static readonly Text Role = new("您的角色无权执行此操作。", "Your role may not do this.");
    public static readonly Text Gate = new("关口拒绝了这次使用，原因如下。", "The Gate refuses this use, for these reasons.");
    public static readonly Text Field = new("有一项内容无法接受。", "A field can't be accepted.");
    public static readonly Text Stale = new("内容已被他人更改，请刷新后重试。", "Somebody else has changed this. Read it again and retry.");
    public static readonly Text Unknown = new("找不到所请求的内容。", "There is no such thing.");
    public static readonly Text TooMany = new("请求过多，请稍候。", "Too many requests. Wait a moment.");
    public static readonly Text Busy = new("节点暂时无法保存，请稍后重试。", "The node can't take this now. Try again in a moment.");
    public static readonly Text Password = new("当前密码有误；连续五次错误后锁定 15 分钟。", "The present password is wrong; after five wrong ones none is looked at for 15 minutes.");
    public static readonly Text State = new("当前状态不允许此操作。", "The present state does not allow this.");

    /// <summary>The words for a refusal.</summary>
    /// <param name="code">Its code.</param>
    /// <param name="title">What the node said, in English.</param>
    /// <param name="facts">Its data.</param>
    public static Text Of(string code, string title, IReadOnlyDictionary<string, string> facts) => code switch
    {
        "access.role" => Role,
        "identity.password.wrong" => Password,
        "gate.refused" => Gate,
        "input.field" or "input.request" => new Text(Meaning(code, facts, Field.Zh), Field.En),
        "state.stale" => Stale,
        _ when code.EndsWith(".too-many", StringComparison.Ordinal) => TooMany,
        _ when code.StartsWith("lane.", StringComparison.Ordinal) || code.StartsWith("store.", StringComparison.Ordinal) => Busy,
        _ => new Text(Meaning(code, facts, Bilingual.EnglishFirst(title).Zh), Bilingual.EnglishFirst(title).En),
    };

    /// <summary>What more the node said, in the language it said it in. Of a field, and of what is not there, the Chinese words say all.</summary>
    /// <param name="code">Code of the refusal.</param>
    /// <param name="detail">What the node said.</param>
    public static Text Detail(string code, string detail) => Bilingual.EnglishFirst(detail) is var said && (code == "input.field" || (code.EndsWith(".unknown", StringComparison.Ordinal) && said.Zh == said.En && Meaning(code, new Dictionary<string, string>(), "").Length > 0)) ? said with { Zh = "" } : said;

    private static string Meaning(string code, IReadOnlyDictionary<string, string> facts, string otherwise) => RefusalWords.Chinese(code, facts) is { Length: > 0 } words ? words : otherwise;
}
