using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Cli.Agent;

/// <summary>
/// Brings what a run left to the node: plain files only, with their sums. What there was when the run ended is written down first, so that a file that is gone later is missed;
/// an agent that is started anew goes on from there. What is larger than the job or the node allows is not sent at all.
/// </summary>
internal sealed class RunResults(RunOrder order, string folder, NodeHttp node, TimeProvider clock, Action<string> say)
{
    /// <summary>Where results of a job lie.</summary>
    public const string Out = "out";

    private const string ListFile = "results.json";
    private const string DiskLimit = "limit.disk";
    private const string Lost = "results.lost";
    private const string Refused = "agent.results.refused";
    private const int FilesMax = 1000;
    private const int NameShown = 60;
    private const int TroublesSaid = 3;
    private const int ChangesMax = 3;
    private static readonly HttpStatusCode[] Passing =
    [
        HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.RequestTimeout, HttpStatusCode.Conflict, HttpStatusCode.TooManyRequests,
    ];

    private readonly string key = new RunName(order.Job, order.Attempt).Key;

    /// <summary>Sends the files of a folder. A node that is away is waited for; only <paramref name="stop"/> ends that.</summary>
    /// <param name="inner">Which folder of the run.</param>
    /// <param name="stop">Ends the sending; what has arrived stays there.</param>
    public async Task<BroughtResults> Bring(string inner, CancellationToken stop)
    {
        var listed = Listed(inner);
        var files = new List<RunFile>();
        var troubles = new List<(string Ending, string Words)>();
        var left = inner == Out && order.Limits.DiskMb is { } disk ? (long)disk << 20 : long.MaxValue;
        for (var i = 0; i < listed.Count; i++)
        {
            if (TooLarge(listed[i], left) is { } large)
            {
                troubles.Add((DiskLimit, large));
                continue;
            }

            left -= listed[i].Bytes;
            if (await Send(listed, i, stop) is { } trouble)
            {
                troubles.Add(trouble);
                continue;
            }

            files.Add(new RunFile(inner, listed[i].Name, listed[i].Bytes, listed[i].Sha256!));
        }

        foreach (var (_, words) in troubles)
        {
            say($"{key}: {words}");
        }

        var ending = new[] { Refused, Lost, DiskLimit }.FirstOrDefault(e => troubles.Any(t => t.Ending == e));
        var notKept = inner == Out ? NotKept(listed) : "";
        if (notKept.Length > 0)
        {
            say($"{key}: {notKept}");
        }

        return new BroughtResults(files, ending, Together([.. troubles.Select(t => t.Words)]), notKept);
    }

    /// <summary>The first troubles in words and how many more there are: a job may leave a thousand files.</summary>
    private static string Together(IReadOnlyList<string> words) =>
        string.Join(' ', words.Take(TroublesSaid)) + (words.Count > TroublesSaid ? $" 另有 {words.Count - TroublesSaid} 个结果如此，见代理日志。{words.Count - TroublesSaid} more results likewise; the agent's log names them." : "");

    private string? TooLarge(LeftFile file, long left)
    {
        var size = Mebibytes(file.Bytes);
        if (order.UploadBytesMax > 0 && file.Bytes > order.UploadBytesMax)
        {
            var bound = Mebibytes(order.UploadBytesMax);
            return $"结果 \"{file.Name}\" 为 {size} MiB，超过节点接收单个文件的上限 {bound} MiB，未保留。Result \"{file.Name}\" has {size} MiB; the node takes {bound} MiB of one file. It is not kept.";
        }

        return file.Bytes > left
            ? $"结果 \"{file.Name}\" 为 {size} MiB，与其他结果合计超过作业可留的 {order.Limits.DiskMb} MiB（--disk-mb），未保留。Result \"{file.Name}\" has {size} MiB; all results of this job may have {order.Limits.DiskMb} MiB together (--disk-mb). It is not kept."
            : null;
    }

