using System.CommandLine;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Cli.Dataspace;

/// <summary><c>keyeco transfers</c>: data from other connectors, fetched or sent.</summary>
internal static class TransferVerbs
{
    private static readonly Argument<ProcessId> Id = Verb.Id<ProcessId>("transfer", "The transfer. 传输。");
    private static readonly Argument<PeerId> Peer = Verb.Id<PeerId>("peer", "The other connector. 对方连接器。");
    private static readonly Argument<string> Agreement = new("agreement") { Description = "The agreement as messages name it. 协议标识。" };
    private static readonly Argument<string> Message = new("message") { Description = "start, suspension, completion or termination. 消息。" };
    private static readonly Option<bool> Push = new("--push") { Description = "The provider sends the data to this node, or to --to; without it the data is fetched. 由提供方推送到本节点或 --to；缺省为自行取回。" };
    private static readonly Option<string?> To = new("--to") { Description = "With --push: another address for the data, at the host where the provider knows this node. 与 --push 合用：数据的其他接收地址，须与本节点同主机。" };
    private static readonly Option<FileInfo?> TokenFile = new("--token-file") { Description = "File with the token that opens --to. 含 --to 令牌的文件。" };
    private static readonly Option<string?> Purpose = new("--purpose") { Description = "Declared purpose, e.g. research, as the agreement asks for one: at fetch, or at start with --push. 声明的用途：取回时，或与 --push 合用于发起时。" };
    private static readonly Option<FileInfo?> Out = new("--out") { Description = "File for the data; one that is there is not overwritten. 数据文件，不覆盖已有文件。" };
    private static readonly Option<string?> Reason = new("--reason") { Description = "Why, said to the other side. 向对方说明的理由。" };

    public static Command Build()
    {
        var verb = Verb.Of("transfers", "Transfers with other connectors. 与其他连接器的数据传输。", List);
        verb.Add(Verb.Of("list", "The newest first. 列出。", List));
        verb.Add(Verb.Of("show", "One, with where its data is. 查看。", async run => Say(run, await run.Node.Process(run.Get(Id), run.Stop)), Id));
        verb.Add(Verb.Of("start", "Asks for the data of an agreement. 请求协议项下的数据。", Start, Peer, Agreement, Push, To, TokenFile, Purpose));
        verb.Add(Verb.Of("fetch", "Reads the data: where the provider said that it is, or here when it was sent; goes on where it broke off. 取回数据（或推送到本节点的数据），支持断点续传。", Fetch, Id, Out, Purpose));
        verb.Add(Verb.Of("send", "Sends what the transfer allows now (show says what). 发送当前允许的消息。", async run => Say(run, await run.Node.StepProcess(run.Get(Id), new ProcessStep(run.Get(Message), run.Get(Reason)), run.Stop)), Id, Message, Reason));
        verb.Add(Verb.Of("discard", "Removes the data that the provider has sent here. 删除推送到本节点的数据。", async run => Say(run, await run.Node.DiscardProcessData(run.Get(Id), run.Stop)), Id));
        return verb;
    }

    private static async Task Start(VerbRun run)
    {
        var push = run.Get(Push);
        if (!push && (run.Get(To) ?? run.Get(Purpose)) is not null)
        {
            throw new UsageException("--to, --purpose: only with --push. --to、--purpose：仅与 --push 合用。");
        }

        if (run.Get(To) is null && run.Get(TokenFile) is not null)
        {
            throw new UsageException("--token-file: only with --to. --token-file：仅与 --to 合用。");
        }

        var token = run.Get(TokenFile) is { } file ? (await File.ReadAllTextAsync(file.FullName, run.Stop)).Trim() : null;
        Say(run, await run.Node.StartProcess(
            new ProcessRequest(run.Get(Peer), run.Get(Agreement), push ? "HttpData-PUSH" : "HttpData-PULL")
            {
                Destination = run.Get(To) is { } to ? new DataDestination(to, token, "POST") : null,
                Purpose = run.Get(Purpose),
            },
            run.Stop));
    }

    private static async Task Fetch(VerbRun run)
    {
        var to = run.Get(Out) ?? throw new UsageException("--out: say where the data goes. --out：请给出文件。");
        if (to.Exists)
        {
            throw new UsageException($"\"{to}\" is there already: choose another --out. “{to}”已存在，请另选 --out。");
        }

        OutputPlace.File("--out", to.FullName);
        var process = await run.Node.Process(run.Get(Id), run.Stop);
        var part = new PartialDownload(to.FullName, process.Id.ToString());
        using var http = RemoteData.Client((await run.Node.Peers(run.Stop)).FirstOrDefault(p => p.Id == process.Peer)?.CertificateSha256);
        var purpose = run.Get(Purpose);
        await run.WithProgress($"fetch {to.Name}", process.Received?.Length, progress => DataVerbs.Again(run, () => process.Format == "HttpData-PUSH"
            ? part.Continue(
                async (_, from) => from < process.Received?.Length ? await run.Node.ProcessData(process.Id, from, run.Stop) : null,
                () => run.Node.ProcessData(process.Id, 0, run.Stop),
                _ => process.Id.ToString(),
                progress,
                run.Stop)
            : part.Continue(
                (use, from) => RemoteData.Rest(http, process, use, from, run.Stop),
                () => RemoteData.Get(http, process, purpose, run.Stop),
                answer => ContentCalls.UseOf(answer)?.ToString(),
                progress,
                run.Stop)));
        if (await part.Hash(run.Stop) is var got && part.Sha256 is { } sent && got != sent)
        {
            part.Discard();
            throw new UsageException($"What arrived is not what was sent: SHA-256 {got}, sent {sent}. Nothing was kept; it was read all the same, and another try is read and counted anew. 内容校验不符，未保存；此次读取已计量，重试将另计。");
        }

        part.Complete();
        run.Show(new { file = to.FullName, bytes = new FileInfo(to.FullName).Length, sha256 = got }, ("file", to.FullName), ("bytes", $"{new FileInfo(to.FullName).Length:N0}"), ("SHA-256", got));
    }

    private static Task List(VerbRun run) => run.List(
        run.Node.AllProcesses(run.Stop),
        ["Id", "Role", "Agreement", "Format", "State", "Problem"],
        p => [p.Id.ToString(), StepNames.Part(p.Role), p.Agreement, p.Format, StateNames.CodedProtocol(p.State), p.Problem]);

    private static void Say(VerbRun run, ProcessView p) => run.Show(
        p, ("transfer", p.Id.ToString()), ("role", StepNames.Part(p.Role)), ("connector", p.Peer.ToString()), ("agreement", p.Agreement), ("format", p.Format), ("state", StateNames.CodedProtocol(p.State)), ("data at", p.DataAddress?.GetRawText()),
        ("received", Received(p)), ("problem", p.Problem), ("not delivered", NegotiationVerbs.Undelivered(p.Undelivered)), ("possible", p.Possible.Count > 0 ? StepNames.Coded(p.Possible) : null), ("since", $"{p.Since:u}"));

    private static string? Received(ProcessView p) => p.Received is { } data ? $"{data.Length:N0} bytes, SHA-256 {data.Sha256}" : p.Arrived is > 0 and var arrived ? $"{arrived:N0} bytes so far 已到达" : null;
}
