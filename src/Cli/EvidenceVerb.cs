using System.CommandLine;
using System.Text.Json;
using KeyEcosystem.Client;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Evidence;
using KeyEcosystem.Platform.Evidence;

namespace KeyEcosystem.Cli;

/// <summary><c>keyeco evidence</c>: export and proofs from a node; everything that verifies does so without one.</summary>
internal static class EvidenceVerb
{
    private static readonly Argument<FileInfo> Log = new("file") { Description = "An exported log. 导出的存证日志。" };
    private static readonly Argument<FileInfo> ProofFile = new("file") { Description = "A proof of one record. 单条记录的证明文件。" };
    private static readonly Argument<EvidenceId> Record = Verb.Id<EvidenceId>("record", "The record. 存证记录。");
    private static readonly Option<FileInfo> OutFile = new("--out") { Description = "File to write. 输出文件。", Required = true };
    private static readonly Option<FileInfo?> Witness = new("--witness") { Description = "File with heads seen earlier. 此前见证的根。" };
    private static readonly Option<FileInfo?> Receipts = new("--receipt") { Description = "File with receipts that you were given (KEYECO_RECEIPTS keeps them). 回执文件。" };
    private static readonly Option<string?> Key = new("--key") { Description = "The node's public key that you trust, hexadecimal. 可信公钥。" };

    private static readonly Option<string?> Act = new("--verb") { Description = "Only this act, e.g. agreement.sign. 仅该操作，如 agreement.sign。" };
    private static readonly Option<string?> About = new("--subject") { Description = "Only about the thing with this id. 仅该编号的对象。" };
    private static readonly Option<DateTimeOffset?> From = new("--from") { Description = "The beginning, e.g. 2026-12-01. 起始。" };
    private static readonly Option<DateTimeOffset?> To = new("--to") { Description = "The end; now without it. 截止。" };

    public static Command Build() => Verb.Group("evidence", "The evidence log. 存证日志。", List(), Export(), Verify(), Proof(), Check(), WitnessVerb.Keep(), WitnessVerb.Fetch());

    private static Command List() => Verb.Of(
        "list",
        "Your records, the oldest first; auditors, regulators and operators see all. The id is what evidence proof takes. 列出本方存证记录；审计方、监管方与运营方可见全部。编号用于 evidence proof。",
        run => run.List(
            run.Node.AllRecords(run.Get(About), run.Get(Act), run.Get(From), run.Get(To), run.Stop),
            ["Id", "Place in the log", "At", "Act", "Subject Id", "Outcome"],
            r => [r.Id.ToString(), $"{r.Sequence}", $"{r.At:u}", EvidenceNames.Coded(r.Verb), r.Subject, EvidenceNames.CodedOutcome(r.Outcome)]),
        Act,
        About,
        From,
        To);

    private static Command Export() => Verb.Of(
        "export",
        "Writes the whole log to a file: auditors, regulators and operators. 导出全部日志（审计方、监管方与运营方）。",
        async verb =>
        {
            OutputPlace.File("file", verb.Get(Log).ToString());
            using var answer = await verb.Node.Http.GetAsync("evidence/v1/export", HttpCompletionOption.ResponseHeadersRead, verb.Stop);
            await NodeHttp.Check(answer, verb.Stop);
            await using var file = File.Create(verb.Get(Log).ToString());
            await answer.Content.CopyToAsync(file, verb.Stop);
            verb.Show(new { written = file.Name, bytes = file.Length }, ("written", file.Name), ("bytes", $"{file.Length:N0}"), ("next", $"keyeco evidence verify {verb.Get(Log)}"));
        },
        Log);

    private static Command Proof() => Verb.Of(
        "proof",
        "Writes the proof of one record to a file: it verifies without the rest of the log. 导出单条记录的证明。",
        async verb =>
        {
            OutputPlace.File("--out", verb.Get(OutFile)!.ToString());
            var proof = await verb.Node.Proof(verb.Get(Record), verb.Stop);
            await File.WriteAllTextAsync(verb.Get(OutFile)!.ToString(), JsonSerializer.Serialize(proof, NodeHttp.Json) + "\n", verb.Stop);
            verb.Show(proof, ("record", $"{proof.Sequence}"), ("head", proof.Head));
        },
        Record,
        OutFile);

    private static Command Verify()
    {
        var verb = Verb.Group("verify", "Verifies an exported log, without a node. 离线验证日志。", Log, Witness, Receipts, Key);
        verb.SetAction((parsed, _) => Connection.Run(parsed, () => Task.FromResult(VerifyLog(parsed))));
        return verb;
    }

    private static Command Check()
    {
        var verb = Verb.Group("check", "Verifies the proof of one record, without a node and without the log. 离线验证单条记录。", ProofFile, Key);
        verb.SetAction((parsed, _) => Connection.Run(parsed, () => Task.FromResult(CheckProof(parsed))));
        return verb;
    }

    private static int VerifyLog(ParseResult parsed)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var heads = EvidenceFile.Read(parsed.GetValue(Witness)?.ToString(), TreeHead.Parse, "a head");
        var receipts = EvidenceFile.Read(parsed.GetValue(Receipts)?.ToString(), EvidenceReceipt.Parse, "a receipt");
        using var stream = File.OpenRead(EvidenceFile.Existing(parsed.GetValue(Log)!.ToString()));
        var report = EvidenceVerifier.Verify(stream, CryptoSuites.All, heads, parsed.GetValue(Key), receipts);
        foreach (var finding in report.Findings)
        {
            error.WriteLine(FindingWords.Both(finding));
        }

        output.WriteLine(report.Holds
            ? $"The log holds: {CountWords.Of(report.Records, "record")}, {CountWords.Of(heads.Count, "witnessed head")}, {CountWords.Of(receipts.Count, "receipt")}. Signed by {report.Head!.Key}. 日志完整：{report.Records} 条记录，{heads.Count} 条见证，{receipts.Count} 份回执，由 {report.Head!.Key} 签署。"
            : "The log does not hold. 日志不完整。");
        return report.Holds ? ExitCode.Done : ExitCode.Unsound;
    }

    private static int CheckProof(ParseResult parsed)
    {
        EvidenceProof? proof = null;
        try
        {
            proof = JsonSerializer.Deserialize<EvidenceProof>(File.ReadAllText(EvidenceFile.Existing(parsed.GetValue(ProofFile)!.ToString())), NodeHttp.Json);
        }
        catch (JsonException)
        {
            // Said below: whatever it is, it is no proof.
        }

        var fault = FaultOf(proof, parsed.GetValue(Key));
        if (proof is null || fault is not null)
        {
            parsed.InvocationConfiguration.Error.WriteLine(FindingWords.Both(fault ?? ""));
            parsed.InvocationConfiguration.Output.WriteLine("The proof does not hold. 证明不成立。");
            return ExitCode.Unsound;
        }

        var head = TreeHead.Parse(proof.Head)!;
        parsed.InvocationConfiguration.Output.WriteLine($"The record is in the log of node \"{head.Node}\", at {proof.Sequence} of {head.Size}. Signed by {head.Key}. 记录在日志中。");
        parsed.InvocationConfiguration.Output.WriteLine(proof.Leaf);
        return ExitCode.Done;
    }

    private static string? FaultOf(EvidenceProof? proof, string? key) =>
        proof is { Leaf: not null, Path: not null, Head: not null } ? proof.Fault(CryptoSuites.All, key) : "the file is no proof of a record";
}
