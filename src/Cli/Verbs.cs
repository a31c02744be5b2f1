using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using KeyEcosystem.Cli.Compute;
using KeyEcosystem.Cli.Dataspace;
using KeyEcosystem.Cli.Demo;
using KeyEcosystem.Cli.Observatory;
using KeyEcosystem.Cli.Policies;

namespace KeyEcosystem.Cli;

/// <summary>All verbs of the command.</summary>
internal static class Verbs
{
    private static readonly Lazy<RootCommand> Command = new(Build);

    /// <summary>The command with its verbs, made once: options are shared among verbs and know where they belong.</summary>
    public static RootCommand Root() => Command.Value;

    /// <summary>Runs a command line to its exit code (<see cref="ExitCode"/>).</summary>
    public static async Task<int> Run(IReadOnlyList<string> args, Shell shell)
    {
        // Without a verb: what verbs there are. "help" is asked for as a verb, too.
        var parsed = Root().Parse(args switch
        {
            [] => ["--help"],
            ["help", ..] => Help(args),
            _ => args,
        });
        var mistake = parsed.Action as ParseErrorAction;
        var places = Places.Empty(parsed).ToList();
        if (mistake is null && places.Count == 0)
        {
            return await parsed.InvokeAsync(shell);
        }

        using var guesses = new StringWriter();
        using var wrongs = new StringWriter();
        if (mistake is not null)
        {
            // The page of help would push what is wrong off the screen.
            mistake.ShowHelp = false;
            await parsed.InvokeAsync(new InvocationConfiguration { Output = guesses, Error = wrongs });
        }

        foreach (var line in places.Concat(ParseWords.Of(parsed, Lines(wrongs), Lines(guesses))))
        {
            await shell.Error.WriteLineAsync(line);
        }

        await shell.Error.WriteLineAsync($"See: {Line(parsed.CommandResult)} --help 用法见 --help");
        return ExitCode.Usage;

        // Of a verb that there is not, what is wrong with it.
        static IReadOnlyList<string> Help(IReadOnlyList<string> args)
        {
            var at = Root() as Command;
            foreach (var word in args.Skip(1))
            {
                at = at?.Subcommands.FirstOrDefault(c => c.Name == word);
            }

            return at is null ? [.. args.Skip(1)] : [.. args.Skip(1), "--help"];
        }

        static string[] Lines(StringWriter said) => said.ToString().ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);

        static string Line(CommandResult at) => at.Parent is CommandResult above ? $"{Line(above)} {at.Command.Name}" : "keyeco";
    }

    /// <summary>The demonstration keeps a node's keys as <c>serve</c> does.</summary>
    private static RootCommand Build() => HelpWords.In(new RootCommand("KeyEcosystem: one node of an industrial ecosystem. 产业生态节点。")
    {
        ServeVerb.Build(),
        DemoVerb.Build(),
        AccountVerbs.Login(),
        AccountVerbs.Logout(),
        AccountVerbs.Me(),
        AccountVerbs.SignUp(),
        InboxVerb.Build(),
        KeyVerbs.Build(),
        MemberVerbs.Build(),
        RegistryVerbs.Import(),
        RegistryVerbs.Export(),
        AssetVerbs.Build(),
        OfferVerbs.Build(),
        PeerVerbs.Build(),
        NegotiationVerbs.Negotiations(),
        TransferVerbs.Build(),
        AgreementVerbs.Agree(),
        AgreementVerbs.Build(),
        SigningKeyVerbs.Build(),
        AirlockVerbs.Build(), ReleaseVerbs.Build(), DisputeVerbs.Build(),
        PoolVerbs.Build(),
        JobVerbs.Build(),
        CohortVerbs.Build(),
        WhatIfVerb.Build(),
        ComputeVerbs.Build(),
        PolicyVerbs.Build(),
        Agent.AgentVerb.Build(),
        DataVerbs.Build(),
        LedgerVerbs.Build(),
        PriceVerbs.Build(),
        IndicatorVerbs.Build(),
        ObservatoryVerbs.Build(),
        EvidenceVerb.Build(),
        BackupVerbs.Backup(),
        BackupVerbs.Restore(),
        PassphraseVerb.Build(),
        CompletionVerb.Build(),
    });
}
