using KeyEcosystem.Platform.Identity;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MimeKit;

namespace KeyEcosystem.Platform.Mail;

/// <summary>
/// Takes letters from the folder <c>outbox</c> to the mail server. A letter is a file before its sender is answered, and stays one until the server has it: a restart
/// loses none; one that was under way at a crash may arrive twice, under one Message-Id. What the server refuses for good moves to <c>outbox/refused</c>.
/// </summary>
internal sealed partial class MailDelivery(NodeIdentityOptions identity, SmtpOptions options, TimeProvider clock, ILogger<MailDelivery> log) : BackgroundService
{
    private const int BatchMax = 100;
    private const int PermanentFrom = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PauseMin = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PauseMax = TimeSpan.FromMinutes(5);

    private string Folder => Path.Combine(identity.Folder, "outbox");

    /// <summary>One round. Answers how many letters the server took, and how many it wants to be asked for again.</summary>
    public async Task<(int Taken, int Waiting)> Deliver(CancellationToken stop)
    {
        if (!Directory.Exists(Folder) || Directory.EnumerateFiles(Folder, "*.txt").Order(StringComparer.Ordinal).Take(BatchMax).ToList() is not { Count: > 0 } letters)
        {
            return (0, 0);
        }

        using var server = new SmtpClient { Timeout = (int)Patience.TotalMilliseconds };
        await server.ConnectAsync(options.Host, options.Port, Security(), stop);
        if (options.User is not null)
        {
            await server.AuthenticateAsync(options.User, options.Password ?? "", stop);
        }

        var (taken, waiting) = (0, 0);
        foreach (var letter in letters)
        {
            try
            {
                await server.SendAsync(Read(letter), stop);
                File.Delete(letter);
                taken++;
            }
            catch (SmtpCommandException later) when ((int)later.StatusCode < PermanentFrom)
            {
                waiting++;
            }
            catch (Exception refused) when (refused is FormatException or SmtpCommandException)
            {
                Directory.CreateDirectory(Path.Combine(Folder, "refused"));
                File.Move(letter, Path.Combine(Folder, "refused", Path.GetFileName(letter)), overwrite: true);
                LogRefused(log, Path.GetFileNameWithoutExtension(letter));
            }
        }

        await server.DisconnectAsync(quit: true, stop);
        return (taken, waiting);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = PauseMin;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var (_, waiting) = await Deliver(stoppingToken);
                pause = waiting == 0 ? PauseMin : Longer(pause);
            }
            catch (Exception failure) when (failure is IOException or System.Net.Sockets.SocketException or ServiceNotConnectedException or CommandException or ProtocolException or AuthenticationException or SslHandshakeException or TimeoutException)
            {
                pause = Longer(pause);
                LogFailed(log, options.Host, failure.GetType().Name, (int)pause.TotalSeconds);
            }

            try
            {
                await Task.Delay(pause, clock, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    [LoggerMessage(EventId = 230, Level = LogLevel.Warning, Message = "The mail server refuses letter {Letter} for good; it lies in outbox/refused")]
    private static partial void LogRefused(ILogger log, string letter);

    [LoggerMessage(EventId = 231, Level = LogLevel.Warning, Message = "Mail server {Host} does not take letters ({Failure}); the next try is in {Seconds} s")]
    private static partial void LogFailed(ILogger log, string host, string failure, int seconds);

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 > PauseMax ? PauseMax : pause * 2;

    private SecureSocketOptions Security() =>
        options.Port == 465 ? SecureSocketOptions.SslOnConnect : options.Host is "localhost" or "127.0.0.1" or "::1" ? SecureSocketOptions.StartTlsWhenAvailable : SecureSocketOptions.StartTls;

    /// <summary>The letter in a file; its name is the Message-Id, so that one that arrives twice is known as one.</summary>
    private MimeMessage Read(string file)
    {
        var text = File.ReadAllText(file);
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        var head = end < 0 ? [] : text[..end].Split('\n');
        if (head is not [var to, var subject] || !to.StartsWith("To: ", StringComparison.Ordinal) || !MailboxAddress.TryParse(to["To: ".Length..], out var address))
        {
            throw new FormatException("The letter has no address.");
        }

        return new MimeMessage
        {
            From = { MailboxAddress.Parse(options.From) },
            To = { address },
            Subject = subject["Subject: ".Length..],
            Date = clock.GetUtcNow(),
            MessageId = $"{Path.GetFileNameWithoutExtension(file)}@{identity.PublicUrl.Host}",
            Body = new TextPart("plain") { Text = text[(end + 2)..] },
        };
    }
}
