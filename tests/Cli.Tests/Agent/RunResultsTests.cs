using System.Runtime.Versioning;
using System.Text.Json;
using KeyEcosystem.Compute;
using Microsoft.Extensions.Options;
using Xunit;

namespace KeyEcosystem.Cli.Tests.Agent;

/// <summary>What a run at an attached cluster leaves, from the agent to the end of the job at its node.</summary>
[SupportedOSPlatform("linux")]
public sealed class RunResultsTests
{
    private const string Answer = "echo 42 > \"$KEYECO_OUT/answer.txt\"\n";

    [Fact]
    public async Task A_result_larger_than_the_node_takes_ends_the_job_in_words_and_the_others_are_kept()
    {
        await using var at = await AttachedNode.Start();
        at.Node.Get<IOptions<ComputeOptions>>().Value.UploadBytesMax = 2 << 20;

        var job = await at.Ended(await at.Submit(Answer + "head -c 3145728 /dev/zero > \"$KEYECO_OUT/large.bin\""));

        Assert.Equal(("failed", "limit.disk"), (job.GetProperty("state").GetString(), job.GetProperty("outcome").GetString()));
        Assert.Contains("Result \"large.bin\" has 3 MiB; the node takes 2 MiB of one file.", job.GetProperty("statement").GetString(), StringComparison.Ordinal);
        Assert.Contains("结果 \"large.bin\" 为 3 MiB", job.GetProperty("statement").GetString(), StringComparison.Ordinal);
        Assert.Equal("answer.txt", Assert.Single(Names(job)));
        Assert.Single(at.Line.Sent);
    }

    [Fact]
    public async Task Results_keep_their_folders_and_links_are_not_followed()
    {
        await using var at = await AttachedNode.Start();
        var to = Path.Combine(at.Node.Folder, "fetched");

        var job = await at.Ended(await at.Submit("mkdir -p \"$KEYECO_OUT/sub/deep\"; echo 1 > \"$KEYECO_OUT/sub/deep/a.txt\"; echo 2 > \"$KEYECO_OUT/sub/a.txt\"; echo 3 > \"$KEYECO_OUT/a.txt\"; ln -s /etc \"$KEYECO_OUT/link\""));
        await at.Node.As(at.Owner, "jobs", "get", job.GetProperty("id").GetString()!, "--out", to);

        Assert.Equal(["a.txt", "sub/a.txt", "sub/deep/a.txt"], Names(job));
        Assert.Equal("1\n", await File.ReadAllTextAsync(Path.Combine(to, "sub", "deep", "a.txt")));
        Assert.Equal("3\n", await File.ReadAllTextAsync(Path.Combine(to, "a.txt")));
    }

