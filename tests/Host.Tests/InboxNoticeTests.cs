using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Contracts.Identity;
using KeyEcosystem.Contracts.Members;
using KeyEcosystem.Host.Inbox;
using KeyEcosystem.Platform.Mail;
using KeyEcosystem.Platform.Secrets;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace KeyEcosystem.Host.Tests;

/// <summary>Those who decide hear of what waits for them, once each.</summary>
public sealed class InboxNoticeTests
{
    private const string Secret = "a secret of the receiver";

    [Fact]
    public async Task A_request_is_posted_signed_and_written_to_the_providers_administrator_once()
    {
        using var receiver = new Receiver();
        await using var node = await RunningNode.Start(s => s with { InboxWebhook = receiver.Address, WebhookSecret = new Passphrase(Secret), Smtp = new SmtpOptions("127.0.0.1", 9, "node@example.org", null, null) });
        var (member, factory, _) = await node.Admit("factory", "factory");
        var institute = (await node.Admit("institute", "institute")).Http;
        await node.Operator.CreateUser(new UserRequest(member.Id, "anna@example.org", "Anna", ["member-admin"], null), default);
        var asset = await RunningNode.Publish(factory);
        var agreement = await institute.RequestAgreement(new AgreementRequest(null, asset.Id), default);
        var notices = node.Services.GetRequiredService<InboxNotices>();

        receiver.Status = HttpStatusCode.ServiceUnavailable;
        Assert.Equal(0, await notices.Round(default));
        receiver.Status = HttpStatusCode.NoContent;
        Assert.Equal(1, await notices.Round(default));
        Assert.Equal(0, await notices.Round(default));

        var (signature, body) = receiver.Taken.Single();
        Assert.Contains(agreement.Id.ToString(), body, StringComparison.Ordinal);
        Assert.Equal(member.Id.ToString(), JsonDocument.Parse(body).RootElement.GetProperty("decider").GetString());
        var parts = signature.Split(',').Select(p => p.Split('=')[1]).ToArray();
        Assert.Equal(Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{parts[0]}.{body}"))), parts[1]);
        var letter = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(Path.Combine(node.Folder, "outbox"), "*.txt")));
        Assert.StartsWith("To: anna@example.org", letter, StringComparison.Ordinal);
        Assert.Contains(agreement.Id.ToString(), letter, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_application_is_told_to_the_operators()
    {
        using var receiver = new Receiver();
        await using var node = await RunningNode.Start(s => s with { InboxWebhook = receiver.Address, WebhookSecret = new Passphrase(Secret) });
        var applied = await node.Operator.ApplyMember(new MemberApplication(null, "示例", "Sample", "factory", "other", "C", "CN", true), default);

        Assert.Equal(1, await node.Services.GetRequiredService<InboxNotices>().Round(default));

        using var told = JsonDocument.Parse(receiver.Taken.Single().Body);
        Assert.Equal(JsonValueKind.Null, told.RootElement.GetProperty("decider").ValueKind);
        Assert.Equal(applied.Id.ToString(), told.RootElement.GetProperty("items")[0].GetProperty("subject").GetString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("short")]
    public async Task A_webhook_without_a_secret_does_not_start(string? secret) =>
        Assert.Contains("KEYECO_WEBHOOK_SECRET", (await Assert.ThrowsAsync<InvalidOperationException>(() => RunningNode.Start(s => s with { InboxWebhook = new Uri("http://127.0.0.1:9/"), WebhookSecret = secret is null ? null : new Passphrase(secret) }))).Message, StringComparison.Ordinal);

    private sealed class Receiver : IDisposable
    {
        private readonly HttpListener listener;

        public Receiver()
        {
            // Somebody else may have a port; a listener that could not start is worth nothing any more.
            for (var attempt = 0; ; attempt++)
            {
                Address = new Uri($"http://127.0.0.1:{Random.Shared.Next(42_000, 49_000)}/");
                listener = new HttpListener();
                listener.Prefixes.Add(Address.AbsoluteUri);
                try
                {
                    listener.Start();
                    break;
                }
                catch (HttpListenerException) when (attempt < 20)
                {
                }
            }

            _ = Listen();
        }

        public Uri Address { get; private set; }

        public HttpStatusCode Status { get; set; } = HttpStatusCode.NoContent;

        public List<(string Signature, string Body)> Taken { get; } = [];

        public void Dispose() => listener.Close();

        private async Task Listen()
        {
            try
            {
                while (true)
                {
                    var got = await listener.GetContextAsync();
                    using var reader = new StreamReader(got.Request.InputStream);
                    var body = await reader.ReadToEndAsync();
                    if (Status == HttpStatusCode.NoContent)
                    {
                        Taken.Add((got.Request.Headers["Keyeco-Signature"]!, body));
                    }

                    got.Response.StatusCode = (int)Status;
                    got.Response.Close();
                }
            }
            catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
            }
        }
    }
}
