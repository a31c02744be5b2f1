namespace KeyEcosystem.Compute.Backends;

/// <summary>The shell text that keeps a job on its node: it lets a key begin once, ever, and leaves marks of begin and end in the job's run folder.</summary>
/// <remarks>
/// A scheduler can't promise "once": a slurmctld that was killed forgets what it launched within the last seconds, and launches it again.
/// The folder can: of two that make it, one succeeds. Signals reach the job itself; its keeper stays to write down how it ended.
/// </remarks>
internal static class RunScript
{
    /// <summary>The code of a copy that found that the job had begun before.</summary>
    public const int SecondCopy = 113;

    /// <summary>Takes the run folder and the command as arguments.</summary>
    public const string Text = """
        run=$1
        shift
        mkdir "$run/once" 2> /dev/null || exit 113
        { cat /proc/$$/stat; cat /proc/sys/kernel/random/boot_id; } > "$run/started.new" && mv "$run/started.new" "$run/started" || exit 125
        trap : TERM INT HUP
        "$@" &
        job=$!
        while :; do
          wait "$job"
          code=$?
          kill -0 "$job" 2> /dev/null || break
        done
        echo "$code" > "$run/ended.new" && mv "$run/ended.new" "$run/ended"
        exit "$code"

        """;

    /// <summary>A word that a shell reads as it is.</summary>
    /// <param name="word">Any text without a NUL.</param>
    public static string Quote(string word) => "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
