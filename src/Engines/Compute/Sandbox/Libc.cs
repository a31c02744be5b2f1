using System.Runtime.InteropServices;

namespace KeyEcosystem.Compute.Sandbox;

/// <summary>The few calls of Linux that .NET does not offer. Numbers are those of x64 and arm64, which agree except where said.</summary>
internal static unsafe partial class Libc
{
    public const int CloseOnExec = 0x80000;
    public const int NoFollow = 0x20000;
    public const int Directory = 0x10000;
    public const int NonBlocking = 0x800;
    public const int PathOnly = 0x200000;
    public const int Terminate = 15;
    public const int Killed = 9;
    private const string C = "libc";
    private const int DuplicateAbove = 1030;
    private const int FirstFree = 100;

    public static bool IsArm => RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

    public static bool IsRoot => geteuid() == 0;

    /// <summary>A pipe whose both ends are closed on exec and lie above every descriptor that a job is given.</summary>
    public static (int Read, int Write) Pipe()
    {
        var ends = stackalloc int[2];
        return pipe2(ends, CloseOnExec) == 0 ? (High(ends[0]), High(ends[1])) : throw Failed("pipe2");
    }

    /// <summary>The same file under a descriptor of 100 or more; the old one is closed.</summary>
    public static int High(int descriptor)
    {
        var high = fcntl(descriptor, DuplicateAbove, FirstFree);
        Close(descriptor);
        return high >= 0 ? high : throw Failed("fcntl");
    }

    public static void Close(int descriptor)
    {
        if (descriptor >= 0)
        {
            _ = close(descriptor);
        }
    }

    public static void NoBlocking(int descriptor) => _ = fcntl(descriptor, 4, fcntl(descriptor, 3, 0) | NonBlocking);

    /// <summary>A handle of a process that a later process with the same number can't take over; -1 when it is gone.</summary>
    public static int ProcessHandle(int process) => (int)syscall(434, process, 0, 0, 0, 0);

    public static void Signal(int processHandle, int signal) => _ = syscall(424, processHandle, signal, 0, 0, 0);

    /// <summary>Opens below a directory, never across a link or a mount.</summary>
    /// <param name="directory">Descriptor of the directory.</param>
    /// <param name="name">One name.</param>
    /// <param name="flags">Flags of open.</param>
    /// <param name="followNothing">Whether a symbolic link is an error; else the link itself can be opened by <see cref="PathOnly"/>.</param>
    public static int OpenBelow(int directory, string name, int flags, bool followNothing)
    {
        const ulong beneath = 0x08, noSymbolicLinks = 0x04, noMagicLinks = 0x02, noOtherMounts = 0x01;
        var how = stackalloc ulong[3];
        how[0] = (ulong)(flags | NoFollow | CloseOnExec);
        how[1] = 0;
        how[2] = beneath | noMagicLinks | noOtherMounts | (followNothing ? noSymbolicLinks : 0);
        var path = Marshal.StringToCoTaskMemUTF8(name);
        try
        {
            return (int)syscall(437, directory, path, (nint)how, 24, 0);
        }
        finally
        {
            Marshal.FreeCoTaskMem(path);
        }
    }

    /// <summary>Type bits, links, size and stored blocks of 512 bytes of an open file.</summary>
    public static (int Type, uint Links, long Size, long Blocks) Stat(int descriptor)
    {
        const int emptyPath = 0x1000;
        const uint basics = 0x7ff;
        var buffer = stackalloc byte[256];
        return statx(descriptor, "", emptyPath, basics, buffer) == 0
            ? (*(ushort*)(buffer + 0x1C) & 0xF000, *(uint*)(buffer + 0x10), *(long*)(buffer + 0x28), *(long*)(buffer + 0x30))
            : (0, 0, 0, 0);
    }

