using System.CommandLine;
using System.CommandLine.Invocation;
using KeyEcosystem.Cli.Demo;

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
        var parsed = Root().Parse(args);
        var code = await parsed.InvokeAsync(shell);
        return parsed.Action is ParseErrorAction ? ExitCode.Usage : code;
    }

    /// <summary>The demonstration keeps a node's keys as <c>serve</c> does.</summary>
    private static RootCommand Build() => new("KeyEcosystem: one node of an industrial ecosystem. 产业生态节点。")
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
        AgreementVerbs.Agree(),
        AgreementVerbs.Build(),
        SigningKeyVerbs.Build(),
        ReleaseVerbs.Build(),
        PoolVerbs.Build(),
        JobVerbs.Build(),
        DataVerbs.Build(),
        LedgerVerbs.Build(),
        IndicatorVerbs.Build(),
        EvidenceVerb.Build(),
        BackupVerbs.Backup(),
        BackupVerbs.Restore(),
        PassphraseVerb.Build(),
        CompletionVerb.Build(),
    };
}
