namespace KeyEcosystem.Platform.Store;

/// <summary>Keeps two processes on one SQLite folder apart. The system lets go of it when the process ends, however it ends.</summary>
internal sealed class FolderLock : IDisposable
{
    private FileStream? held;

    /// <exception cref="InvalidOperationException">Another node has the folder.</exception>
    public void Take(string folder)
    {
        Directory.CreateDirectory(folder);
        if (held is not null)
        {
            return;
        }

        try
        {
            held = new FileStream(Path.Combine(folder, "node.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken)
        {
            throw new InvalidOperationException($"The data folder \"{folder}\" is in use by another node: stop it, or give this one a --data of its own. 数据文件夹正被另一个节点使用，请先停止它，或用 --data 指定另一文件夹。", taken);
        }
    }

    public void Dispose() => held?.Dispose();
}
