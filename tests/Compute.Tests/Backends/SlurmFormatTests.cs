using System.Runtime.Versioning;
using KeyEcosystem.Compute.Backends;
using KeyEcosystem.Compute.Backends.Slurm;
using KeyEcosystem.Kernel;
using Xunit;

namespace KeyEcosystem.Compute.Tests.Backends;

[Trait("Store", "none")]
[SupportedOSPlatform("linux")]
public sealed class SlurmFormatTests
{
    [Theory]
    [InlineData("alpha-1", "alpha-1")]
    [InlineData("alpha-[1-3,7]", "alpha-1 alpha-2 alpha-3 alpha-7")]
    [InlineData("a[08-11]b,c", "a08b a09b a10b a11b c")]
    [InlineData("r[1-2]n[1-2]", "r1n1 r1n2 r2n1 r2n2")]
    [InlineData("", "")]
    public void A_list_of_nodes_is_written_out(string list, string nodes) => Assert.Equal(nodes, string.Join(' ', SlurmNames.Nodes(list)));

    [Theory]
    [InlineData("alpha-[1-3")]
    [InlineData("alpha-[x]")]
    public void A_list_of_nodes_that_is_none_is_refused_by_what_it_says(string list) =>
        Assert.Contains(list, Assert.Throws<FormatException>(() => SlurmNames.Nodes(list)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("gpu:h100:2(IDX:0,3)", "h100 2 0,3")]
    [InlineData("gres:gpu:h100:4", "h100 4 ")]
    [InlineData("gres/gpu:2", "gpu 2 ")]
    [InlineData("gpu:ascend910b:8(S:0-1),shard:4", "ascend910b 8 ")]
    [InlineData("gpu:h100", "h100 1 ")]
    [InlineData("gpu:a:1(IDX:0),gpu:b:2(IDX:1-2)", "a 1 0;b 2 1,2")]
    [InlineData("gpu:h100:0(IDX:N/A)", "h100 0 ")]
    [InlineData("license:x:1", "")]
    [InlineData(null, "")]
    public void Devices_are_read_as_slurm_writes_them(string? text, string devices) =>
        Assert.Equal(devices, string.Join(';', SlurmNames.Devices(text).Select(d => $"{d.Flavor} {d.Count} {string.Join(',', d.Indexes)}")));

    [Fact]
    public void The_completions_give_start_end_and_code_of_our_jobs_only()
    {
        var key = new BackendKey(new JobId(Guid.CreateVersion7()), 2);
        string[] lines =
        [
            "JobId=7 UserId=x(1) GroupId=x(1) Name=other JobState=COMPLETED Partition=main TimeLimit=1 StartTime=2026-03-01T08:00:00 EndTime=2026-03-01T08:00:09 NodeList=a-1 NodeCnt=1 ProcCnt=1 ExitCode=0:0 ",
            $"JobId=8 UserId=x(1) GroupId=x(1) Name={key} JobState=FAILED Partition=main TimeLimit=1 StartTime=2026-03-01T08:00:00 EndTime=2026-03-01T08:00:09 NodeList=a-[1-2] NodeCnt=2 ProcCnt=6 SubmitTime=2026-03-01T07:59:58 ExitCode=3:0 ",
        ];

        var job = Assert.Single(SlurmCompletions.Read(lines, TimeZoneInfo.Utc)).Value.ToJob(_ => "gpu");

        Assert.Equal((key, "8", BackendJobState.Failed, 3, 6), (job.Key, job.NativeId, job.State, job.ExitCode!.Value, job.Cpus));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero), job.StartedAt);
        Assert.Equal(TimeSpan.FromSeconds(9), job.EndedAt - job.StartedAt);
    }

    [Fact]
    public void A_line_of_the_completions_that_cannot_be_read_is_named()
    {
        var key = new BackendKey(new JobId(Guid.CreateVersion7()), 1);

        var error = Assert.Throws<InvalidDataException>(() => SlurmCompletions.Read([$"JobId=8 Name={key} JobState=FAILED StartTime=yesterday EndTime=2026-03-01T08:00:09 ExitCode=3:0"], TimeZoneInfo.Utc));

        Assert.Contains("Line 1", error.Message, StringComparison.Ordinal);
        Assert.Contains("StartTime", error.Message, StringComparison.Ordinal);
        Assert.Contains("yesterday", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_others_may_read_or_that_is_too_short_is_not_used()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, new string('x', 64));
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
            var open = Assert.Throws<InvalidDataException>(() => SlurmCredential.FromKeyFile(path, "root"));
            File.WriteAllText(path, "short");
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            var weak = Assert.Throws<InvalidDataException>(() => SlurmCredential.FromKeyFile(path, "root"));

            Assert.Contains("chmod 600", open.Message, StringComparison.Ordinal);
            Assert.Contains("32 bytes", weak.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("job_0190a0b0c0d07000800000000000000a.e3", true)]
    [InlineData("job_0190a0b0c0d07000800000000000000a.e", false)]
    [InlineData("job_0190a0b0c0d07000800000000000000a", false)]
    [InlineData("train.e1", false)]
    [InlineData(null, false)]
    public void A_key_is_told_from_other_names(string? text, bool ours)
    {
        Assert.Equal(ours, BackendKey.TryParse(text, out var key));
        Assert.True(!ours || key.ToString() == text);
    }
}
