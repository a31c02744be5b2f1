using System.Net.Http.Headers;

namespace KeyEcosystem.Cli.SignIn;

/// <summary>Carries the sign-in, and gets the next access token before the old one runs out.</summary>
internal sealed class SessionHandler(SessionStore sessions, TimeProvider clock) : DelegatingHandler(new SocketsHttpHandler())
{
    private static readonly TimeSpan Early = TimeSpan.FromSeconds(20);

    /// <summary>A sign-in that runs out within <see cref="Early"/> is replaced by its next, once, whoever asks.</summary>
    internal async Task<Session> Current(CancellationToken stop)
    {
        if (sessions.Read() is { } session && session.Expires - Early > clock.GetUtcNow())
        {
            return session;
        }

        using var one = await sessions.Lock(stop);
        var now = sessions.Read() ?? throw new UsageException("You have signed out: run 'keyeco login'. 已退出登录，请运行 keyeco login。");
        if (now.Expires - Early > clock.GetUtcNow())
        {
            return now;
        }

        if (now.Refresh is null)
        {
            throw new UsageException("The sign-in has ended: run 'keyeco login' again. 登录已失效，请重新运行 keyeco login。");
        }

        using var http = new HttpClient();
        var next = await TokenCalls.FromRefresh(http, sessions.Node, now.Refresh, clock, stop);
        sessions.Write(next);
        return next;
    }

    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", (await Current(cancellationToken)).Access);
        return await base.SendAsync(request, cancellationToken);
    }
}
