using KeyEcosystem.Platform;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Mail;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace KeyEcosystem.Identity.Tests;

public sealed class MailDeliveryTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("keyeco-mail-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_letter_stays_a_file_until_the_server_has_it()
    {
        var options = Options();
        await new FileOutbox(options, new SystemIds(TimeProvider.System)).Send(new OutgoingMail("anna@example.org", "确认 Confirm", "你好 hello\n"), default);
        await Assert.ThrowsAnyAsync<Exception>(() => Delivery(options, 9).Deliver(default));
        Assert.Single(Outbox());

        await using var server = new FakeMailServer();
        Assert.Equal((1, 0), await Delivery(options, server.Port).Deliver(default));

        Assert.Empty(Outbox());
        var letter = Assert.Single(server.Letters);
        Assert.Contains("To: anna@example.org", letter, StringComparison.Ordinal);
        Assert.Contains("From: node@example.org", letter, StringComparison.Ordinal);
        Assert.Equal((0, 0), await Delivery(options, server.Port).Deliver(default));
    }

    [Fact]
    public async Task What_the_server_refuses_for_good_moves_aside_and_what_it_refuses_for_now_stays()
    {
        var options = Options();
        var outbox = new FileOutbox(options, new SystemIds(TimeProvider.System));
        await outbox.Send(new OutgoingMail("nobody@example.org", "a", "b"), default);
        await outbox.Send(new OutgoingMail("anna@example.org", "a", "b"), default);
        await using var server = new FakeMailServer();
        server.Answers["nobody@"] = "550 no such mailbox";

        Assert.Equal((1, 0), await Delivery(options, server.Port).Deliver(default));
        Assert.Empty(Outbox());
        Assert.Single(Directory.GetFiles(Path.Combine(folder, "outbox", "refused")));

        server.Answers["busy@"] = "450 try later";
        await outbox.Send(new OutgoingMail("busy@example.org", "a", "b"), default);
        await outbox.Send(new OutgoingMail("after@example.org", "a", "b"), default);
        Assert.Equal((1, 1), await Delivery(options, server.Port).Deliver(default));
        Assert.Single(Outbox());
    }

    [Theory]
    [InlineData("smtp://user@mail.example:2525", "node@example.org", null)]
    [InlineData("http://mail.example", "node@example.org", "--smtp")]
    [InlineData("smtp://user:secret@mail.example", "node@example.org", "KEYECO_SMTP_PASSWORD")]
    [InlineData("smtp://mail.example", "nobody", "--mail-from")]
    public void A_server_is_named_by_its_address_without_the_password(string server, string from, string? refusal)
    {
        if (refusal is null)
        {
            Assert.Equal(new SmtpOptions("mail.example", 2525, from, "user", "pw"), SmtpOptions.Parse(server, from, "pw"));
            Assert.DoesNotContain("pw", SmtpOptions.Parse(server, from, "pw").ToString(), StringComparison.Ordinal);
            return;
        }

        Assert.Contains(refusal, Assert.Throws<InvalidOperationException>(() => SmtpOptions.Parse(server, from, null)).Message, StringComparison.Ordinal);
    }

    private string[] Outbox() => Directory.GetFiles(Path.Combine(folder, "outbox"), "*.txt");

    private NodeIdentityOptions Options() => new() { NodeId = "test", PublicUrl = new Uri("http://127.0.0.1/"), LoopbackUrl = new Uri("http://127.0.0.1/"), Folder = folder };

    private static MailDelivery Delivery(NodeIdentityOptions options, int port) =>
        new(options, new SmtpOptions("127.0.0.1", port, "node@example.org", null, null), TimeProvider.System, NullLogger<MailDelivery>.Instance);
}
