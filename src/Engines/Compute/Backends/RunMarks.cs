using System.Globalization;
using System.Text.Json;

namespace KeyEcosystem.Compute.Backends;

/// <summary>What a job's run folder says: what was submitted, that it began, how it ended, and that its end was asked for.</summary>
/// <param name="root">Folder of all run folders.</param>
internal sealed class RunMarks(string root)
{
    private const string Submission = "submission.json";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Folder of one job.</summary>
    /// <param name="key">Which.</param>
    public string FolderOf(BackendKey key) => Path.Combine(root, key.ToString());

    /// <summary>Every key that has a folder.</summary>
    public IEnumerable<BackendKey> All()
    {
        if (!Directory.Exists(root))
        {
            yield break;
        }

        foreach (var folder in Directory.EnumerateDirectories(root))
        {
            if (BackendKey.TryParse(Path.GetFileName(folder), out var key))
            {
                yield return key;
            }
        }
    }

    /// <summary>Writes down what is about to be submitted. A folder that has it keeps it.</summary>
    /// <param name="submission">The job.</param>
    /// <param name="at">When.</param>
    public void Write(BackendSubmission submission, DateTimeOffset at)
    {
        var folder = FolderOf(submission.Key);
        Directory.CreateDirectory(folder);
        if (!File.Exists(Path.Combine(folder, Submission)))
        {
            Put(folder, Submission, JsonSerializer.Serialize(new WrittenSubmission(submission.Key.ToString(), at, submission), Json));
        }
    }

    /// <summary>What was submitted and when; null when the folder knows nothing of it.</summary>
    /// <param name="key">Which.</param>
    public (BackendSubmission Submission, DateTimeOffset At)? Read(BackendKey key)
    {
        if (Get(key, Submission) is not { } found)
        {
            return null;
        }

        var written = JsonSerializer.Deserialize<WrittenSubmission>(found.Text, Json)!;
        return (written.Submission with { Key = key }, written.At);
    }

    /// <summary>Whether it began, here or anywhere: from then on it never begins again.</summary>
    /// <param name="key">Which.</param>
    public bool Began(BackendKey key) => Directory.Exists(Path.Combine(FolderOf(key), "once"));

    /// <summary>When it began, and the marks of its keeper's process: the line of /proc/PID/stat and the machine's boot.</summary>
    /// <param name="key">Which.</param>
    public (DateTimeOffset At, string Process, string Boot)? Started(BackendKey key)
    {
        if (Get(key, "started") is not { } found)
        {
            return null;
        }

        var lines = found.Text.Split('\n');
        return (found.At, lines[0], lines.Length > 1 ? lines[1] : "");
    }

    /// <summary>When it ended and with which code.</summary>
    /// <param name="key">Which.</param>
    public (DateTimeOffset At, int Code)? Ended(BackendKey key) =>
        Get(key, "ended") is { } found && int.TryParse(found.Text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? (found.At, code) : null;

    /// <summary>Writes down that its end was asked for. A first wish stays.</summary>
    /// <param name="key">Which.</param>
    /// <param name="killAt">When its grace is over.</param>
    public void WishEnd(BackendKey key, DateTimeOffset killAt)
    {
        var folder = FolderOf(key);
        Directory.CreateDirectory(folder);
        if (!File.Exists(Path.Combine(folder, "cancel")))
        {
            Put(folder, "cancel", killAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>When its end was asked for, and when its grace is over.</summary>
    /// <param name="key">Which.</param>
    public (DateTimeOffset At, DateTimeOffset KillAt)? Wish(BackendKey key) =>
        Get(key, "cancel") is { } found ? (found.At, DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(found.Text, CultureInfo.InvariantCulture))) : null;

    /// <summary>Writes a file so that who sees it sees it whole.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="name">Its name.</param>
    /// <param name="text">What it holds.</param>
    public static void Put(string folder, string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path + ".new", text);
        File.Move(path + ".new", path, overwrite: true);
    }

    /// <summary>A file of a run folder and when it was written; null when it is not there.</summary>
    /// <param name="key">Which job.</param>
    /// <param name="name">Which file.</param>
    public (DateTimeOffset At, string Text)? Get(BackendKey key, string name)
    {
        var path = Path.Combine(FolderOf(key), name);
        try
        {
            // Time and text of one and the same file: one that comes to be between two looks at its name would be told as of the year 1601.
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(file);
            return (new DateTimeOffset(File.GetLastWriteTimeUtc(file.SafeFileHandle)), reader.ReadToEnd());
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Removes the folders of jobs that ended before a time.</summary>
    /// <param name="before">The time.</param>
    public void Forget(DateTimeOffset before)
    {
        foreach (var key in All().ToList())
        {
            var folder = FolderOf(key);
            if (File.Exists(Path.Combine(folder, "ended")) && File.GetLastWriteTimeUtc(Path.Combine(folder, "ended")) < before.UtcDateTime)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private sealed record WrittenSubmission(string Key, DateTimeOffset At, BackendSubmission Submission);
}
