using System.Text.RegularExpressions;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Inbox;
using KeyEcosystem.Dataspace.Core;
using KeyEcosystem.Dataspace.Core.Protocol;
using KeyEcosystem.Kernel;
using Xunit;

namespace KeyEcosystem.Cli.Tests;

/// <summary>Codes that people read have a Chinese word beside them.</summary>
public sealed partial class CodeWordsTests
{
    [Fact]
    public void Every_act_of_the_evidence_log_has_its_word()
    {
        var acts = Sources().SelectMany(f => Acts().Matches(File.ReadAllText(f))).SelectMany(m => m.Groups["act"].Captures).Select(c => c.Value).ToHashSet(StringComparer.Ordinal);

        Assert.True(acts.Count > 60, $"{acts.Count} found");
        Assert.Equal([], acts.Where(a => !EvidenceNames.Knows(a)));
        Assert.False(EvidenceNames.Knows("planted.act"));
        Assert.False(EvidenceNames.Knows("agreement.planted"));
    }

    [Fact]
    public void Every_step_has_its_word_and_its_act_too()
    {
        string[] agreement = ["agree", "accept", "refuse", "sign", "terminate", "propose", "amend", "expire", "replace"];
        var messages = Enum.GetNames<NegotiationMessage>().Select(m => $"negotiation.{m.ToLowerInvariant()}").Concat(Enum.GetNames<TransferMessage>().Select(m => $"transfer.{m.ToLowerInvariant()}"));
        var acts = agreement.Select(s => $"agreement.{s}").Concat(DisputeTransitions.Steps.Select(s => $"dispute.{s}")).Concat(DutyTransitions.Steps.Select(s => $"agreement.duty.{s}"))
            .Concat(ReleaseTransitions.Steps.Select(s => $"release.{s}")).Concat(Members.Core.Admission.Steps.Select(s => $"member.{s}")).Concat(((string[])["approve", "refuse", "deliver", "expire"]).Select(s => $"airlock.{s}")).Concat(messages).ToList();

        Assert.Equal([], acts.Where(a => !StepNames.Knows(a[(a.LastIndexOf('.') + 1)..])));
        Assert.Equal([], acts.Where(a => !EvidenceNames.Knows(a)));
        Assert.False(StepNames.Knows("planted"));
    }

    [Fact]
    public void Every_state_of_the_protocol_has_its_word()
    {
        var states = Enum.GetNames<NegotiationState>().Concat(Enum.GetNames<TransferState>()).Select(s => s.ToUpperInvariant()).ToHashSet(StringComparer.Ordinal);

        Assert.Equal([], states.Where(s => StateNames.CodedProtocol(s) == s));
        Assert.Equal([], DisputeTransitions.States.Where(s => StateNames.Coded(s) == s));
        Assert.Equal([], DisputeTransitions.States.Concat(AgreementStage.Words).Concat(ReleaseTransitions.States).Where(s => StepNames.State(s) != StateNames.Of(s).Zh));
        Assert.Equal("PLANTED", StateNames.CodedProtocol("PLANTED"));
    }

    [Theory]
    [InlineData("admission", "mbr", "admit", "withdraw")]
    [InlineData("airlock", "pnd", "approve", "refuse")]
    [InlineData("release", "pnd", "approve", "refuse")]
    [InlineData("dispute", "pnd", "uphold", "dismiss")]
    [InlineData("agreement.dispute", "agr", "accept", "reject")]
    [InlineData("agreement.dispute", "agr", "settle", "reject")]
    [InlineData("agreement.duty", "agr", "confirm", "contest", "waive")]
    [InlineData("agreement.request", "agr", "agree", "propose", "refuse")]
    [InlineData("agreement.signature", "agr", "sign", "terminate")]
    [InlineData("negotiation.request", "neg", "agreement", "termination")]
    public void The_inbox_names_a_line_whose_verb_there_is(string kind, string prefix, params string[] steps)
    {
        var subject = $"{prefix}_0190000000007000800000000000abcd";
        var line = InboxSteps.Line(new InboxItemView(kind, subject, "", "", default, default, false, "member-admin", $"/x/{subject}", steps)).Split(' ');

        Assert.Equal("keyeco", line[0]);
        Assert.Contains(subject, line);
        foreach (var verb in line[2].Split('|'))
        {
            var parsed = Verbs.Root().Parse([line[1], verb]);
            Assert.Equal(verb, parsed.CommandResult.Command.Name);
        }
    }

    [Fact]
    public void Every_finding_of_an_offline_verification_is_said_in_Chinese_too()
    {
        string[] files = ["EvidenceVerifier.cs", "EvidenceProof.cs", "AgreementVerifier.cs"];
        var findings = Sources().Where(f => files.Contains(Path.GetFileName(f))).SelectMany(f => Findings().Matches(File.ReadAllText(f))).Select(m => Holes().Replace(m.Groups["text"].Value.Replace("\\\"", "\"", StringComparison.Ordinal), "7")).ToList();

        Assert.True(findings.Count > 25, $"{findings.Count} found");
        Assert.Equal([], findings.Where(f => FindingWords.Chinese(f).Length == 0));
        Assert.Equal("", FindingWords.Chinese("planted"));
        Assert.Equal("the provider has not signed 提供方尚未签署", FindingWords.Both("the provider has not signed"));
    }

    [Fact]
    public async Task The_page_of_help_has_its_heads_in_both_languages()
    {
        using var output = new StringWriter();

        Assert.Equal(0, await Verbs.Run(["jobs", "submit", "--help"], new Shell { Output = output, Error = output }));

        foreach (var head in (string[])["Usage 用法:", "Options 选项:", "Shows this page. 显示用法。"])
        {
            Assert.Contains(head, output.ToString(), StringComparison.Ordinal);
        }
    }

    private static IEnumerable<string> Sources()
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "KeyEcosystem.slnx")))
        {
            root = Path.GetDirectoryName(root)!;
        }

        return Directory.EnumerateFiles(Path.Combine(root, "src"), "*.cs", SearchOption.AllDirectories).Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && !f.Contains("Migrations", StringComparison.Ordinal));
    }

    [GeneratedRegex("""(findings\.Add\((lines\.Broken \?\? )?|Broken \?\?= |null, \[|return |: )\$?"(?<text>(line |witnessed |receipt |the |a hash )([^"\\]|\\")*)"(\)|\]\)|;)""", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Findings();

    [GeneratedRegex(@"\{[^{}]*\}", RegexOptions.None, 1000)]
    private static partial Regex Holes();

    [GeneratedRegex("""(\b(Act|Record|Opened)\(([\w.]+ \? )?|Verb = |See\(\w+, |quiet \? |Set\(caller, \w+, |Begin\(caller\.Subject, )"(?<act>[a-z-]+(\.[a-z-]+)+)"( : "(?<act>[a-z-]+(\.[a-z-]+)+)")?""", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Acts();
}
