using KeyEcosystem.Compute.Work;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;
using Xunit;

namespace KeyEcosystem.Compute.Tests.Work;

public sealed class LogTests
{
    private static readonly JobId Job = new(Guid.Parse("0198d7a0-0000-7000-8000-00000000000a"));

    internal static async Task<IReadOnlyList<string>> Texts(TestNode node, JobId job)
    {
        var texts = new List<string>();
        await foreach (var (_, line) in node.Get<JobLogs>().Read(job, 0, null, default))
        {
            texts.Add(line.Text);
        }

        return texts;
    }

    [Fact]
    public async Task What_a_job_writes_is_kept_by_stream()
    {
        await using var node = await TestNode.Start();
        var job = await node.Submit(TestNode.Script(await node.Pool()));
        await node.Rounds.Round(default);
        await node.Runner.Begun(job.Id);
        node.Runner.Exit(job.Id, 0);
        await node.Rounds.Idle();

        var lines = new List<JobLogLine>();
        await foreach (var (_, line) in node.Get<JobLogs>().Read(job.Id, 0, null, default))
        {
            lines.Add(line);
        }

        Assert.Equal([("out", "hello"), ("err", "world")], lines.Select(l => (l.Stream, l.Text)));
    }

    [Fact]
    public async Task A_follower_sees_lines_as_they_come_and_stops_at_the_end()
    {
        await using var node = await TestNode.Start();
        var logs = node.Get<JobLogs>();
        await using var reader = logs.Read(Job, 0, () => Task.FromResult(true), default).GetAsyncEnumerator();
        var first = reader.MoveNextAsync().AsTask();
        Assert.False(first.IsCompleted);

        await logs.Append(Job, "out", "one");
        Assert.True(await first);
        Assert.Equal("one", reader.Current.Line.Text);
        var second = reader.MoveNextAsync().AsTask();
        await logs.Append(Job, "out", "two");
        Assert.True(await second);
        Assert.Equal("two", reader.Current.Line.Text);
        var end = reader.MoveNextAsync().AsTask();
        logs.Complete(Job);
        Assert.False(await end);
    }

    [Fact]
    public async Task Reading_resumes_behind_any_line_and_nowhere_else()
    {
        await using var node = await TestNode.Start();
        var logs = node.Get<JobLogs>();
        var texts = Enumerable.Range(0, 50).Select(i => $"行 {i} \"quoted\" \\").ToArray();
        foreach (var text in texts)
        {
            await logs.Append(Job, "out", text);
        }

        var ids = new List<long>();
        await foreach (var (id, _) in logs.Read(Job, 0, null, default))
        {
            ids.Add(id);
        }

        Assert.Equal(50, ids.Count);
        for (var i = 0; i < ids.Count; i++)
        {
            var rest = new List<string>();
            await foreach (var (_, line) in logs.Read(Job, ids[i], null, default))
            {
                rest.Add(line.Text);
            }

            Assert.Equal(texts[(i + 1)..], rest);
            Assert.True(await logs.IsBoundary(Job, ids[i], default));
            Assert.False(await logs.IsBoundary(Job, ids[i] - 1, default));
        }

        Assert.False(await logs.IsBoundary(Job, ids[^1] + 1, default));
        Assert.False(await logs.IsBoundary(Job, -1, default));
    }

    [Fact]
    public async Task A_full_log_says_so_once_and_takes_no_more()
    {
        await using var node = await TestNode.Start(o => o.LogBytesMax = 4096);
        for (var i = 0; i < 100; i++)
        {
            await node.Get<JobLogs>().Append(Job, "out", new string('x', 100));
        }

        var texts = await Texts(node, Job);

        Assert.Contains("full", texts[^1], StringComparison.Ordinal);
        Assert.Single(texts, t => t.Contains("full", StringComparison.Ordinal));
        Assert.InRange(texts.Count, 10, 40);
    }

    [Fact]
    public async Task Following_a_job_that_ended_just_before_does_not_wait()
    {
        await using var node = await TestNode.Start();
        await node.Get<JobLogs>().Append(Job, "out", "last");

        var count = 0;
        await foreach (var line in node.Get<JobLogs>().Read(Job, 0, () => Task.FromResult(false), default))
        {
            count++;
        }

        Assert.Equal(1, count);
    }
}
