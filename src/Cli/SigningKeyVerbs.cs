using System.CommandLine;
using System.Globalization;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Kernel.Agreements;

namespace KeyEcosystem.Cli;

/// <summary><c>keyeco signing-key</c>: whether the node signs for your organisation, or a key that you alone hold.</summary>
internal static class SigningKeyVerbs
{
    private static readonly Argument<FileInfo> Path = new("file") { Description = "Where the new key is kept, readable by you alone. 新密钥文件。" };

    public static Command Build()
    {
        var verb = Verb.Of("signing-key", "The key your organisation signs agreements with. 签署密钥。", async run => Say(run, await run.Node.SigningKey(run.Stop)));
        verb.Add(Verb.Of("make", "Makes a key of your own and tells the node its public half; from then on you sign yourself: agreements sign --key FILE. 生成自有密钥并登记公钥。", Make, Path));
        verb.Add(Verb.Of("revoke", "The node signs for you again; what was signed stays valid. 注销自有密钥，恢复由节点代签。", async run => Say(run, await run.Node.RevokeSigningKey(run.Stop))));
        return verb;
    }

    private static async Task Make(VerbRun run)
    {
        var me = await run.Node.Me(run.Stop);
        using var key = SigningKeyFile.Create(run.Get(Path).ToString());
        Say(run, await run.Node.RegisterSigningKey(new MemberKeyRegistration(key.PublicKey, key.Sign(MemberKeyProof.Message(me.Member, key.PublicKey))), run.Stop));
        run.Notes.WriteLine($"The private half lies in {run.Get(Path)} and nowhere else: keep a copy in a safe place. 私钥仅存于该文件，请妥善备份。");
    }

    private static void Say(VerbRun run, MemberKeyView key) => run.Show(
        key, ("member", key.Member.ToString()), ("custody", key.Custody == "own" ? "own 自有" : "node 节点代管"), ("public key", key.PublicKey), ("since", key.Since?.ToString("u", CultureInfo.InvariantCulture)));
}
