using System.Runtime.InteropServices;

namespace KeyEcosystem.Platform.Blobs;

/// <summary>Brings the names in a folder to disk: a file's own fsync does not cover the name that it was moved to.</summary>
internal static partial class FolderSync
{
    private const int ReadOnly = 0;

    /// <summary>Returns when the folder is on disk. Where there is no such call, the file system's own order has to do.</summary>
    /// <param name="folder">Path.</param>
    /// <exception cref="IOException">The disk refused.</exception>
    public static void Sync(string folder)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var descriptor = Open(folder, ReadOnly);
        if (descriptor < 0)
        {
            throw new IOException($"The folder can't be opened ({Marshal.GetLastPInvokeError()}).");
        }

        try
        {
            if (Fsync(descriptor) != 0)
            {
                throw new IOException($"The folder can't be brought to disk ({Marshal.GetLastPInvokeError()}).");
            }
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
