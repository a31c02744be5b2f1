namespace KeyEcosystem.Cli;

/// <summary>The command can't be carried out as it was given; the message says which option or argument and what to do.</summary>
internal sealed class UsageException(string message) : Exception(message);
