using System.CommandLine;
using System.Security.Cryptography;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Cli;

/// <summary><c>keyeco data</c>: put and get bytes, with their checksum checked at both ends.</summary>
internal static class DataVerbs
{
    private const int BufferBytes = 1 << 20;
    private static readonly Argument<FileInfo> Source = new("file") { Description = "What is uploaded. 上传的文件。" };
    private static readonly Argument<AssetId> Id = Verb.Id<AssetId>("asset", "The data set. 数据集。");
    private static readonly Option<AssetId?> Asset = Verb.IdOption<AssetId>("--asset", "Your data set that has no content yet. 尚无内容的本方数据集。", required: true);
    private static readonly Option<FileInfo> Target = new("--out") { Description = "Where it is written; a file that is there is not overwritten. 写入的文件。", Required = true };
    private static readonly Option<string?> Purpose = new("--purpose") { Description = "Declared purpose, e.g. research. 声明的用途。" };

    public static Command Build() => Verb.Group(
        "data",
        "The bytes of data sets. 数据集内容。",
        Verb.Of("put", "Uploads a data set's bytes once. 上传数据。", Put, Source, Asset),
        Verb.Of("get", "Downloads through the Gate and checks the bytes. 经关口下载并校验。", Get, Id, Target, Purpose));

    /// <summary>Uploads a file: hashed first, so that the node can check what arrives.</summary>
    public static async Task<AssetView> Upload(VerbRun run, FileInfo file, AssetId asset)
    {
        string hash;
        await using (var first = file.OpenRead())
        {
            hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(first, run.Stop));
        }

        AssetView? filled = null;
        await run.WithProgress($"put {file.Name}", file.Length, async progress =>
        {
            await using var stream = new ProgressStream(file.OpenRead(), progress);
            filled = await run.Node.PutContent(asset, stream, hash, run.Stop);
        });
        return filled!;
    }

    /// <summary>Downloads beside the target, checks, and only then gives the file its name.</summary>
    public static async Task Download(VerbRun run, AssetId asset, FileInfo target, string? purpose)
    {
        if (target.Exists)
        {
            throw new UsageException($"\"{target}\" is there already: choose another --out. 文件已存在，请另选 --out。");
        }

        var view = await run.Node.Asset(asset, run.Stop);
        using var answer = await run.Node.GetContent(asset, purpose, run.Stop);
        var part = target.FullName + ".part";
        try
        {
            await using (var file = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None, BufferBytes, useAsync: true))
            {
                using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
                await run.WithProgress($"get {target.Name}", answer.Content.Headers.ContentLength, async progress => await Copy(await answer.Content.ReadAsStreamAsync(run.Stop), file, hash, progress, run.Stop));
                var got = Convert.ToHexStringLower(hash.GetHashAndReset());
                if (got != view.Sha256)
                {
                    throw new UsageException($"What arrived is not what was published: SHA-256 {got}, published {view.Sha256}. Nothing was kept; try again. 内容校验不符，未保存，请重试。");
                }
            }

            File.Move(part, target.FullName);
        }
        finally
        {
            File.Delete(part);
        }

        run.Show(view, ("written", target.FullName), ("bytes", $"{view.Length:N0}"), ("SHA-256", view.Sha256));
    }

    private static async Task Put(VerbRun run)
    {
        var file = run.Get(Source);
        if (!file.Exists)
        {
            throw new UsageException($"file: there is no file \"{file}\". 文件不存在。");
        }

        AssetVerbs.Say(run, await Upload(run, file, run.Get(Asset)!.Value));
    }

    private static Task Get(VerbRun run) => Download(run, run.Get(Id), run.Get(Target)!, run.Get(Purpose));

    private static async Task Copy(Stream from, Stream to, IncrementalHash hash, IProgress<long> progress, CancellationToken stop)
    {
        var buffer = new byte[BufferBytes];
        long done = 0;
        while (await from.ReadAsync(buffer, stop) is > 0 and var read)
        {
            hash.AppendData(buffer, 0, read);
            await to.WriteAsync(buffer.AsMemory(0, read), stop);
            progress.Report(done += read);
        }
    }
}
