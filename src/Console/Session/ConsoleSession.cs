using System.Diagnostics.CodeAnalysis;

namespace KeyEcosystem.WebConsole.Session;

/// <summary>One signed-in browser. The tokens never leave the server; cookie and circuit carry the id only.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Pages watch the token after the session has ended; without timers and wait handles there is nothing to free.")]
internal sealed class ConsoleSession(string id, string subject, string signIn, SessionTokens tokens)
{
    private readonly CancellationTokenSource end = new();

    public string Id { get; } = id;

    public string Subject { get; } = subject;

    /// <summary>Id of the sign-in at the provider.</summary>
    public string SignIn { get; } = signIn;

    /// <summary>What the person may do, as the node said last.</summary>
    public required IReadOnlyList<string> Roles { get; set; }

    /// <summary>Held while tokens are read or refreshed.</summary>
    public SemaphoreSlim Gate { get; } = new(1, 1);

    /// <summary>Read and written under <see cref="Gate"/>.</summary>
    public SessionTokens Tokens { get; set; } = tokens;

    public CancellationToken Ended => end.Token;

    public string? Reason { get; private set; }

    /// <summary>Ends the session when its time is over.</summary>
    internal ITimer? Timer { get; set; }

    internal void End(string reason)
    {
        Reason ??= reason;
        Timer?.Dispose();
        end.Cancel();
    }
}
