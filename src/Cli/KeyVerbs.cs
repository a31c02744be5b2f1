using System.CommandLine;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Identity;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Cli;

/// <summary><c>keyeco keys</c>: list, make, revoke.</summary>
internal static class KeyVerbs
{
    private static readonly Argument<string> Id = new("key") { Description = "The key's id, 32 hexadecimal digits. 密钥编号。" };
    private static readonly Option<string> Name = new("--name") { Description = "What it is for. 用途说明。", Required = true };
    private static readonly Option<string[]> Roles = new("--role") { Description = "member-admin, member-user, agent (for keyeco agent); an operator gives any. 角色。", Required = true, AllowMultipleArgumentsPerToken = true };
    private static readonly Option<int> Days = new("--days") { Description = "How long it is good for, 1 to 366. 有效天数。", DefaultValueFactory = _ => 90 };
    private static readonly Option<MemberId?> Member = Verb.IdOption<MemberId>("--member", "For which member; your own without it. 所属成员，默认本方。");

    public static Command Build()
    {
        var verb = Verb.Of("keys", "API keys for programs. 程序用的 API 密钥。", List);
        verb.Add(Verb.Of("list", "All of them, without their texts. 列出。", List));
        verb.Add(Verb.Of("make", "Makes a key; its text is shown once. 创建密钥，内容只显示一次。", Make, Name, Roles, Days, Member));
        verb.Add(Verb.Of("revoke", "A key is worth nothing from the next request on. 吊销密钥。", Revoke, Id));
        return verb;
    }

    private static Task List(VerbRun run) => run.List(
        run.Node.AllKeys(run.Stop),
        ["Id", "Name", "Member Id", "Roles", "Expires", "Revoked"],
        k => [k.Id, k.Name, k.Member.ToString(), CodeWords.Roles(k.Roles), $"{k.Expires:u}", k.Revoked?.ToString("u")]);

    private static async Task Make(VerbRun run)
    {
        var key = await run.Node.MakeKey(new KeyRequest(run.Get(Member), run.Get(Roles)!, run.Get(Name)!, run.Get(Days)), run.Stop);
        run.Show(key, ("key", key.Key), ("id", key.Id), ("member", key.Member.ToString()), ("roles", CodeWords.Roles(key.Roles)), ("use", "KEYECO_KEY=... keyeco ..."));
    }

    private static async Task Revoke(VerbRun run)
    {
        await run.Node.RevokeKey(run.Get(Id), run.Stop);
        run.Notes.WriteLine("Revoked. 已吊销。");
    }
}
