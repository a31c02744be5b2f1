using System.Net;
using System.Net.Security;
using KeyEcosystem.Fixtures;
using Xunit;

namespace KeyEcosystem.Cli.Tests.Conformance;

/// <summary>The address at which other connectors call.</summary>
public sealed class ConnectorDoorTests
{
    [Fact]
    public async Task It_serves_the_protocol_and_neither_console_nor_api()
    {
        using var certificate = Certificates.Make("one");
        await using var node = await CliNode.Start("one", certificate: certificate);
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null && CertificateFile.HashOf(shown) == CertificateFile.HashOf(certificate) } };
        using var http = new HttpClient(handler) { BaseAddress = node.Connectors };

        foreach (var path in (string[])["", "api", "members/v1/members", "openapi/v1.json", "health/live", "sign-in"])
        {
            using var answer = await http.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Contains("connector.path.unknown", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        using var version = await http.GetAsync(".well-known/dspace-version");
        Assert.Equal(HttpStatusCode.OK, version.StatusCode);
        using var catalogue = await http.PostAsync("dsp/catalog/request", null);
        Assert.DoesNotContain("connector.path.unknown", await catalogue.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var people = new HttpClient { BaseAddress = node.Address };
        using var own = await people.GetAsync("health/live");
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
    }

    [Fact]
    public async Task A_certificate_without_that_address_is_refused_in_both_languages()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();

        var code = await Verbs.Run(["serve", "--certificate", "/no/such/file.pem"], new Shell { Output = output, Error = error });

        Assert.Equal(2, code);
        Assert.Contains("give --connector-url as well", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("须同时给出 --connector-url", error.ToString(), StringComparison.Ordinal);
    }
}