    /// <summary>Bytes and entries in use on the file system of an open directory.</summary>
    public static (long Bytes, long Entries) Used(int directory)
    {
        var s = stackalloc long[16];
        return directory >= 0 && fstatfs(directory, s) == 0 ? ((s[2] - s[3]) * s[1], s[5] - s[6]) : (0, 0);
    }

    /// <summary>Takes the end of a process of ours; false while it runs. Its processor time is that of all that it waited for, too.</summary>
    public static bool Reap(int process, out int status, out long processorMs)
    {
        // struct rusage begins with user and system time, each in seconds and microseconds.
        var usage = stackalloc long[18];
        int ended;
        var gone = wait4(process, &ended, 0, usage) == process;
        status = gone ? ended : 0;
        processorMs = gone ? ((usage[0] + usage[2]) * 1000) + ((usage[1] + usage[3]) / 1000) : 0;
        return gone;
    }

    public static IOException Failed(string call) => new($"{call}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");

    [LibraryImport(C, SetLastError = true)]
    public static partial int pipe2(int* ends, int flags);

    [LibraryImport(C, SetLastError = true)]
    public static partial int fcntl(int descriptor, int command, long argument);

    [LibraryImport(C, SetLastError = true)]
    public static partial int close(int descriptor);

    [LibraryImport(C, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int open(string path, int flags, int mode);

    [LibraryImport(C, SetLastError = true)]
    public static partial nint read(int descriptor, byte* into, nint count);

    [LibraryImport(C, SetLastError = true)]
    public static partial nint write(int descriptor, byte* from, nint count);

    [LibraryImport(C, SetLastError = true)]
    public static partial long lseek(int descriptor, long offset, int whence);

    [LibraryImport(C, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int memfd_create(string name, uint flags);

    [LibraryImport(C, SetLastError = true)]
    public static partial int poll(PollEntry* entries, ulong count, int milliseconds);

    [LibraryImport(C, SetLastError = true)]
    public static partial int wait4(int process, int* status, int options, long* usage);

    [LibraryImport(C, SetLastError = true)]
    public static partial int kill(int process, int signal);

    [LibraryImport(C)]
    public static partial int geteuid();

    [LibraryImport(C, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int chown(string path, uint user, uint group);

    [LibraryImport(C, SetLastError = true)]
    public static partial int fchown(int descriptor, uint user, uint group);

    [LibraryImport(C, SetLastError = true)]
    public static partial int fstatfs(int descriptor, long* into);

    [LibraryImport(C, SetLastError = true)]
    public static partial int prctl(int option, ulong a, ulong b, ulong c, ulong d);

    [LibraryImport(C, SetLastError = true)]
    public static partial nint syscall(nint number, nint a, nint b, nint c, nint d, nint e);

    [LibraryImport(C, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int statx(int directory, string path, int flags, uint mask, byte* into);

    [LibraryImport(C, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int posix_spawn(int* process, string path, void* actions, void* attributes, byte** arguments, byte** environment);

    [LibraryImport(C)]
    public static partial int posix_spawn_file_actions_init(void* actions);

    [LibraryImport(C)]
    public static partial int posix_spawn_file_actions_destroy(void* actions);

    [LibraryImport(C)]
    public static partial int posix_spawn_file_actions_adddup2(void* actions, int from, int to);

    [LibraryImport(C)]
    public static partial int posix_spawn_file_actions_addclosefrom_np(void* actions, int from);

    [LibraryImport(C)]
    public static partial int posix_spawnattr_init(void* attributes);

    [LibraryImport(C)]
    public static partial int posix_spawnattr_destroy(void* attributes);

    [LibraryImport(C)]
    public static partial int posix_spawnattr_setflags(void* attributes, short flags);

    [LibraryImport(C)]
    public static partial int posix_spawnattr_setsigdefault(void* attributes, void* set);

    [LibraryImport(C)]
    public static partial int posix_spawnattr_setsigmask(void* attributes, void* set);

    [LibraryImport(C)]
    public static partial int sigfillset(void* set);

    [LibraryImport(C)]
    public static partial int sigemptyset(void* set);
}
