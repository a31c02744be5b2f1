using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using KeyEcosystem.Platform.Blobs;

namespace KeyEcosystem.Platform;

/// <summary>Files that only their owner may read: keys and letters. Where there are no file modes, the folder's rights decide.</summary>
public static partial class PrivateFile
{
    /// <summary>EEXIST, the same number on Linux and macOS.</summary>
    private const int Taken = 17;

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
        var temporary = Beside(path, Encoding.ASCII.GetBytes(text));
        try
        {
            // The runtime looks whether the name is free and then renames, where two may both find it free; a second link to one file is refused by the system.
            if (OperatingSystem.IsWindows() || (Link(temporary, path) != 0 && Marshal.GetLastPInvokeError() != Taken))
            {
                File.Move(temporary, path, overwrite: false);
            }
        }
        catch (IOException) when (File.Exists(path))
        {
            // The other one's stands.
        }
        finally
        {
            File.Delete(temporary);
        }

        FolderSync.Sync(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>Puts new content in a file's place: after a crash the old or the new is there, whole.</summary>
    /// <param name="path">Where.</param>
    /// <param name="content">The new content.</param>
    /// <exception cref="IOException">It can't be written; the old content is there.</exception>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        File.Move(Beside(path, content), path, overwrite: true);
        FolderSync.Sync(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>Whether anybody but its owner may do anything with a file.</summary>
    /// <param name="path">Which.</param>
    public static bool IsShared(string path) => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~Own) != UnixFileMode.None;

    /// <exception cref="InvalidOperationException">Others may read the file.</exception>
    internal static void RefuseShared(string path)
    {
        if (IsShared(path))
        {
            throw new InvalidOperationException($"The key file {Path.GetFileName(path)} may be read by others: set its mode to 0600, and consider the key known. 密钥文件可被他人读取：请将权限设为 0600，并视该密钥已泄露。");
        }
    }

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string from, string to);

    /// <summary>A file under another name, on disk before it gets its own.</summary>
    private static string Beside(string path, ReadOnlySpan<byte> content)
    {
        var temporary = $"{path}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";
        using var stream = Create(temporary);
        stream.Write(content);
        stream.Flush(flushToDisk: true);
        return temporary;
    }
}
