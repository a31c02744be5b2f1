using System.Buffers.Binary;

namespace KeyEcosystem.Compute.Sandbox;

/// <summary>
/// Filters of system calls, written as the kernel reads them (classic BPF, 8 bytes an instruction). What the namespaces do not close: calls that reach
/// the whole machine, other processes or the hypervisor. Each call by its number on x64 and on arm64; -1 where it does not exist.
/// </summary>
internal static unsafe class SeccompFilter
{
    private const uint Allow = 0x7fff0000;
    private const uint KillProcess = 0x80000000;
    private const uint Errno = 0x00050000;
    private const uint NotPermitted = 1;
    private const uint NotImplemented = 38;
    private const uint NoSuchFamily = 97;
    private const ushort Load = 0x20;
    private const ushort Return = 0x06;
    private const ushort IfEqual = 0x15;
    private const ushort IfAtLeast = 0x35;
    private const ushort IfAnyBit = 0x45;
    private const uint NumberOffset = 0;
    private const uint ArchitectureOffset = 4;
    private const uint FirstArgument = 16;
    private const uint SecondArgument = 24;
    private const uint NamespaceFlags = 0x7E020000;

    private static readonly (int X64, int Arm64)[] Never =
    [
        (101, 117), (310, 270), (311, 271), // ptrace, process_vm_readv, process_vm_writev
        (248, 217), (249, 218), (250, 219), // add_key, request_key, keyctl
        (321, 280), (298, 241), (323, 282), // bpf, perf_event_open, userfaultfd
        (425, 425), (426, 426), (427, 427), // io_uring
        (246, 104), (320, 294), (175, 105), (313, 273), (176, 106), // kexec, modules
        (169, 142), (167, 224), (168, 225), (103, 116), // reboot, swap, syslog
        (304, 265), (303, 264), (163, 89), (179, 60), // open_by_handle_at, name_to_handle_at, acct, quotactl
        (212, 18), (180, 42), (153, 58), // lookup_dcookie, nfsservctl, vhangup
        (172, -1), (173, -1), (154, -1), // iopl, ioperm, modify_ldt
        (256, 238), (279, 239), (237, 235), // migrate_pages, move_pages, mbind
        (159, 171), (227, 112), (164, 170), (305, 266), // clocks
        (312, 272), (300, 262), (438, 438), // kcmp, fanotify_init, pidfd_getfd
        (134, -1), (136, -1), (139, -1), (174, -1), (177, -1), (178, -1),
    ];

    private static readonly (int X64, int Arm64)[] NotInside =
    [
        (165, 40), (166, 39), (155, 41), (161, 51), (272, 97), (308, 268), // mount, umount2, pivot_root, chroot, unshare, setns
        (428, 428), (429, 429), (430, 430), (431, 431), (432, 432), (433, 433), (442, 442), // the new mount calls
        (170, 161), (171, 162), // sethostname, setdomainname
    ];

    /// <summary>For the thread that starts a box: what neither the box's maker nor its job needs.</summary>
    public static byte[] ForStarter { get; } = Build(inside: false);

    /// <summary>For the job itself: also nothing that would change its walls.</summary>
    public static byte[] ForJob { get; } = Build(inside: true);

    /// <summary>Sets a filter on the calling thread and on all it starts, for good. The rest of the process is untouched.</summary>
    /// <param name="filter">One of the filters here.</param>
    public static void OnThisThread(byte[] filter)
    {
        const int noNewPrivileges = 38;
        const int setModeFilter = 1;
        if (Libc.prctl(noNewPrivileges, 1, 0, 0, 0) != 0)
        {
            throw Libc.Failed("prctl");
        }

        fixed (byte* instructions = filter)
        {
            var program = stackalloc byte[16];
            *(ushort*)program = (ushort)(filter.Length / 8);
            *(byte**)(program + 8) = instructions;
            if (Libc.syscall(Libc.IsArm ? 277 : 317, setModeFilter, 0, (nint)program, 0, 0) != 0)
            {
                throw Libc.Failed("seccomp");
            }
        }
    }

    private static byte[] Build(bool inside)
    {
        var arm = Libc.IsArm;
        var code = new List<(ushort Code, byte Then, byte Else, uint Value)>();
        void Put(ushort op, uint value, byte then = 0, byte otherwise = 0) => code.Add((op, then, otherwise, value));
        void Deny(int number, uint errno)
        {
            if (number >= 0)
            {
                Put(IfEqual, (uint)number, 0, 1);
                Put(Return, Errno | errno);
            }
        }

        Put(Load, ArchitectureOffset);
        Put(IfEqual, arm ? 0xC00000B7u : 0xC000003Eu, 1);
        Put(Return, KillProcess);
        Put(Load, NumberOffset);
        if (!arm)
        {
            // The x32 numbers would pass by every rule below.
            Put(IfAtLeast, 0x40000000, 0, 1);
            Put(Return, Errno | NotImplemented);
        }

        foreach (var call in inside ? [.. Never, .. NotInside] : Never)
        {
            Deny(arm ? call.Arm64 : call.X64, NotPermitted);
        }

        // clone3 hides its flags behind a pointer; told that it is absent, libc takes clone.
        Deny(435, NotImplemented);
        if (inside)
        {
            Put(IfEqual, arm ? 220u : 56u, 0, 4);
            Put(Load, FirstArgument);
            Put(IfAnyBit, NamespaceFlags, 0, 1);
            Put(Return, Errno | NotPermitted);
            Put(Return, Allow);
        }

        // ioctl TIOCSTI and TIOCLINUX type into a terminal.
        Put(IfEqual, arm ? 29u : 16u, 0, 5);
        Put(Load, SecondArgument);
        Put(IfEqual, 0x5412, 1);
        Put(IfEqual, 0x541C, 0, 1);
        Put(Return, Errno | NotPermitted);
        Put(Return, Allow);

        // Sockets: UNIX, INET, INET6, NETLINK. vsock is bound to no network namespace: it reaches the hypervisor.
        Put(IfEqual, arm ? 198u : 41u, 0, 7);
        Put(Load, FirstArgument);
        Put(IfEqual, 1, 4);
        Put(IfEqual, 2, 3);
        Put(IfEqual, 10, 2);
        Put(IfEqual, 16, 1);
        Put(Return, Errno | NoSuchFamily);
        Put(Return, Allow);
        Put(Return, Allow);

        var bytes = new byte[code.Count * 8];
        for (var i = 0; i < code.Count; i++)
        {
            var at = bytes.AsSpan(i * 8, 8);
            BinaryPrimitives.WriteUInt16LittleEndian(at, code[i].Code);
            at[2] = code[i].Then;
            at[3] = code[i].Else;
            BinaryPrimitives.WriteUInt32LittleEndian(at[4..], code[i].Value);
        }

        return bytes;
    }
}
