using System.CommandLine;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Evidence;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Evidence;
using KeyEcosystem.Platform.Evidence;

namespace KeyEcosystem.Cli;

/// <summary><c>keyeco evidence witness</c>: heads in the auditor's own file or on another node, each checked against the one before.</summary>
internal static class WitnessVerb
{
    private static readonly Argument<FileInfo?> Own = new("file") { Description = "Your own file of heads; a line is added. 自有见证文件。", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<Uri?> To = Verb.AddressOption("--to", "Another node that shall keep the head; KEYECO_TO_KEY holds your key there. 另一见证节点。");
    private static readonly Argument<string> Node = new("node") { Description = "Name of the node whose heads are asked for. 被见证节点的名称。" };
    private static readonly Option<FileInfo> OutFile = new("--out") { Description = "File to write, as \"evidence verify --witness\" reads it. 输出文件。", Required = true };

    public static Command Keep() => Verb.Of("witness", "Keeps the node's head of now, when it follows the last one kept; refuses a rewritten log. 见证当前根。", Keep, Own, To);

    public static Command Fetch() => Verb.Of("witnessed", "Writes the heads that this node keeps of another to a file. 取回他节点的见证。", Fetch, Node, OutFile);

    private static Task<int> Keep(VerbRun verb) => (verb.Get(Own)?.ToString(), verb.Get(To)) switch
    {
        ({ } file, null) => InFile(verb, file),
        (null, { } other) => OnNode(verb, other),
        _ => throw new UsageException("Give a file of your own, or --to another node. 请指定文件或 --to 节点。"),
    };

    private static async Task<int> InFile(VerbRun verb, string file)
    {
        var kept = File.Exists(file) ? EvidenceFile.Read(file, TreeHead.Parse, "a head") : [];
        var last = kept.Count > 0 ? kept[^1] : null;
        var head = await verb.Node.Head(verb.Stop);
        IReadOnlyList<string> path = [];
        if (last is not null && last.Node == head.Node && last.Size <= head.Size)
        {
            // The head that is kept is the one that the proof leads to.
            var proof = await verb.Node.Consistency(last.Size, verb.Stop);
            head = TreeHead.Parse(proof.Head) ?? throw new UsageException("The node's head is malformed. 节点返回的根格式错误。");
            path = proof.Path;
        }

        if (HeadSuccession.Fault(last, head, path, CryptoSuites.All) is { } fault)
        {
            await verb.Notes.WriteLineAsync($"{fault.Title} {fault.Detail} [{fault.Code}]");
            await verb.Notes.WriteLineAsync($"The head was not kept. Keep this line as proof: 未见证，请保存此行作为证据：\n{head.Line()}");
            return ExitCode.Unsound;
        }

        await File.AppendAllTextAsync(file, head.Line() + "\n", verb.Stop);
        verb.Show(head, ("records", $"{head.Size}"), ("root", head.Root), ("key", head.Key));
        return ExitCode.Done;
    }

    private static async Task<int> OnNode(VerbRun verb, Uri other)
    {
        var key = verb.Shell.Variable("KEYECO_TO_KEY") ?? throw new UsageException("Set KEYECO_TO_KEY to your key on the other node. 请将 KEYECO_TO_KEY 设为对方节点上的密钥。");
        var witness = Connection.With(other.AbsoluteUri, key.Trim());
        var name = (await verb.Node.Head(verb.Stop)).Node;
        var last = await witness.LastWitnessed(name, verb.Stop);
        // A shorter log can't prove anything: its head is sent as it is, and the witness says what is wrong.
        var now = await verb.Node.Head(verb.Stop);
        var proof = last is not null && last.Size <= now.Size ? await verb.Node.Consistency(last.Size, verb.Stop) : new EvidenceConsistency(0, [], now.Line());
        var kept = await witness.KeepWitnessed(new WitnessRequest(proof.Head, proof.Path), verb.Stop);
        verb.Show(kept, ("node", kept.Node), ("records", $"{kept.Size}"), ("kept at", other.AbsoluteUri));
        return ExitCode.Done;
    }

    private static async Task<int> Fetch(VerbRun verb)
    {
        OutputPlace.File("--out", verb.Get(OutFile)!.ToString());
        var lines = new List<string>();
        for (var from = 0L; ;)
        {
            var page = await verb.Node.Witnessed(verb.Get(Node), from, verb.Stop);
            lines.AddRange(page.Select(h => h.Head));
            if (page.Count == 0)
            {
                break;
            }

            from = page[^1].Size + 1;
        }

        await File.WriteAllLinesAsync(verb.Get(OutFile)!.ToString(), lines, verb.Stop);
        await verb.Out.WriteLineAsync($"{CountWords.Of(lines.Count, "head")} of \"{verb.Get(Node)}\" · “{verb.Get(Node)}”的 {lines.Count} 条见证");
        return lines.Count > 0 ? ExitCode.Done : ExitCode.Usage;
    }
}
