using System.Security.Cryptography;
using KeyEcosystem.Client;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Cli;

/// <summary>A download that is not complete yet: its bytes in <c>TARGET.part</c>, the use they came under in <c>TARGET.use</c>.</summary>
/// <param name="target">What the file is called when it is complete.</param>
/// <param name="asset">The data set.</param>
internal sealed class PartialDownload(string target, AssetId asset)
{
    private const int BufferBytes = 1 << 20;

    private readonly string part = target + ".part";
    private readonly string mark = target + ".use";

    /// <summary>The SHA-256 of what is read where that is some columns and rows of a table only.</summary>
    public string? ShaOfParts { get; private set; }

    /// <summary>Reads what is missing: under the use that began it where that still goes, else from the start.</summary>
    public async Task Continue(VerbRun run, string? purpose, IProgress<long> progress)
    {
        using var answer = await Resume(run) ?? await Begin(run, purpose);
        ShaOfParts = ContentCalls.ShaOfParts(answer);
        await using var file = new FileStream(part, FileMode.Append, FileAccess.Write, FileShare.None, 1, useAsync: true);
        var buffer = new byte[BufferBytes];
        await using var content = await answer.Content.ReadAsStreamAsync(run.Stop);
        while (await content.ReadAsync(buffer, run.Stop) is > 0 and var read)
        {
            await file.WriteAsync(buffer.AsMemory(0, read), run.Stop);
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

    private async Task<HttpResponseMessage?> Resume(VerbRun run)
    {
        // The mark names the data set too: another one may be downloaded to the same name.
        if (!File.Exists(part) || !File.Exists(mark) || (await File.ReadAllTextAsync(mark, run.Stop)).Split(' ') is not [var of, var said] || of != asset.ToString() || !UseId.TryParse(said.Trim(), null, out var use))
        {
            return null;
        }

        try
        {
            return await run.Node.ResumeContent(asset, use, new FileInfo(part).Length, run.Stop);
        }
        catch (NodeProblemException ended) when (ended.Code is "dataspace.transfer.state" or "dataspace.transfer.unknown" or "dataspace.content.range")
        {
            return null;
        }
    }

    private async Task<HttpResponseMessage> Begin(VerbRun run, string? purpose)
    {
        Discard();
        var answer = await run.Node.GetContent(asset, purpose, run.Stop);
        if (ContentCalls.UseOf(answer) is { } use)
        {
            await File.WriteAllTextAsync(mark, $"{asset} {use}", run.Stop);
        }

        return answer;
    }
}
