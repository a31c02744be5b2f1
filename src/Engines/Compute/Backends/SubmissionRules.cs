using KeyEcosystem.Kernel;

namespace KeyEcosystem.Compute.Backends;

/// <summary>What no cluster can run, whatever runs it.</summary>
internal static class SubmissionRules
{
    /// <summary>Why the submission can't be taken; null when it can.</summary>
    /// <param name="job">The job.</param>
    /// <param name="shares">Whether the cluster gives parts of devices.</param>
    public static Refusal? Check(BackendSubmission job, bool shares)
    {
        string? words = job switch
        {
            { Key.Epoch: < 1 } => "its epoch is below 1.",
            { Command.Count: 0 } => "it has no command.",
            _ when job.Command.Any(c => c.Contains('\0')) => "its command holds a NUL.",
            _ when !Path.IsPathRooted(job.Folder) => "its folder is not an absolute path.",
            _ when !Path.IsPathRooted(job.LogFile) => "its log file is not an absolute path.",
            { Nodes: < 1 } or { CpusPerNode: < 1 } or { DevicesPerNode: < 0 } or { MemoryMibPerNode: < 1 } => "its nodes, processors, devices or memory are out of range.",
            { SharedDevice: not null } when !shares => "it asks for a part of a device, and this cluster gives whole devices only.",
            { SharedDevice: not null, DevicesPerNode: not 1 } or { SharedDevice: not null, Nodes: not 1 } => "a part is of one device.",
            _ when job.WallMax <= TimeSpan.Zero => "its time limit is not positive.",
            _ when job.Environment.FirstOrDefault(e => !IsName(e.Key) || e.Value.Contains('\0')) is { Key: { } name } => $"its variable \"{name}\" has no name a shell takes, or a NUL.",
            _ => null,
        };
        return words is null ? null : BackendRefusals.No(job.Key, words);
    }

    private static bool IsName(string text) => text.Length > 0 && !char.IsAsciiDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
