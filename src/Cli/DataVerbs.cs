using System.CommandLine;
using System.Security.Cryptography;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Kernel;
using Microsoft.AspNetCore.StaticFiles;

namespace KeyEcosystem.Cli;

/// <summary><c>keyeco data</c>: put and get bytes, with their checksum checked at both ends.</summary>
internal static class DataVerbs
{
    private const int Attempts = 5;

    /// <summary>Smaller files go in one request.</summary>
    private const long ResumeFrom = 64 << 20;

    private static readonly FileExtensionContentTypeProvider MediaTypes = new()
    {
        // Tables of which terms may give parts.
        Mappings = { [".ndjson"] = "application/x-ndjson", [".jsonl"] = "application/x-ndjson", [".parquet"] = "application/vnd.apache.parquet" },
    };

    private static readonly Argument<FileInfo> Source = new("file") { Description = "What is uploaded. 上传的文件。" };
    private static readonly Argument<AssetId> Id = Verb.Id<AssetId>("asset", "The data set. 数据集。");
    private static readonly Option<AssetId?> Asset = Verb.IdOption<AssetId>("--asset", "Your data set that has no content yet. 尚无内容的本方数据集。", required: true);
    private static readonly Option<FileInfo?> Target = new("--out") { Description = "Where it is written, under the data set's title without it; a file that is there is not overwritten. 写入的文件，默认以数据集名称命名。" };
    private static readonly Option<string?> Purpose = new("--purpose") { Description = "Declared purpose, e.g. research. 声明的用途。" };

    public static Command Build() => Verb.Group(
        "data",
        "The bytes of data sets. 数据集内容。",
        Verb.Of("put", "Uploads a data set's bytes; goes on where an upload broke off. 上传数据，支持断点续传。", Put, Source, Asset),
        Verb.Of("get", "Downloads through the Gate and checks the bytes; goes on where a download broke off. 经关口下载并校验，支持断点续传。", Get, Id, Target, Purpose));

    /// <summary>
    /// Uploads a file: hashed first, so that the node can check what arrives. A large file goes in a way that can be taken up again: after a break, here or by running the verb once more.
    /// </summary>
    public static async Task<AssetView> Upload(VerbRun run, FileInfo file, AssetId asset)
    {
        var hash = await HashOf(run, file);

        AssetView? filled = null;
        await run.WithProgress($"put {file.Name}", file.Length, async progress =>
        {
            var arrived = await run.Node.UploadOffset(asset, run.Stop);
            if (arrived is null or 0 && file.Length < ResumeFrom)
            {
                await using var whole = new ProgressStream(file.OpenRead(), progress);
                filled = await run.Node.PutContent(asset, whole, hash, run.Stop, MediaTypeOf(file));
                return;
            }

            await Again(run, async () =>
            {
                var offset = await run.Node.UploadOffset(asset, run.Stop) ?? 0;
                while (offset < file.Length)
                {
                    await using var rest = new ProgressStream(file.OpenRead(), progress, offset);
                    offset = await run.Node.AppendContent(asset, offset, rest, run.Stop);
                }
            });
            filled = await run.Node.FinishContent(asset, new UploadCompletion(hash, MediaTypeOf(file)), run.Stop);
        });
        return filled!;
    }

