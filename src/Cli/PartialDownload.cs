using System.Security.Cryptography;

namespace KeyEcosystem.Cli;

/// <summary>A download that is not complete yet: its bytes in <c>TARGET.part</c>, what it is resumed by in <c>TARGET.use</c>.</summary>
/// <param name="target">What the file is called when it is complete.</param>
/// <param name="of">What is downloaded: another thing may be downloaded to the same name.</param>
internal sealed class PartialDownload(string target, string of)
{
    private const int BufferBytes = 1 << 20;

    private readonly string part = target + ".part";
    private readonly string mark = target + ".use";

    /// <summary>Reads what is missing: on from where it broke off where that still goes, else from the start.</summary>
    /// <param name="resume">Asks for the rest by what the beginning was marked with, and how many bytes are there; null where it does not go on.</param>
    /// <param name="begin">Asks for all.</param>
    /// <param name="markOf">What an answer is resumed by; null where it can't be.</param>
    /// <param name="progress">Told how many bytes are there.</param>
    /// <param name="stop">Ends the reading; what is there stays.</param>
    public async Task Continue(Func<string, long, Task<HttpResponseMessage?>> resume, Func<Task<HttpResponseMessage>> begin, Func<HttpResponseMessage, string?> markOf, IProgress<long> progress, CancellationToken stop)
    {
        using var answer = await Resume(resume, stop) ?? await Begin(begin, markOf, stop);
        await using var file = new FileStream(part, FileMode.Append, FileAccess.Write, FileShare.None, 1, useAsync: true);
        var buffer = new byte[BufferBytes];
        await using var content = await answer.Content.ReadAsStreamAsync(stop);
        while (await content.ReadAsync(buffer, stop) is > 0 and var read)
        {
            await file.WriteAsync(buffer.AsMemory(0, read), stop);
            progress.Report(file.Position);
        }
    }

    /// <summary>The hash of what is there.</summary>
    public async Task<string> Hash(CancellationToken stop)
    {
        await using var file = File.OpenRead(part);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, stop));
    }

    /// <summary>Gives the file its name.</summary>
    public void Complete()
    {
        File.Move(part, target);
        File.Delete(mark);
    }

    public void Discard()
    {
        File.Delete(part);
        File.Delete(mark);
    }

    private async Task<HttpResponseMessage?> Resume(Func<string, long, Task<HttpResponseMessage?>> resume, CancellationToken stop) =>
        File.Exists(part) && File.Exists(mark) && (await File.ReadAllTextAsync(mark, stop)).Split(' ') is [var known, var said] && known == of ? await resume(said.Trim(), new FileInfo(part).Length) : null;

    private async Task<HttpResponseMessage> Begin(Func<Task<HttpResponseMessage>> begin, Func<HttpResponseMessage, string?> markOf, CancellationToken stop)
    {
        Discard();
        var answer = await begin();
        if (markOf(answer) is { } resumable)
        {
            await File.WriteAllTextAsync(mark, $"{of} {resumable}", stop);
        }

        return answer;
    }
}
