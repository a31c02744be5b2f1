using System.Net;
using System.Security.Cryptography.X509Certificates;
using KeyEcosystem.Dataspace;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace KeyEcosystem.Host;

/// <summary>
/// Where a node listens: at its address, and where other connectors call it over mutual TLS. Whose certificate a caller shows is asked of the peers that are admitted (ADR 0036), not of authorities; people's
/// browsers show none there.
/// </summary>
internal static class ConnectorListener
{
    private static readonly object Door = new();

    private static readonly Refusal Elsewhere = new(
        "connector.path.unknown",
        "Nothing is served here but other connectors. 此地址只服务于其他连接器。",
        "The console and the API are at the node's own address. 控制台与接口请用节点自身的地址。");

    /// <summary>Makes a node listen where it is told to.</summary>
    public static void ListenAt(this ConfigureWebHostBuilder host, NodeSettings settings)
    {
        if (settings is not { ConnectorUrl: { } connectors, Certificate: { } certificate })
        {
            host.UseUrls(settings.Url.ToString());
            return;
        }

        host.UseKestrelHttpsConfiguration();
        host.ConfigureKestrel(kestrel =>
        {
            Listen(kestrel, settings.Url, null);
            Listen(kestrel, connectors, certificate);
        });
    }

    /// <summary>The address that others call; with the port that was chosen at the start, where none is given.</summary>
    public static Uri AddressOf(Uri connectors, IServer server) =>
        connectors.Port != 0 ? connectors : new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.First(a => a.StartsWith("https:", StringComparison.Ordinal)));

    /// <summary>At the address of connectors there is the protocol with its data, and nothing else: neither pages nor API, whoever asks.</summary>
    public static Task OnlyProtocol(HttpContext http, RequestDelegate next) =>
        http.Features.Get<IConnectionItemsFeature>()?.Items.ContainsKey(Door) == true && !IsProtocol(http.Request.Path) ? Problems.Of(Elsewhere).ExecuteAsync(http) : next(http);

    private static bool IsProtocol(PathString path) =>
        path.StartsWithSegments(DataspaceModule.ProtocolPath, StringComparison.Ordinal) || path.Equals(DataspaceModule.VersionPath, StringComparison.Ordinal);

    private static void Listen(KestrelServerOptions kestrel, Uri at, X509Certificate2? certificate)
    {
        void Secure(ListenOptions listen)
        {
            if (certificate is not null)
            {
                listen.Use(next => connection =>
                {
                    connection.Items[Door] = Door;
                    return next(connection);
                });
                listen.UseHttps(new HttpsConnectionAdapterOptions { ServerCertificate = certificate, ClientCertificateMode = ClientCertificateMode.AllowCertificate, ClientCertificateValidation = (_, _, _) => true });
            }
        }

        if (at.IsLoopback && at.HostNameType is UriHostNameType.Dns && at.Port != 0)
        {
            kestrel.ListenLocalhost(at.Port, Secure);
        }
        else if (IPAddress.TryParse(at.DnsSafeHost, out var address))
        {
            kestrel.Listen(address, at.Port, Secure);
        }
        else if (at.IsLoopback)
        {
            kestrel.Listen(IPAddress.Loopback, at.Port, Secure);
        }
        else
        {
            // A name is that of this machine, by whichever of its addresses it is called.
            kestrel.ListenAnyIP(at.Port, Secure);
        }
    }
}
