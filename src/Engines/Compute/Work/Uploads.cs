using System.Security.Cryptography;
using System.Text;
using KeyEcosystem.Compute.Store;
using KeyEcosystem.Kernel;
using Microsoft.Extensions.Options;

namespace KeyEcosystem.Compute.Work;

/// <summary>Files that members and their agents send for jobs, named by their SHA-256.</summary>
internal sealed class Uploads(ComputeFolders folders, ComputeReads reads, TimeProvider clock, IOptions<ComputeOptions> options)
{
    /// <summary>Files that nobody named in a job for this long are removed.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>Most bytes of one file.</summary>
    public long BytesMax => options.Value.UploadBytesMax;

    /// <summary>Why bytes that are announced are not taken; null when they are, or nobody says how many come.</summary>
    /// <param name="offset">Where they begin.</param>
    /// <param name="length">How many.</param>
    public Refusal? TooLarge(long offset, long? length) => length is { } more && offset > BytesMax - more
        ? new Refusal("blob.too-large", "The file is too large.", $"At most {BytesMax} bytes of one upload are taken; this one has at least {offset + more}.")
        : null;

    public (bool Whole, long Arrived) Arrived(MemberId member, string sha256)
    {
        var store = folders.UploadsOf(member.Value);
        return new FileInfo(store.PathOf(sha256)) is { Exists: true, Length: var length } ? (true, length) : (false, store.Arrived(Upload(sha256)));
    }

    public async Task<Result<long>> Append(MemberId member, string sha256, long offset, Stream content, CancellationToken stop)
    {
        var used = folders.UploadedBytes(member.Value);
        return used >= options.Value.UploadsBytesMax
            ? new Refusal("compute.uploads.exceeded", "Your organisation has uploaded too much.", $"Its files of jobs have {used} bytes; {options.Value.UploadsBytesMax} are kept. What no job names goes after {Kept.TotalDays:0} days.")
            : await folders.UploadsOf(member.Value).Append(Upload(sha256), offset, content, stop);
    }

    public async Task<Result<bool>> Finish(MemberId member, string sha256, CancellationToken stop)
    {
        var done = await folders.UploadsOf(member.Value).Finish(Upload(sha256), sha256, stop);
        return done.IsOk ? true : done.Refusal;
    }

    /// <summary>Removes what no job that has not ended needs and nobody has touched for a week.</summary>
    public async Task Clean(CancellationToken stop)
    {
        var before = (clock.GetUtcNow() - Kept).UtcDateTime;
        var needed = await reads.UploadsNeeded(stop);
        foreach (var file in folders.Uploads.SelectMany(Directory.EnumerateFiles).Where(f => File.GetLastWriteTimeUtc(f) < before && !needed.Contains(Path.GetFileName(f))))
        {
            File.Delete(file);
        }
    }

    /// <summary>One upload a hash: who sends the same file again goes on where it broke off.</summary>
    private static Guid Upload(string sha256) => new(SHA256.HashData(Encoding.ASCII.GetBytes(sha256)).AsSpan(0, 16), bigEndian: true);
}
