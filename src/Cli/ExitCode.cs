namespace KeyEcosystem.Cli;

/// <summary>What a verb ends with; programs read it (see docs/cli.md).</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>What was looked at does not hold: a log, a checksum, a job that did not succeed.</summary>
    public const int Unsound = 1;

    /// <summary>The command was not understood, or a file or credential is missing.</summary>
    public const int Usage = 2;

    /// <summary>The node refused; the reason stands on standard error.</summary>
    public const int Refused = 3;

    /// <summary>No node answers.</summary>
    public const int NoNode = 4;

    /// <summary>Interrupted.</summary>
    public const int Interrupted = 130;
}
