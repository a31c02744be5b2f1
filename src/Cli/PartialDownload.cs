using System.Globalization;
using System.Security.Cryptography;

namespace KeyEcosystem.Cli;

/// <summary>A download that is not complete yet: its bytes in <c>TARGET.part</c>, what it is resumed by in <c>TARGET.use</c>.</summary>
/// <param name="target">What the file is called when it is complete.</param>
/// <param name="of">What is downloaded: another thing may be downloaded to the same name.</param>
internal sealed class PartialDownload(string target, string of)
{
    private const int BufferBytes = 1 << 20;
    private const int HashDigits = 64;

    private readonly string part = target + ".part";
    private readonly string mark = target + ".use";

    /// <summary>The SHA-256 of the whole as its answers name it in their ETag; null where they do not.</summary>
    public string? Sha256 { get; private set; }

    /// <summary>Reads what is missing: on from where it broke off where that still goes, else from the start.</summary>
    /// <param name="resume">Asks for the rest by what the beginning was marked with, and how many bytes are there; null where it does not go on.</param>
    /// <param name="begin">Asks for all.</param>
    /// <param name="markOf">What an answer is resumed by; null where it can't be.</param>
    /// <param name="progress">Told how many bytes are there.</param>
    /// <param name="stop">Ends the reading; what is there stays.</param>
    public async Task Continue(Func<string, long, Task<HttpResponseMessage?>> resume, Func<Task<HttpResponseMessage>> begin, Func<HttpResponseMessage, string?> markOf, IProgress<long> progress, CancellationToken stop)
    {
        if (await Known(stop) is { } known && await IsWhole(known, stop))
        {
            // Broken off between its last byte and its name: nothing is asked for again, and nothing counted.
            return;
        }

        using var answer = await Resume(resume, stop) ?? await Begin(begin, markOf, stop);
        Sha256 = SumOf(answer) ?? Sha256;
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

    /// <summary>What was written down of the download that is there; null for none of this thing.</summary>
    private async Task<(string Mark, string? Sha256, long? Length)?> Known(CancellationToken stop) =>
        File.Exists(part) && File.Exists(mark) && (await File.ReadAllTextAsync(mark, stop)).Trim().Split(' ') is [var what, var said, .. var sum] && what == of
            ? (said, sum is [{ Length: HashDigits } sha256, ..] ? sha256 : null, sum is [_, var bytes] && long.TryParse(bytes, NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : null)
            : null;

    private async Task<bool> IsWhole((string Mark, string? Sha256, long? Length) known, CancellationToken stop)
    {
        if (known.Sha256 is null || new FileInfo(part).Length != known.Length || await Hash(stop) != known.Sha256)
        {
            return false;
        }

        Sha256 = known.Sha256;
        return true;
    }

    private async Task<HttpResponseMessage?> Resume(Func<string, long, Task<HttpResponseMessage?>> resume, CancellationToken stop) =>
        await Known(stop) is { } known ? await resume(known.Mark, new FileInfo(part).Length) : null;

    private async Task<HttpResponseMessage> Begin(Func<Task<HttpResponseMessage>> begin, Func<HttpResponseMessage, string?> markOf, CancellationToken stop)
    {
        // What is there stays until there is something in its place.
        var answer = await begin();
        Discard();
        if (markOf(answer) is { } resumable)
        {
            await File.WriteAllTextAsync(mark, string.Create(CultureInfo.InvariantCulture, $"{of} {resumable} {SumOf(answer)} {answer.Content.Headers.ContentLength}").Trim(), stop);
        }

        return answer;
    }

    private static string? SumOf(HttpResponseMessage answer) => answer.Headers.ETag?.Tag.Trim('"') is { Length: HashDigits } tag && tag.All(char.IsAsciiHexDigit) ? tag : null;
}
