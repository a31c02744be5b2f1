using System.CommandLine;
using KeyEcosystem.Client;
using KeyEcosystem.Kernel.Evidence;
using KeyEcosystem.Platform.Evidence;

namespace KeyEcosystem.Cli;

/// <summary><c>keyeco evidence</c>: export, verify offline, witness.</summary>
internal static class EvidenceVerb
{
    private static readonly Argument<string> File = new("file") { Description = "An exported log. 导出的存证日志。" };
    private static readonly Option<string?> Witness = new("--witness") { Description = "File with heads seen earlier. 此前见证的根。" };
    private static readonly Option<string?> Key = new("--key") { Description = "The node's public key that you trust, hexadecimal. 可信公钥。" };

    public static Command Build() => new("evidence", "The evidence log. 存证日志。") { Export(), Verify(), See() };

    private static Command Export()
    {
        var verb = new Command("export", "Writes the whole log to a file. 导出日志。") { File, Connection.Url };
        verb.SetAction((parsed, stop) => Connection.Run(async () =>
        {
            using var answer = await Connection.Open(parsed).Http.GetAsync("evidence/v1/export", HttpCompletionOption.ResponseHeadersRead, stop);
            await NodeHttp.Check(answer, stop);
            await using var file = System.IO.File.Create(parsed.GetValue(File)!);
            await answer.Content.CopyToAsync(file, stop);
            return 0;
        }));
        return verb;
    }

    private static Command Verify()
    {
        var verb = new Command("verify", "Verifies an exported log, without a node. 离线验证。") { File, Witness, Key };
        verb.SetAction(parsed => System.IO.File.Exists(parsed.GetValue(File)) ? Check(parsed.GetValue(File)!, parsed.GetValue(Witness), parsed.GetValue(Key)) : Missing(parsed.GetValue(File)));
        return verb;
    }

    private static Command See()
    {
        var witness = new Argument<string>("witness") { Description = "Your own file of heads; a line is added. 自有见证文件。" };
        var verb = new Command("witness", "Keeps the node's head of now in your own file. 见证当前根。") { witness, Connection.Url };
        verb.SetAction((parsed, stop) => Connection.Run(async () =>
        {
            var head = await Connection.Open(parsed).Get<TreeHead>("evidence/v1/head", stop);
            await System.IO.File.AppendAllTextAsync(parsed.GetValue(witness)!, head.Line() + "\n", stop);
            Console.WriteLine($"{head.Size} records, root {head.Root}");
            return 0;
        }));
        return verb;
    }

    private static int Missing(string? file)
    {
        Console.Error.WriteLine($"There is no file \"{file}\". 文件不存在。");
        return 2;
    }

    private static int Check(string file, string? witness, string? key)
    {
        var heads = new List<TreeHead>();
        foreach (var line in witness is null ? [] : System.IO.File.ReadAllLines(witness))
        {
            if (TreeHead.Parse(line) is not { } head)
            {
                Console.Error.WriteLine($"\"{witness}\", line {heads.Count + 1}: not a head. 见证文件格式错误。");
                return 2;
            }

            heads.Add(head);
        }

        using var stream = System.IO.File.OpenRead(file);
        var report = EvidenceVerifier.Verify(stream, NodeSigner.Verify, heads, key);
        foreach (var finding in report.Findings)
        {
            Console.Error.WriteLine(finding);
        }

        Console.WriteLine(report.Holds
            ? $"The log holds: {report.Records} records, {heads.Count} witnessed heads. Signed by {report.Head!.Key}. 日志完整。"
            : "The log does not hold. 日志不完整。");
        return report.Holds ? 0 : 1;
    }
}
