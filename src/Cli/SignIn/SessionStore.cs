using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using KeyEcosystem.Client;
using KeyEcosystem.Platform;

namespace KeyEcosystem.Cli.SignIn;

/// <summary>Keeps the sign-in at one node in a file that only its owner may read.</summary>
internal sealed class SessionStore(Shell shell, Uri node)
{
    private static readonly TimeSpan LockWait = TimeSpan.FromMilliseconds(50);

    /// <summary>The node whose sign-in is kept.</summary>
    public Uri Node => node;

    /// <summary>The file: the node's name for people, a hash of its whole address so that two nodes never share one.</summary>
    public string File { get; } = Path.Combine(
        shell.SettingsFolder, "sessions", $"{node.Host.Replace(':', '-')}-{node.Port}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(node.AbsoluteUri)))[..8]}.json");

    public Session? Read()
    {
        if (!System.IO.File.Exists(File))
        {
            return null;
        }

        if (PrivateFile.IsShared(File))
        {
            throw new UsageException($"\"{File}\" may be read by others: delete it and run 'keyeco login' again. 登录文件可被他人读取，请删除后重新登录。");
        }

        try
        {
            return JsonSerializer.Deserialize<Session>(System.IO.File.ReadAllText(File), NodeHttp.Json);
        }
        catch (JsonException)
        {
            throw new UsageException($"\"{File}\" can't be read: delete it and run 'keyeco login' again. 登录文件已损坏，请删除后重新登录。");
        }
    }

    /// <summary>Replaces the sign-in, whole or not at all.</summary>
    public void Write(Session session)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        var temporary = $"{File}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";
        using (var stream = PrivateFile.Create(temporary))
        {
            stream.Write(JsonSerializer.SerializeToUtf8Bytes(session, NodeHttp.Json));
            stream.Flush(flushToDisk: true);
        }

        System.IO.File.Move(temporary, File, overwrite: true);
    }

    public void Delete() => System.IO.File.Delete(File);

    /// <summary>Lets one process refresh at a time: a refresh token is good for one use, and used twice it ends the sign-in.</summary>
    public async Task<IDisposable> Lock(CancellationToken stop)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        while (true)
        {
            try
            {
                return new FileStream(File + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException)
            {
                await Task.Delay(LockWait, shell.Clock, stop);
            }
        }
    }
}
