using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using KeyEcosystem.Compute.Sandbox;

namespace KeyEcosystem.Compute.Backends.Local;

/// <summary>The keeper of a job on this machine and what runs below it.</summary>
internal static class LocalProcess
{
    private const int StateField = 0;
    private const int StartField = 19;
    private const string Redirect = "exec < /dev/null >> \"$1\" 2>&1\nshift\n";

    /// <summary>Starts a keeper in a session of its own, so that it outlives the agent.</summary>
    /// <param name="job">The job.</param>
    /// <param name="command">What to run.</param>
    /// <param name="held">Its devices.</param>
    /// <param name="folder">Its run folder.</param>
    /// <param name="limitGrace">How long it may go on beyond its time limit.</param>
    /// <returns>Why it could not be started; null when it was.</returns>
    public static string? Start(BackendSubmission job, IReadOnlyList<string> command, IReadOnlyList<HeldDevices> held, string folder, TimeSpan limitGrace)
    {
        static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo("/usr/bin/setsid") { UseShellExecute = false, WorkingDirectory = job.Folder };
        foreach (var word in (string[])["/bin/sh", "-c", Redirect + RunScript.Text, "job", job.LogFile, folder, "/usr/bin/timeout", $"--kill-after={Seconds(limitGrace)}", Seconds(job.WallMax), .. command])
        {
            start.ArgumentList.Add(word);
        }

        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin";
        var indexes = string.Join(',', held.SelectMany(h => h.Indexes).Select(i => i.ToString(CultureInfo.InvariantCulture)));
        start.Environment["CUDA_VISIBLE_DEVICES"] = indexes;
        start.Environment["ASCEND_RT_VISIBLE_DEVICES"] = indexes;
        foreach (var (name, value) in job.Environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            using var process = Process.Start(start);
            return null;
        }
        catch (Win32Exception failure)
        {
            return failure.Message;
        }
    }

    /// <summary>The number of a keeper that still lives; null when it does not, or another process has its number.</summary>
    /// <param name="stat">Its line of /proc/PID/stat when it began.</param>
    /// <param name="boot">The machine's boot when it began.</param>
    public static int? Alive(string stat, string boot)
    {
        if (!SameBoot(boot) || Number(stat) is not { } number)
        {
            return null;
        }

        return ProcessTree.Fields(number) is { } now && now[StateField] != "Z" && now[StartField] == ProcessTree.Fields(stat)[StartField] ? number : null;
    }

    /// <summary>Kills what is left of a job whose keeper has ended, or whose watch was killed: it would compute on with devices that are given to the next.</summary>
    /// <param name="stat">The keeper's line of /proc/PID/stat when it began.</param>
    /// <param name="boot">The machine's boot when it began.</param>
    public static void EndRest(string stat, string boot)
    {
        if (SameBoot(boot) && Number(stat) is { } keeper)
        {
            foreach (var left in ProcessTree.OfSession(keeper).ToList())
            {
                _ = Libc.kill(left, Libc.Killed);
            }
        }
    }

    /// <summary>Whether the machine has not been started again since.</summary>
    /// <param name="boot">The boot then.</param>
    public static bool SameBoot(string boot) => File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim() == boot.Trim();

    /// <summary>Sends a signal to the job. Its keeper stays, and so does the one that watches its time: they tell how it ended.</summary>
    /// <param name="keeper">The keeper.</param>
    /// <param name="signal">Which signal.</param>
    /// <returns>How many processes it went to.</returns>
    public static int Signal(int keeper, int signal)
    {
        var sent = 0;
        foreach (var watch in ProcessTree.Children(keeper))
        {
            var open = new Stack<int>(ProcessTree.Children(watch));
            while (open.TryPop(out var next))
            {
                foreach (var child in ProcessTree.Children(next))
                {
                    open.Push(child);
                }

                sent += Libc.kill(next, signal) == 0 ? 1 : 0;
            }
        }

        return sent;
    }

    private static int? Number(string stat) =>
        int.TryParse(stat.AsSpan(0, Math.Max(0, stat.IndexOf(' ', StringComparison.Ordinal))), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
