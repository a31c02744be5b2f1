using System.Globalization;
using System.Runtime.Versioning;

namespace KeyEcosystem.Compute.Sandbox;

/// <summary>
/// Copies a job's results out of its box by their bytes, once nobody lives there any more. Only plain files with one name, real content and a name that
/// does no harm; a refused one is named with its reason, never dropped in silence.
/// </summary>
[SupportedOSPlatform("linux")]
internal sealed unsafe class ResultCollector(string into, BoxLimits limits)
{
    private const int DepthMax = 16;
    private const int NameMax = 128;
    private const int EntriesMax = 10_000;
    private const int ShownMax = 60;
    private const long SparseSlack = 65_536;
    private const int PlainFile = 0x8000;
    private readonly List<(string Name, string Path)> files = [];
    private readonly List<string> refused = [];
    private long total;
    private int seen;

    /// <summary>Collects all below a directory.</summary>
    /// <param name="directory">Descriptor of the box's results folder.</param>
    public (IReadOnlyList<(string Name, string Path)> Files, IReadOnlyList<string> Refused) Collect(int directory)
    {
        System.IO.Directory.CreateDirectory(into);
        Walk(directory, "", 0);
        return (files, refused);
    }

    private void Walk(int directory, string path, int depth)
    {
        if (depth > DepthMax)
        {
            Refuse(path, "层次过深。Too deep.");
            return;
        }

        foreach (var name in Names(directory, path))
        {
            if (++seen > EntriesMax)
            {
                return;
            }

            var full = path.Length == 0 ? name : path + "/" + name;
            if (!IsPlain(name))
            {
                Refuse(full, "名称只能含字母、数字、空格和 . _ -，不超过 128 个字符，不以点开头。A name holds letters, digits, blanks and . _ - only, 128 characters at most, no leading dot.");
                continue;
            }

            Take(directory, name, full, depth);
        }
    }

    private string[] Names(int directory, string path)
    {
        try
        {
            var all = new EnumerationOptions { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };
            return [.. System.IO.Directory.EnumerateFileSystemEntries($"/proc/self/fd/{directory}", "*", all).Select(p => Path.GetFileName(p)).Take(EntriesMax).Order(StringComparer.Ordinal)];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Refuse(path, "文件夹无法读取。The folder can't be read.");
            return [];
        }
    }

    private void Take(int directory, string name, string full, int depth)
    {
        // First only a look: opening a FIFO or a device has effects.
        var look = Libc.OpenBelow(directory, name, Libc.PathOnly, followNothing: false);
        var type = look < 0 ? 0 : Libc.Stat(look).Type;
        Libc.Close(look);
        if (type == 0x4000)
        {
            var below = Libc.OpenBelow(directory, name, Libc.Directory, followNothing: true);
            if (below < 0)
            {
                Refuse(full, "文件夹无法读取。The folder can't be read.");
                return;
            }

            Walk(below, full, depth + 1);
            Libc.Close(below);
            return;
        }

        if (type != PlainFile)
        {
            Refuse(full, $"不是普通文件（{Kind(type)}）。Not a plain file ({Kind(type)}).");
            return;
        }

        var file = Libc.OpenBelow(directory, name, Libc.NonBlocking, followNothing: true);
        if (file < 0)
        {
            Refuse(full, "无法读取。It can't be read.");
            return;
        }

        try
        {
            Copy(file, full);
        }
        finally
        {
            Libc.Close(file);
        }
    }

    private void Copy(int file, string full)
    {
        var (type, links, size, blocks) = Libc.Stat(file);
        var fault = type != PlainFile ? "读取时改变。It changed."
            : links != 1 ? "有多个硬链接。It has more than one hard link."
            : files.Count >= limits.Results ? $"超过 {limits.Results} 个文件。More than {limits.Results} files."
            : total + size > limits.Disk ? $"结果合计超过 {limits.Disk >> 20} MiB。Results together exceed {limits.Disk >> 20} MiB."
            : (blocks * 512) + SparseSlack < size ? string.Create(CultureInfo.InvariantCulture, $"稀疏文件：{size} 字节中仅存 {blocks * 512}。Sparse: of {size} bytes only {blocks * 512} are stored.")
            : null;
        if (fault is not null)
        {
            Refuse(full, fault);
            return;
        }

        var to = Path.Combine(into, full);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        using var copy = new FileStream(to, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
        var buffer = new byte[65_536];
        var left = size;
        fixed (byte* bytes = buffer)
        {
            while (left > 0)
            {
                var count = Libc.read(file, bytes, (nint)Math.Min(left, buffer.Length));
                if (count <= 0)
                {
                    Refuse(full, "读取中断。Reading broke off.");
                    return;
                }

                copy.Write(buffer, 0, (int)count);
                left -= count;
            }
        }

        total += size;
        files.Add((full, to));
    }

    private void Refuse(string path, string reason)
    {
        // A job can make more bad entries than anybody reads.
        if (refused.Count < 200)
        {
            refused.Add($"{new string([.. path.Take(ShownMax).Select(c => char.IsControl(c) ? '?' : c)])}: {reason}");
        }
    }

    private static bool IsPlain(string name) =>
        name.Length <= NameMax && !name.StartsWith('.') && !name.Contains('\uFFFD', StringComparison.Ordinal)
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or ' ' || (c > 127 && char.IsLetterOrDigit(c)));

    private static string Kind(int type) => type switch
    {
        0xA000 => "symlink",
        0x1000 => "fifo",
        0xC000 => "socket",
        0x2000 or 0x6000 => "device",
        _ => "unknown",
    };
}
