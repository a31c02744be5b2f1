namespace KeyEcosystem.Compute.Core;

/// <summary>How a job that is only a script is started.</summary>
public static class Scripts
{
    /// <summary>Name of the script's file in the job's folder.</summary>
    public const string Name = "script";

    /// <summary>Where the job sees it: not among the inputs, for who reads all inputs would read the script as data.</summary>
    public const string Path = "/script";

    /// <summary>Program and arguments: what the script's first line names after <c>#!</c>, with at most one argument as the system takes it, else the shell.</summary>
    /// <param name="script">The script.</param>
    public static IReadOnlyList<string> Command(string script)
    {
        ArgumentNullException.ThrowIfNull(script);
        var first = script.AsSpan(0, script.AsSpan().IndexOf('\n') is >= 0 and var end ? end : script.Length).TrimEnd();
        if (!first.StartsWith("#!") || first[2..].Trim() is not { Length: > 0 } line)
        {
            return BundledJobs.Command;
        }

        var space = line.IndexOfAny(' ', '\t');
        return space < 0 ? [line.ToString(), Path] : [line[..space].ToString(), line[space..].Trim().ToString(), Path];
    }
}
