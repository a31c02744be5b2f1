using System.Text;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Platform.Identity;

/// <summary>Leaves letters as files in the folder <c>outbox</c>, readable by their owner only: for a node without a mail server.</summary>
internal sealed class FileOutbox(NodeIdentityOptions options, IIds ids) : IOutgoingMail
{
    public async Task Send(OutgoingMail mail, CancellationToken stop)
    {
        var folder = Directory.CreateDirectory(Path.Combine(options.Folder, "outbox")).FullName;
        await using var stream = PrivateFile.Create(Path.Combine(folder, $"{ids.Next():n}.txt"), FileOptions.Asynchronous);
        await stream.WriteAsync(Encoding.UTF8.GetBytes($"To: {mail.To}\nSubject: {mail.Subject}\n\n{mail.Text}"), stop);
    }
}
