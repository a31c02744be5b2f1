using System.Runtime.InteropServices;

namespace KeyEcosystem.Compute.Sandbox;

/// <summary>Starts a program with just the descriptors it is given, in a session of its own, every signal at its default.</summary>
internal static unsafe class Spawn
{
    private const short DefaultSignals = 0x04;
    private const short SignalMask = 0x08;
    private const short OwnSession = 0x80;

    /// <summary>Starts it as a child of the calling thread: when that thread ends, so does the child.</summary>
    /// <param name="command">Absolute program and arguments.</param>
    /// <param name="environment">All of its environment.</param>
    /// <param name="descriptors">The node's descriptor of each of the child's, from 1 on; -1 for an empty one. 0 is empty input.</param>
    /// <returns>The process number.</returns>
    /// <exception cref="IOException">The program can't be started.</exception>
    public static int Start(IReadOnlyList<string> command, IReadOnlyList<(string Name, string Value)> environment, ReadOnlySpan<int> descriptors)
    {
        // Sizes are above those of glibc and musl.
        var actions = stackalloc byte[256];
        var attributes = stackalloc byte[512];
        var every = stackalloc byte[128];
        var none = stackalloc byte[128];
        _ = Libc.sigfillset(every);
        _ = Libc.sigemptyset(none);
        _ = Libc.posix_spawn_file_actions_init(actions);
        _ = Libc.posix_spawnattr_init(attributes);
        var empty = Libc.High(Libc.open("/dev/null", Libc.CloseOnExec, 0));
        var arguments = Strings(command);
        var variables = Strings([.. environment.Select(e => $"{e.Name}={e.Value}")]);
        try
        {
            _ = Libc.posix_spawn_file_actions_adddup2(actions, empty, 0);
            for (var i = 0; i < descriptors.Length; i++)
            {
                _ = Libc.posix_spawn_file_actions_adddup2(actions, descriptors[i] < 0 ? empty : descriptors[i], i + 1);
            }

            // Whatever else the node has open stays here, even if it forgot to mark it.
            _ = Libc.posix_spawn_file_actions_addclosefrom_np(actions, descriptors.Length + 1);
            _ = Libc.posix_spawnattr_setsigdefault(attributes, every);
            _ = Libc.posix_spawnattr_setsigmask(attributes, none);
            _ = Libc.posix_spawnattr_setflags(attributes, DefaultSignals | SignalMask | OwnSession);
            int process;
            var error = Libc.posix_spawn(&process, command[0], actions, attributes, arguments, variables);
            return error == 0 ? process : throw new IOException($"{command[0]}: {Marshal.GetPInvokeErrorMessage(error)}");
        }
        finally
        {
            Free(arguments);
            Free(variables);
            Libc.Close(empty);
            _ = Libc.posix_spawn_file_actions_destroy(actions);
            _ = Libc.posix_spawnattr_destroy(attributes);
        }
    }

    private static byte** Strings(IReadOnlyList<string> strings)
    {
        var array = (byte**)NativeMemory.AllocZeroed((nuint)(strings.Count + 1), (nuint)sizeof(byte*));
        for (var i = 0; i < strings.Count; i++)
        {
            array[i] = (byte*)Marshal.StringToCoTaskMemUTF8(strings[i]);
        }

        return array;
    }

    private static void Free(byte** strings)
    {
        for (var i = 0; strings[i] != null; i++)
        {
            Marshal.FreeCoTaskMem((nint)strings[i]);
        }

        NativeMemory.Free(strings);
    }
}
