using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace KeyEcosystem.WebConsole.Session;

/// <summary>The sessions of this process by id.</summary>
/// <param name="clock">Ends sessions whose time is over.</param>
public sealed class SessionVault(TimeProvider clock)
{
    /// <summary>The reason of an end that the person asked for.</summary>
    internal const string SignedOut = "signed out";

    private readonly ConcurrentDictionary<string, ConsoleSession> all = new(StringComparer.Ordinal);

    internal ConsoleSession Open(string subject, string signIn, IReadOnlyList<string> roles, SessionTokens tokens, TimeSpan lifetime)
    {
        var session = new ConsoleSession(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), subject, signIn, tokens) { Roles = roles };
        all[session.Id] = session;
        session.Timer = clock.CreateTimer(_ => End(session.Id, "expired"), null, lifetime, Timeout.InfiniteTimeSpan);
        return session;
    }

    internal ConsoleSession? Find(string? id) => id is not null && all.TryGetValue(id, out var session) ? session : null;

    internal void End(string? id, string reason)
    {
        if (id is not null && all.TryRemove(id, out var session))
        {
            session.End(reason);
        }
    }

    /// <summary>A person may do other things from the next page on.</summary>
    /// <param name="subject">Text id of the person.</param>
    /// <param name="roles">All roles.</param>
    public void ChangeRoles(string subject, IReadOnlyList<string> roles)
    {
        foreach (var session in all.Values.Where(s => s.Subject == subject))
        {
            session.Roles = roles;
        }
    }

    /// <summary>Ends every session of a person: open pages turn to the sign-in at once.</summary>
    /// <param name="subject">Text id of the person.</param>
    /// <param name="reason">Why.</param>
    public void EndSubject(string subject, string reason)
    {
        foreach (var session in all.Values)
        {
            if (session.Subject == subject)
            {
                End(session.Id, reason);
            }
        }
    }
}
