using System.Text;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Platform.Identity;

/// <summary>Leaves letters as files in the folder <c>outbox</c>, readable by their owner only: where <c>MailDelivery</c> or, without a mail server, the operator takes them from.</summary>
internal sealed class FileOutbox(NodeIdentityOptions options, IIds ids) : IOutgoingMail
{
    public async Task Send(OutgoingMail mail, CancellationToken stop)
    {
        var folder = Directory.CreateDirectory(Path.Combine(options.Folder, "outbox")).FullName;
        var letter = Path.Combine(folder, $"{ids.Next():n}.txt");
        await using (var stream = PrivateFile.Create(letter + ".part", FileOptions.Asynchronous))
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes($"To: {mail.To}\nSubject: {mail.Subject}\n\n{mail.Text}"), stop);
            stream.Flush(flushToDisk: true);
        }

        // Delivery must never see half a letter.
        File.Move(letter + ".part", letter);
    }
}
