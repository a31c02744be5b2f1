namespace KeyEcosystem.WebConsole.Session;

/// <summary>The console's pool of connections to its own node.</summary>
internal sealed class NodeConnections : IDisposable
{
    private readonly SocketsHttpHandler pool = new() { UseCookies = false, UseProxy = false, AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };

    public HttpMessageHandler Handler => pool;

    public void Dispose() => pool.Dispose();
}
