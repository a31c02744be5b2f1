using System.Security.Cryptography;
using System.Text;

namespace KeyEcosystem.Platform;

/// <summary>Files that only their owner may read: keys and letters. Where there are no file modes, the folder's rights decide.</summary>
public static class PrivateFile
{
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes a new file for writing.</summary>
    /// <param name="path">Where.</param>
    /// <param name="options">How it is written.</param>
    /// <exception cref="IOException">It is there already, or can't be made.</exception>
    public static FileStream Create(string path, FileOptions options = FileOptions.None)
    {
        var how = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = options };
        if (!OperatingSystem.IsWindows())
        {
            how.UnixCreateMode = Own;
        }

        return new FileStream(path, how);
    }

    /// <summary>Makes a file whole or not at all. Of two that make it at once the first wins, and the second leaves nothing.</summary>
    /// <param name="path">Where.</param>
    /// <param name="text">ASCII.</param>
    /// <exception cref="IOException">It can't be written.</exception>
    public static void MakeOnce(string path, string text)
    {
        var temporary = $"{path}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";
        using (var stream = Create(temporary))
        {
            stream.Write(Encoding.ASCII.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(temporary, path, overwrite: false);
        }
        catch (IOException)
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Whether anybody but its owner may do anything with a file.</summary>
    /// <param name="path">Which.</param>
    public static bool IsShared(string path) => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~Own) != UnixFileMode.None;
}
