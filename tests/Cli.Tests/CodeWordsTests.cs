using System.Text.RegularExpressions;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Inbox;
using KeyEcosystem.Dataspace.Core;
using KeyEcosystem.Dataspace.Core.Protocol;
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

    private static IEnumerable<string> Sources()
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "KeyEcosystem.slnx")))
        {
            root = Path.GetDirectoryName(root)!;
        }

        return Directory.EnumerateFiles(Path.Combine(root, "src"), "*.cs", SearchOption.AllDirectories).Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && !f.Contains("Migrations", StringComparison.Ordinal));
    }

    [GeneratedRegex("""(\b(Act|Record|Opened)\(([\w.]+ \? )?|Verb = |See\(\w+, |quiet \? |Set\(caller, \w+, |Begin\(caller\.Subject, )"(?<act>[a-z-]+(\.[a-z-]+)+)"( : "(?<act>[a-z-]+(\.[a-z-]+)+)")?""", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Acts();
}