    /// <summary>Sends one file, as often as it takes.</summary>
    /// <returns>Why it will never arrive; null when it has.</returns>
    private async Task<(string Ending, string Words)?> Send(List<LeftFile> listed, int index, CancellationToken stop)
    {
        var changes = 0;
        for (var pause = RetryPause.OfFiles(); ;)
        {
            var wait = pause.Next();
            var (file, why) = (listed[index], "");
            var path = new FileInfo(RunFileNames.Below(Path.Combine(folder, file.Folder), file.Name));
            try
            {
                if (file.Sha256 is null)
                {
                    await using var content = path.OpenRead();
                    listed[index] = file = file with { Bytes = content.Length, Sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, stop)) };
                    Keep(listed);
                }

                await node.Upload(path, file.Sha256, null, stop);
                return null;
            }
            catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
            {
                return (Lost, gone is UnauthorizedAccessException
                    ? $"结果 \"{file.Name}\" 代理无权读取，未送达。Result \"{file.Name}\" may not be read by the agent and has not arrived."
                    : $"结果 \"{file.Name}\" 在上传前消失，未送达。Result \"{file.Name}\" was there when the job ended and was gone before it was uploaded.");
            }
            catch (NodeProblemException changed) when (changed.Code == "blob.checksum")
            {
                if (++changes == ChangesMax)
                {
                    return (Lost, $"结果 \"{file.Name}\" 在上传时不断变化，未送达。Result \"{file.Name}\" changed each time it was uploaded and has not arrived.");
                }

                listed[index] = file with { Sha256 = null };
                why = changed.Message;
            }
            catch (NodeProblemException large) when (large.Code == "blob.too-large" || large.Status == HttpStatusCode.RequestEntityTooLarge)
            {
                return (DiskLimit, $"结果 \"{file.Name}\" 为 {Mebibytes(file.Bytes)} MiB，超过节点接收的上限，未保留。Result \"{file.Name}\" has {Mebibytes(file.Bytes)} MiB, more than the node takes: {large.Message} It is not kept.");
            }
            catch (NodeProblemException refused) when ((int)refused.Status < 500 && !Passing.Contains(refused.Status))
            {
                return (Refused, $"节点拒绝接收结果 \"{file.Name}\" [{refused.Code}]。The node does not take result \"{file.Name}\": {refused.Message} [{refused.Code}]");
            }
            catch (Exception away) when (away is HttpRequestException or IOException or NodeProblemException)
            {
                why = (away.InnerException ?? away).Message;
            }

            var (zh, en) = file.Folder == Out ? ("结果", "Result") : ("进度文件", "Saved file");
            say($"{key}: {zh} \"{file.Name}\" 未能上传，{wait.TotalSeconds:0.#} 秒后从中断处继续。{en} \"{file.Name}\" could not be uploaded and goes on where it broke off in {wait.TotalSeconds:0.#} s: {why}");
            await Task.Delay(wait, clock, stop);
        }
    }

    /// <summary>What there was when the run ended: as it was written down, else as it is now.</summary>
    private List<LeftFile> Listed(string inner)
    {
        var list = Path.Combine(folder, ListFile);
        if (File.Exists(list) && JsonSerializer.Deserialize<List<LeftFile>>(File.ReadAllText(list), NodeHttp.Json) is { } before && before.All(f => f.Folder == inner))
        {
            return before;
        }

        var found = Plain(inner).Where(f => RunFileNames.IsSound(f.Name)).Take(inner == Out ? order.ResultsMax : FilesMax).Select(f => new LeftFile(inner, f.Name, f.File.Length, null)).ToList();
        Keep(found);
        return found;
    }

    /// <summary>Plain files of a folder and of the folders in it, by name; nothing is followed that leads elsewhere.</summary>
    private IEnumerable<(string Name, FileInfo File)> Plain(string inner) =>
        new DirectoryInfo(Path.Combine(folder, inner)) is { Exists: true } there
            ? there.EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }).Select(f => (Path.GetRelativePath(there.FullName, f.FullName), f)).OrderBy(f => f.Item1, StringComparer.Ordinal)
            : [];

    /// <summary>What the run left and what is not even tried: too many files, and names that do not travel. Empty for nothing.</summary>
    private string NotKept(List<LeftFile> listed)
    {
        var words = new List<string>();
        var left = Plain(Out).Select(f => f.Name).ToLookup(RunFileNames.IsSound);
        if (listed.Count == order.ResultsMax && left[true].Count() - listed.Count is > 0 and var more)
        {
            words.Add($"另有 {more} 个文件未保留：作业至多保留 {order.ResultsMax} 个结果，请打包。{CountWords.Of(more, "more file is", "more files are")} not kept: a job's results are {CountWords.Of(order.ResultsMax, "file")} at most, so pack them.");
        }

        if (left[false].FirstOrDefault() is { } name)
        {
            var shown = new string([.. name.Where(c => !char.IsControl(c)).Take(NameShown)]);
            words.Add($"名称不可用的文件未保留，例如 \"{shown}\"（至多 255 个字符，不含反斜杠与控制字符）。Files whose names can't travel are not kept, such as \"{shown}\": at most 255 characters, no backslash, no control character.");
        }

        return string.Join(' ', words);
    }

    private void Keep(List<LeftFile> listed) => RunFolder.Write(Path.Combine(folder, ListFile), JsonSerializer.Serialize(listed, NodeHttp.Json));

    /// <summary>Rounded up, so that what is too large also reads so.</summary>
    private static string Mebibytes(long bytes) => (Math.Ceiling(bytes * 10m / (1 << 20)) / 10).ToString("0.#", CultureInfo.InvariantCulture);

    private sealed record LeftFile(string Folder, string Name, long Bytes, string? Sha256);
}
