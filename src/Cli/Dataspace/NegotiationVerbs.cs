using System.CommandLine;
using System.Text.Json;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Policies;

namespace KeyEcosystem.Cli.Dataspace;

/// <summary><c>keyeco negotiations</c>: with other connectors.</summary>
internal static class NegotiationVerbs
{
    private const int SecondsWaited = 3;
    private static readonly Argument<NegotiationId> Id = Verb.Id<NegotiationId>("negotiation", "The negotiation. 协商。");
    private static readonly Argument<PeerId> Peer = Verb.Id<PeerId>("peer", "The other connector. 对方连接器。");
    private static readonly Argument<string> Dataset = new("dataset") { Description = "The data set as the other catalogue names it. 对方目录中的数据集标识。" };
    private static readonly Argument<string> Message = new("message") { Description = "request, offer, accept, agreement, verification, finalization or termination. 消息。" };
    private static readonly Option<FileInfo?> Offer = new("--offer") { Description = "File with an offer: @id and rules (ODRL JSON). 要约文件。" };
    private static readonly Option<FileInfo?> OfferTaken = new("--offer") { Description = "File with an offer of the other catalogue as it stands, or with other rules: @id and rules (ODRL JSON). 对方目录中的要约文件（原样或还价）。", Required = true };
    private static readonly Option<string?> Reason = new("--reason") { Description = "With termination: why, said to the other side. 终止时向对方说明的理由。" };

    public static Command Negotiations()
    {
        var verb = Verb.Of("negotiations", "Contract negotiations with other connectors. 与其他连接器的合同协商。", List);
        verb.Add(Verb.Of("list", "The newest first. 列出。", List));
        verb.Add(Verb.Of("show", "One. 查看。", async run => await Say(run, await run.Node.Negotiation(run.Get(Id), run.Stop)), Id));
        verb.Add(Verb.Of("start", "Asks for an agreement; --offer holds an offer of the other catalogue, or a counter-offer. 发起协商。", Start, Peer, Dataset, OfferTaken));
        verb.Add(Verb.Of("send", "Sends what the negotiation allows now (show says what). 发送当前允许的消息。", Send, Id, Message, Offer, Reason));
        return verb;
    }

    private static Task List(VerbRun run) => run.List(
        run.Node.AllNegotiations(run.Stop),
        ["Id", "Role", "Dataset", "State", "Problem"],
        n => [n.Id.ToString(), StepNames.Part(n.Role), n.Dataset, StateNames.CodedProtocol(n.State), n.Problem]);

    private static async Task<int> Start(VerbRun run)
    {
        var offer = await Read(run, OfferTaken) ?? throw new UsageException("--offer: give the offer as a file. --offer：请给出要约文件。");
        var begun = await run.Node.Negotiate(new NegotiationRequest(run.Get(Peer), run.Get(Dataset), offer), run.Stop);

        // A standing offer is agreed on within moments, and what the other side refuses is told as soon.
        var stands = await run.Node.Negotiation(begun.Id, run.Stop, SecondsWaited);
        await Say(run, stands);
        return stands.State == "TERMINATED" ? ExitCode.Refused : ExitCode.Done;
    }

    private static async Task Send(VerbRun run) => await Say(run, await run.Node.StepNegotiation(run.Get(Id), new NegotiationStep(run.Get(Message), await Read(run, Offer), run.Get(Reason)), run.Stop));

    /// <summary>What is said of a message that the other side has not taken yet.</summary>
    public static string? Undelivered(UndeliveredView? message) => message is null ? null : $"yet, since {message.Since:u}: {message.Reason.TrimEnd('.')}. It is tried again. 将继续重试。";

    private static async Task<JsonElement?> Read(VerbRun run, Option<FileInfo?> option)
    {
        if (run.Get(option) is not { } file)
        {
            return null;
        }

        var text = await File.ReadAllBytesAsync(file.FullName, run.Stop);
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(text);
        }
        catch (JsonException wrong)
        {
            throw JsonFaults.Of("--offer", file.ToString(), text, wrong);
        }
    }

    private static async Task Say(VerbRun run, NegotiationView n)
    {
        var terms = !run.Json && PolicyJson.ParseStored(n.Policy) is { IsOk: true, Value: var policy } ? await OfferVerbs.Terms(run, PolicyWords.Say(policy, chinese: true), PolicyWords.Say(policy, chinese: false)) : [];
        run.Show(
            n,
            [
                ("negotiation", n.Id.ToString()), ("role", StepNames.Part(n.Role)), ("connector", n.Peer.ToString()), ("data set", n.Dataset), ("state", StateNames.CodedProtocol(n.State)), ("offer", $"{n.OfferId} by 提出方 {StepNames.Part(n.OfferedBy)}"), .. terms, ("policy", n.Policy), ("agreement", n.Agreement), ("problem", n.Problem), ("not delivered", Undelivered(n.Undelivered)),
                ("possible", n.Possible.Count > 0 ? StepNames.Coded(n.Possible) : null), ("since", $"{n.Since:u}"),
            ]);
        if (n.Changes is { Count: > 0 } changes && !run.Json)
        {
            run.Out.WriteLine(n is { Role: "provider", State: "REQUESTED" } ? "The rules are not those that lay there before; agreement is to these. 条款与此前不同，签约即以此为准：" : "The rules against those before. 与此前条款的差异：");
            foreach (var c in changes)
            {
                AgreementVerbs.Change(run, c);
            }
        }
    }
}
