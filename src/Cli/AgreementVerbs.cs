using System.CommandLine;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Cli;

/// <summary><c>keyeco agree</c> and <c>keyeco agreements</c>: ask for terms, decide, sign, end.</summary>
internal static class AgreementVerbs
{
    private static readonly Argument<AssetId> Asset = Verb.Id<AssetId>("asset", "The asset. 资产。");
    private static readonly Argument<AgreementId> Id = Verb.Id<AgreementId>("agreement", "The agreement. 协议。");
    private static readonly Option<AgreementId?> OwnId = Verb.OwnId<AgreementId>();

    public static Command Agree() => Verb.Of("agree", "Asks for an agreement on the offered terms. 按要约申请协议。", async run =>
        Say(run, await run.Node.RequestAgreement(new AgreementRequest(run.Get(OwnId), run.Get(Asset)), run.Stop)), Asset, OwnId);

    public static Command Build()
    {
        var verb = Verb.Of("agreements", "Your agreements. 本方协议。", List);
        verb.Add(Verb.Of("list", "All of them. 列出。", List));
        verb.Add(Verb.Of("show", "One agreement. 查看协议。", Show, Id));
        (string Step, string Words)[] steps =
        [
            ("agree", "The provider agrees to a request. 提供方同意。"),
            ("sign", "Signs with your organisation's key. 用本机构密钥签署。"),
            ("refuse", "The provider refuses a request. 提供方拒绝。"),
            ("terminate", "Ends an agreement. 终止协议。"),
        ];
        foreach (var (step, words) in steps)
        {
            verb.Add(Verb.Of(step, words, async run => Say(run, await run.Node.StepAgreement(run.Get(Id), step, run.Stop)), Id));
        }

        return verb;
    }

    private static async Task List(VerbRun run) => await run.List(
        await run.Node.Agreements(run.Stop),
        ["Id", "Asset Id", "Provider Id", "Consumer Id", "State", "Signed"],
        a => [a.Id.ToString(), a.Asset.ToString(), a.Provider.ToString(), a.Consumer.ToString(), a.State, Signed(a)]);

    private static async Task Show(VerbRun run)
    {
        var wanted = run.Get(Id);
        Say(run, (await run.Node.Agreements(run.Stop)).FirstOrDefault(a => a.Id == wanted) ?? throw new UsageException($"agreement: your organisation has no agreement \"{wanted}\". 本方没有该协议。"));
    }

    private static void Say(VerbRun run, AgreementView a) => run.Show(
        a, ("agreement", a.Id.ToString()), ("asset", a.Asset.ToString()), ("provider", a.Provider.ToString()), ("consumer", a.Consumer.ToString()), ("state", a.State), ("signed", Signed(a)), ("next", Next(a)));

    private static string Signed(AgreementView a) => (a.ProviderSigned, a.ConsumerSigned) switch
    {
        (true, true) => "both 双方",
        (true, false) => "provider 提供方",
        (false, true) => "consumer 使用方",
        _ => "",
    };

    private static string? Next(AgreementView a) => a.State switch
    {
        "requested" => $"the provider: keyeco agreements agree {a.Id} (or refuse) 待提供方同意",
        "agreed" => $"{(a.ProviderSigned ? "the consumer" : a.ConsumerSigned ? "the provider" : "both parties")}: keyeco agreements sign {a.Id} 待签署",
        _ => null,
    };
}