    [Fact]
    public async Task More_files_than_a_job_may_leave_are_counted_in_words()
    {
        await using var at = await AttachedNode.Start();
        at.Node.Get<IOptions<ComputeOptions>>().Value.ResultsMax = 3;

        var job = await at.Ended(await at.Submit("for i in 1 2 3 4 5; do echo $i > \"$KEYECO_OUT/f$i\"; done"));

        Assert.Equal(("succeeded", 3), (job.GetProperty("state").GetString(), Names(job).Count()));
        Assert.Contains("2 more files are not kept: a job's results are 3 files at most", job.GetProperty("statement").GetString(), StringComparison.Ordinal);
        Assert.Contains("另有 2 个文件未保留", job.GetProperty("statement").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Saved_work_in_folders_is_there_again_in_the_next_run()
    {
        await using var at = await AttachedNode.Start();
        await at.Node.As(at.Owner, "pools", "change", at.Pool, "--cohort", "alliance", "--grace-seconds", "20");
        var job = await at.Submit("[ -e \"$KEYECO_CHECKPOINT/step1/s.txt\" ] && { cat \"$KEYECO_CHECKPOINT/step1/s.txt\"; exit 0; }\ntrap 'mkdir \"$KEYECO_CHECKPOINT/step1\"; echo kept > \"$KEYECO_CHECKPOINT/step1/s.txt\"; exit 9' TERM\necho begun\nwhile :; do sleep 0.1; done", "--saves");
        await at.Until(async () => (await at.Node.As(at.Owner, "jobs", "logs", job)).Out.Contains("begun", StringComparison.Ordinal));

        await at.Node.As(at.Owner, "pools", "change", at.Pool, "--healthy", "false");
        await at.Until(async () => (await at.Node.As(at.Owner, "jobs", "show", job, "--json")).Text("state") == "queued");
        await at.Node.As(at.Owner, "pools", "change", at.Pool, "--healthy", "true");

        Assert.Equal("exit.0", (await at.Ended(job)).GetProperty("outcome").GetString());
        Assert.Contains("kept", (await at.Node.As(at.Owner, "jobs", "logs", job)).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Results_that_are_together_more_than_the_job_may_leave_end_it()
    {
        await using var at = await AttachedNode.Start();

        var job = await at.Ended(await at.Submit("for i in 1 2 3; do head -c 600000 /dev/zero > \"$KEYECO_OUT/part$i\"; echo $i >> \"$KEYECO_OUT/part$i\"; done", "--disk-mb", "1"));

        Assert.Equal("limit.disk", job.GetProperty("outcome").GetString());
        Assert.Contains("\"part2\"", job.GetProperty("statement").GetString(), StringComparison.Ordinal);
        Assert.Contains("may have 1 MiB together (--disk-mb)", job.GetProperty("statement").GetString(), StringComparison.Ordinal);
        Assert.Equal("part1", Assert.Single(Names(job)));
    }

    [Fact]
    public async Task Results_that_do_not_get_through_hold_up_no_other_run_and_end_with_a_cancel()
    {
        await using var at = await AttachedNode.Start();
        at.Line.Seen = (request, stop) => request.Method == HttpMethod.Patch ? Task.Delay(Timeout.Infinite, stop) : Task.CompletedTask;
        var held = await at.Submit(Answer);
        await at.Until(() => !at.Line.Sent.IsEmpty);

        await at.Until(async () => (await at.Node.As(at.Owner, "jobs", "show", held)).Out.Contains("[compute.wait.uploading]", StringComparison.Ordinal));

        // Begun, run and ended meanwhile; it leaves nothing.
        var other = await at.Ended(await at.Submit("true"));
        await at.Node.As(at.Owner, "jobs", "cancel", held);
        var cancelled = await at.Ended(held);

        Assert.Equal("exit.0", other.GetProperty("outcome").GetString());
        Assert.Equal("cancelled", cancelled.GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task A_broken_line_is_said_with_run_file_and_reason_and_the_upload_goes_on()
    {
        await using var at = await AttachedNode.Start();
        var broken = 0;
        at.Line.Seen = (request, _) => request.Method == HttpMethod.Patch && Interlocked.Increment(ref broken) <= 2 ? throw new HttpRequestException("Error while copying content to a stream.", new IOException("The line is cut.")) : Task.CompletedTask;

        var job = await at.Ended(await at.Submit(Answer));

        Assert.Equal("exit.0", job.GetProperty("outcome").GetString());
        Assert.Equal("answer.txt", Assert.Single(Names(job)));
        var said = at.Words.Where(w => w.Contains("The line is cut.", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, said.Count);
        Assert.Contains("Result \"answer.txt\" could not be uploaded and goes on where it broke off in 0.5 s", said[0], StringComparison.Ordinal);
        Assert.Contains("结果 \"answer.txt\" 未能上传，1 秒后从中断处继续", said[1], StringComparison.Ordinal);
        Assert.All(said, w => Assert.Matches("^[0-9a-f]{32}-1: ", w));
    }

    [Fact]
    public async Task A_node_that_was_away_is_said_to_answer_again_in_both_languages()
    {
        await using var at = await AttachedNode.Start();
        var broken = 0;
        at.Line.Seen = (request, _) => request.Method == HttpMethod.Post && Interlocked.Increment(ref broken) <= 3 ? throw new HttpRequestException("The line is cut.") : Task.CompletedTask;

        await at.Until(() => Task.FromResult(at.Words.Any(w => w.Contains("节点恢复应答。The node answers again.", StringComparison.Ordinal))));

        Assert.Contains(at.Words, w => w.Contains("The node does not answer: The line is cut.", StringComparison.Ordinal));
        Assert.All(at.Words, w => Assert.Contains(w, c => c >= '\u4e00'));
    }

    [Fact]
    public async Task An_upload_that_was_under_way_goes_on_when_the_agent_is_started_anew()
    {
        await using var at = await AttachedNode.Start();
        at.Line.Seen = (request, stop) => request.Method == HttpMethod.Patch ? Task.Delay(Timeout.Infinite, stop) : Task.CompletedTask;
        var held = await at.Submit(Answer + "head -c 3145728 /dev/zero > \"$KEYECO_OUT/large.bin\"");
        await at.Until(() => !at.Line.Sent.IsEmpty);

        await at.Restart(() => at.Line.Seen = (_, _) => Task.CompletedTask);
        var job = await at.Ended(held);

        Assert.Equal(("exit.0", 1), (job.GetProperty("outcome").GetString(), job.GetProperty("attempt").GetInt32()));
        Assert.Equal(["answer.txt", "large.bin"], Names(job).Order(StringComparer.Ordinal));
        var large = job.GetProperty("results").EnumerateArray().Single(r => r.GetProperty("name").GetString() == "large.bin").GetProperty("asset").GetString()!;
        Assert.Equal(3_145_728, (await at.Node.As(at.Owner, "assets", "show", large, "--json")).Json.GetProperty("asset").GetProperty("length").GetInt64());
    }

    [Fact]
    public async Task Saved_work_larger_than_the_node_takes_is_said_to_be_lost_and_the_job_runs_again()
    {
        await using var at = await AttachedNode.Start();
        at.Node.Get<IOptions<ComputeOptions>>().Value.UploadBytesMax = 2 << 20;
        await at.Node.As(at.Owner, "pools", "change", at.Pool, "--cohort", "alliance", "--grace-seconds", "20");
        var job = await at.Submit("trap 'head -c 3145728 /dev/zero > \"$KEYECO_CHECKPOINT/state.bin\"; exit 9' TERM\necho begun\nwhile :; do sleep 0.1; done", "--saves");
        await at.Until(async () => (await at.Node.As(at.Owner, "jobs", "logs", job)).Out.Contains("begun", StringComparison.Ordinal));

        await at.Node.As(at.Owner, "pools", "change", at.Pool, "--healthy", "false");
        await at.Until(async () => (await at.Node.As(at.Owner, "jobs", "show", job, "--json")).Text("state") == "queued");
        await at.Until(async () => (await at.Node.As(at.Owner, "jobs", "logs", job)).Out.Contains("\"state.bin\" has 3 MiB; the node takes 2 MiB of one file", StringComparison.Ordinal));
        await at.Node.As(at.Owner, "jobs", "cancel", job);
    }

    [Fact]
    public async Task A_result_that_is_gone_before_it_is_uploaded_is_no_success_and_the_others_are_kept()
    {
        await using var at = await AttachedNode.Start();
        at.Line.Seen = (request, _) =>
        {
            if (request.Method == HttpMethod.Patch)
            {
                Directory.GetFiles(at.Runs, "gone.txt", SearchOption.AllDirectories).ToList().ForEach(File.Delete);
            }

            return Task.CompletedTask;
        };

        var job = await at.Ended(await at.Submit(Answer + "echo 1 > \"$KEYECO_OUT/gone.txt\""));

        Assert.Equal(("failed", "results.lost"), (job.GetProperty("state").GetString(), job.GetProperty("outcome").GetString()));
        Assert.Contains("Result \"gone.txt\" was there when the job ended", job.GetProperty("statement").GetString(), StringComparison.Ordinal);
        Assert.Equal("answer.txt", Assert.Single(Names(job)));
    }

    [Fact]
    public async Task What_the_node_refuses_for_good_is_the_pools_failure_and_no_loop()
    {
        await using var at = await AttachedNode.Start();
        at.Node.Get<IOptions<ComputeOptions>>().Value.UploadsBytesMax = 0;

        var job = await at.Ended(await at.Submit(Answer));

        Assert.Equal("agent.results.refused", job.GetProperty("outcome").GetString());
        Assert.Contains("compute.uploads.exceeded", job.GetProperty("statement").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_with_more_memory_than_it_asked_for_is_ended()
    {
        await using var at = await AttachedNode.Start();

        var job = await at.Ended(await at.Submit("x=$(head -c 100000000 /dev/zero | tr '\\0' x)\nsleep 20\necho \"${#x}\"", "--memory-mb", "64"));

        Assert.Equal(("failed", "limit.memory"), (job.GetProperty("state").GetString(), job.GetProperty("outcome").GetString()));
        Assert.Contains("Over the limit of 64 MiB of memory (--memory-mb).", job.GetProperty("statement").GetString(), StringComparison.Ordinal);
    }

    private static IEnumerable<string?> Names(JsonElement job) => job.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("name").GetString());
}