    /// <summary>SHA-256 of a file, as views of its content show it.</summary>
    public static async Task<string> HashOf(VerbRun run, FileInfo file)
    {
        await using var bytes = file.OpenRead();
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(bytes, run.Stop));
    }

    /// <summary>
    /// Downloads beside the target, checks, and only then gives the file its name. What broke off is taken up again under the same use, so no byte is metered twice: after a break, here or by running the verb once more.
    /// </summary>
    public static async Task<AssetView> Download(VerbRun run, AssetId asset, FileInfo target, string? purpose)
    {
        if (target.Exists)
        {
            throw new UsageException($"\"{target}\" is there already: choose another --out. “{target}”已存在，请另选 --out。");
        }

        OutputPlace.File("--out", target.FullName);
        var view = await run.Node.Asset(asset, run.Stop);
        var part = new PartialDownload(target.FullName, asset.ToString());
        await run.WithProgress($"get {target.Name}", view.Length, progress => Again(run, () => part.Continue(
            (use, from) => Resume(run, asset, use, from),
            () => run.Node.GetContent(asset, purpose, run.Stop),
            answer => ContentCalls.UseOf(answer)?.ToString(),
            progress,
            run.Stop)));
        var expected = part.Sha256 ?? view.Sha256;
        if (await part.Hash(run.Stop) is var got && expected is not null && got != expected)
        {
            part.Discard();
            throw new UsageException($"What arrived is not what was published: SHA-256 {got}, published {expected}. Nothing was kept; it was read all the same, and another try is read and counted anew. 内容校验不符，未保存；此次读取已计量，重试将另计。");
        }

        part.Complete();
        if (view.Sha256 is { } published && got != published)
        {
            run.Notes.WriteLine($"The agreement gives some columns or rows of the table: these were written, {new FileInfo(target.FullName).Length:N0} of {view.Length:N0} bytes. 协议只许可表的部分列或行：已写入许可的部分。");
            return view with { Sha256 = got, Length = new FileInfo(target.FullName).Length };
        }

        return view with { Sha256 = got };
    }

    private static async Task<HttpResponseMessage?> Resume(VerbRun run, AssetId asset, string use, long from)
    {
        try
        {
            return UseId.TryParse(use, null, out var begun) ? await run.Node.ResumeContent(asset, begun, from, run.Stop) : null;
        }
        catch (NodeProblemException ended) when (ended.Code is "dataspace.transfer.state" or "dataspace.transfer.unknown" or "dataspace.content.range")
        {
            return null;
        }
    }

    /// <summary>Says what was downloaded.</summary>
    public static void Written(VerbRun run, AssetView view, FileInfo target) => run.Show(view, ("written", target.FullName), ("bytes", $"{view.Length:N0}"), ("SHA-256", view.Sha256));

    /// <summary>What a file is by its name; null where the name does not tell.</summary>
    private static string? MediaTypeOf(FileInfo file) => MediaTypes.TryGetContentType(file.Name, out var type) ? type : null;

    /// <summary>Tries a transfer again a few times when the connection breaks.</summary>
    public static async Task Again(VerbRun run, Func<Task> transfer)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await transfer();
                return;
            }
            catch (Exception broken) when (attempt < Attempts && broken is IOException or HttpRequestException)
            {
                run.Notes.WriteLine($"The connection broke ({broken.Message}); going on where it broke off. 连接中断，从断点继续。");
                await Task.Delay(TimeSpan.FromSeconds(attempt), run.Shell.Clock, run.Stop);
            }
        }
    }

    private static async Task Put(VerbRun run)
    {
        var file = run.Get(Source);
        if (!file.Exists)
        {
            throw new UsageException($"file: there is no file \"{file}\". file：没有文件“{file}”。");
        }

        var asset = await Upload(run, file, run.Get(Asset)!.Value);
        await AssetVerbs.Say(run, asset);
        AssetVerbs.Warn(run, asset.Warnings);
    }

    private static async Task Get(VerbRun run)
    {
        var target = run.Get(Target) ?? Named(await run.Node.Asset(run.Get(Id), run.Stop));
        var before = await run.Node.ExplainAccess(run.Get(Id), "read", run.Get(Purpose), run.Stop);
        Written(run, await Download(run, run.Get(Id), target, run.Get(Purpose)), target);
        foreach (var again in before.Reasons.Where(r => before.Permitted && r.Code == "policy.deletion.declared"))
        {
            run.Notes.WriteLine($"! {again.En} {again.Zh}");
        }
    }

    /// <summary>A file name of a title, which may hold anything.</summary>
    private static FileInfo Named(AssetView asset) => new(string.Concat(asset.Title.Select(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '_')).TrimStart('.') is { Length: > 0 } name ? name : asset.Id.ToString());
}
