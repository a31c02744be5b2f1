using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace KeyEcosystem.Host;

/// <summary>
/// Where a node listens: at its address, and where other connectors call it over mutual TLS. Whose certificate a caller shows is asked of the peers that are admitted (ADR 0036), not of authorities; people's
/// browsers show none there.
/// </summary>
internal static class ConnectorListener
{
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

    private static void Listen(KestrelServerOptions kestrel, Uri at, X509Certificate2? certificate)
    {
        void Secure(ListenOptions listen)
        {
            if (certificate is not null)
            {
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
