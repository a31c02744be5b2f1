using System.Security.Cryptography;
using System.Text;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;
using Xunit;

namespace KeyEcosystem.Host.Tests.Airlock;

/// <summary>
/// Jobs that try to carry a secret out, as real processes in a real sandbox. Each runs on two data sets that differ in the secret only: the sender reads every door it has, finds the secret at none, and
/// can't tell by any which of the two it was.
/// </summary>
public sealed class ExfiltrationTests
{
    [Fact]
    public async Task No_way_out_carries_anything_before_the_owner_has_approved()
    {
        await using var world = await SealedWorld.Start();
        var runs = new List<(ExfiltrationWay Way, JobView[] Jobs)>();
        foreach (var way in ExfiltrationWay.All)
        {
            var jobs = await Task.WhenAll(world.Sets.Select(set => world.Submit(world.Job(set.Id, SealedWorld.Take + way.Script.Replace("PORT", world.Port, StringComparison.Ordinal)))));
            Assert.All(jobs, j => Assert.True(j.Sealed));
            runs.Add((way, jobs));
            if (way.Withdraw)
            {
                foreach (var job in jobs)
                {
                    await world.Running(job.Id);
                    await world.Sender.CancelJob(job.Id, default);
                }
            }
        }

        foreach (var (way, jobs) in runs)
        {
            var seen = new List<string>();
            var logs = new List<string>();
            for (var i = 0; i < jobs.Length; i++)
            {
                var last = await world.Ended(jobs[i].Id);
                Assert.True(last.Outcome == (way.Withdraw ? "cancelled" : "sealed.ended"), $"{way.Name}: {last.Outcome}");
                Assert.Empty(last.Results);
                seen.Add(await world.Doors(last, world.Sets[i]));
                logs.Add(await LogOf(world.Owner, last.Id));
                await Found(world, way, last.Id);
            }

            Assert.True(way.Says is null || logs.TrueForAll(l => l.Contains(way.Says, StringComparison.Ordinal)), $"{way.Name} was not tried: {logs[0]}");
            Assert.True(seen[0] == seen[1], $"{way.Name}: the sender can tell the secrets apart:\n{Difference(seen[0], seen[1])}\n{logs[0]}");
            Assert.All(SealedWorld.Secrets, secret => Assert.False(SealedWorld.Carries(seen[0] + seen[1], secret), way.Name));
        }

        var everything = await world.AllDoors(runs[0].Jobs[0]);
        Assert.All(SealedWorld.Secrets, secret => Assert.False(SealedWorld.Carries(everything, secret)));
        Assert.DoesNotContain((await world.Sender.AllAirlock(null, null, default).ToListAsync()), e => e.State != "held");
        TestContext.Current.TestOutputHelper?.WriteLine($"{ExfiltrationWay.All.Count} ways, {runs.Count * 2} jobs, nothing released.");
        Assert.True(ExfiltrationWay.All.Count >= 30);
    }

    [Fact]
    public async Task A_second_job_finds_nothing_of_what_a_sealed_one_left()
    {
        await using var world = await SealedWorld.Start();
        var first = await world.Submit(world.Job(world.Sets[0].Id, SealedWorld.Take + "for f in /tmp/x /dev/shm/x /var/tmp/x /job/x /run/x; do cp /in/meters.csv $f; done; perl -e 'shmget(7391,64,0666|01000); '; true"));
        await world.Ended(first.Id);

        var second = await world.Submit(new JobSubmission(null, world.Pool.Id, "look", null, "cat /tmp/* /dev/shm/* /var/tmp/* /job/* /run/* /in/* 2>/dev/null; find / -xdev -name '*meters*' 2>/dev/null; cat /proc/sysvipc/shm; echo looked", null, [], "research", 1, null));
        Assert.Equal("exit.0", (await world.Ended(second.Id)).Outcome);

        var log = await LogOf(world.Sender, second.Id);
        Assert.Contains("looked", log, StringComparison.Ordinal);
        Assert.False(SealedWorld.Carries(log, SealedWorld.Secrets[0]) || log.Contains("meters", StringComparison.Ordinal) || log.Contains("7391", StringComparison.Ordinal), log);
    }

    [Fact]
    public async Task An_honest_aggregate_passes_is_approved_and_reaches_its_sender_byte_for_byte()
    {
        await using var world = await SealedWorld.Start();
        const string Script = """
            awk -F, 'NR > 1 { n[$1]++; k[$1] += $2 } END { print "shift,n,kWh"; for (s in n) printf "%s,%d,%.2f\n", s, n[s], k[s] / n[s] }' /in/meters.csv > /out/report.csv
            awk -F, 'NR > 1 { n++; k += $2 } END { printf "{\"n\":%d,\"kWh\":%.2f}", n, k }' /in/meters.csv > /out/sum.json
            """;
        var job = await world.Submit(world.Job(world.Sets[0].Id, Script));
        Assert.Contains(job.Warnings, w => w.Contains("不可见", StringComparison.Ordinal));
        await world.Ended(job.Id);

        var held = await world.Owner.AllAirlock(job.Id, "held", default).ToListAsync();
        Assert.Equal(["report.csv", "sum.json"], held.Select(e => e.Form.Name).Order(StringComparer.Ordinal));
        Assert.All(held, e => Assert.True(e.Passed, string.Join(' ', e.Findings!.Where(f => !f.Passed))));
        Assert.Contains(await world.Owner.Get<Contracts.Page<Contracts.Inbox.InboxItemView>>("inbox/v1/items", default) is { } inbox ? inbox.Items : [], i => i.Kind == "airlock" && i.Subject == held[0].Id.ToString());
        var report = held.Single(e => e.Form.Name == "report.csv");
        using (var content = await world.Owner.AirlockContent(report.Id, default))
        {
            Assert.Equal("shift,n,kWh\nday,20,1.50\nnight,20,2.50\n", await content.Content.ReadAsStringAsync());
        }

        var approved = await world.Owner.StepAirlock(report.Id, "approve", "fine", default);
        var refused = await world.Owner.StepAirlock(held.Single(e => e.Form.Name == "sum.json").Id, "refuse", "not the total 总量不可", default);

        Assert.Equal(("delivered", "refused"), (approved.State, refused.State));
        var result = Assert.Single((await world.Sender.Job(job.Id, default)).Results);
        Assert.Equal((approved.Asset!.Value, "report.csv"), (result.Asset, result.Name));
        var bytes = await world.Sender.Http.GetByteArrayAsync($"dataspace/v1/assets/{result.Asset}/content?purpose=research");
        Assert.Equal(approved.Sha256, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        Assert.Equal("shift,n,kWh\nday,20,1.50\nnight,20,2.50\n", Encoding.UTF8.GetString(bytes));
        var asset = await world.Sender.Asset(result.Asset, default);
        Assert.Equal((world.SenderMember.Id, world.Sets[0].Id), (asset.Provider, Assert.Single(asset.Sources)));
        var told = await world.Sender.AirlockEntry(refused.Id, default);
        Assert.Equal(("refused", "not the total 总量不可"), (told.State, told.Reason));
        Assert.Equal("compute.airlock.unknown", await Code(world.Owner.AirlockContent(refused.Id, default)));
        Assert.Equal("compute.airlock.state", await Code(world.Owner.StepAirlock(refused.Id, "approve", null, default)));
    }

    [Fact]
    public async Task Data_that_may_be_read_shows_what_the_doors_of_a_sealed_job_hide()
    {
        await using var world = await SealedWorld.Start();
        var readable = await world.Set(SealedWorld.Secrets[0], """{"permission":[{"action":"use"}]}""");

        var open = await world.Submit(world.Job(readable.Id, "cat /in/meters.csv; cp /in/meters.csv /out/\n" + ExfiltrationWay.Network.Replace("PORT", world.Port, StringComparison.Ordinal)));
        var ended = await world.Ended(open.Id);

        Assert.False(open.Sealed);
        Assert.Equal("exit.0", ended.Outcome);
        Assert.True(SealedWorld.Carries(await LogOf(world.Sender, open.Id), SealedWorld.Secrets[0]));
        Assert.Contains("reached", await LogOf(world.Sender, open.Id), StringComparison.Ordinal);
        Assert.DoesNotContain("unreachable", await LogOf(world.Sender, open.Id), StringComparison.Ordinal);
        Assert.Single(ended.Results);

        // The comparison bites: of jobs that are not sealed the same doors tell one secret from the other.
        var other = await world.Set(SealedWorld.Secrets[1], """{"permission":[{"action":"use"}]}""");
        var told = new List<string>();
        foreach (var one in new[] { readable, other })
        {
            told.Add(await world.Doors(await world.Ended((await world.Submit(world.Job(one.Id, SealedWorld.Take + "exit $((c+1))"))).Id), one, coarse: false));
        }

        Assert.NotEqual(told[0], told[1]);

        var asked = await world.Submit(world.Job(readable.Id, "cat /in/meters.csv; cp /in/meters.csv /out/; exit 0") with { Sealed = true });
        Assert.True(asked.Sealed);
        Assert.Equal("sealed.ended", (await world.Ended(asked.Id)).Outcome);
        Assert.Equal("access.logs.sealed", await Code(LogOf(world.Sender, asked.Id)));
    }

    [Fact]
    public async Task Where_and_in_which_form_is_said_before_the_job_is_taken()
    {
        await using var world = await SealedWorld.Start();
        var (other, elsewhere, _) = await world.Node.Admit("elsewhere", "cloud-provider");
        var away = await world.PoolOf(elsewhere);
        var set = world.Sets[0].Id;
        var why = await world.Sender.ExplainAccess(set, "read", "research", default);
        Assert.True(why is { Permitted: false, ComputesUnseen: true });

        var refused = await Assert.ThrowsAsync<NodeProblemException>(() => world.Submit(world.Job(set, "true") with { Pool = away.Id }));
        Assert.Equal(("compute.sealed.place", world.Pool.Id.ToString()), (refused.Code, refused.Facts["pools"]));
        var rules = (await world.Owner.Asset(set, default)).Airlock!;
        await world.Owner.SetAirlockRules(set, rules with { Hosts = [other.Id], CellCountMin = 30 }, default);
        var hosted = await world.Submit(world.Job(set, ExfiltrationWay.Honest) with { Pool = away.Id });
        await world.Ended(hosted.Id);

        // The host runs it and sees nothing of it; the owner sees all, and that each cell stands for too few.
        Assert.Equal("access.logs", await Code(LogOf(elsewhere, hosted.Id)));
        Assert.Contains("exit.0", await LogOf(world.Owner, hosted.Id), StringComparison.Ordinal);
        Assert.Empty(await elsewhere.AllAirlock(hosted.Id, null, default).ToListAsync());
        var report = (await world.Owner.AllAirlock(hosted.Id, null, default).ToListAsync()).Single(e => e.Form.Name == "report.csv");
        Assert.Contains(report.Findings!, f => f is { Passed: false, Rule: "count", Row: 1, Column: "n" });
        Assert.Equal("compute.airlock.findings", await Code(world.Owner.StepAirlock(report.Id, "approve", null, default)));
        Assert.Equal("access.airlock", await Code(world.Sender.AirlockContent(report.Id, default)));
        Assert.Equal("access.airlock", await Code(world.Sender.StepAirlock(report.Id, "approve", null, default)));

        await world.Owner.SetAirlockRules(set, rules with { Forms = ["csv"] }, default);
        var rule = await Assert.ThrowsAsync<NodeProblemException>(() => world.Submit(world.Job(set, "true")));
        Assert.Equal(("compute.airlock.rule", "forms", "sum.json"), (rule.Code, rule.Facts["rule"], rule.Facts["output"]));
        var purpose = await Assert.ThrowsAsync<NodeProblemException>(() => world.Submit(world.Job(set, "true") with { Purpose = "sales" }));
        Assert.Equal("gate.refused", purpose.Code);
        Assert.Contains("policy.purpose.refused", purpose.Facts.Values);
    }

    [Fact]
    public async Task Owners_of_several_data_sets_all_approve()
    {
        await using var world = await SealedWorld.Start();
        var (_, second, _) = await world.Node.Admit("second", "factory");
        var theirs = await RunningNode.Publish(second, SealedWorld.Terms);
        await RunningNode.Agree(second, world.Sender, theirs);
        await second.SetAirlockRules(theirs.Id, theirs.Airlock! with { Hosts = [world.OwnerMember.Id] }, default);
        var job = await world.Submit(world.Job(world.Sets[0].Id, "echo secret\n" + ExfiltrationWay.Honest) with { DataSets = [world.Sets[0].Id, theirs.Id] });
        await world.Ended(job.Id);

        // A log of both's data is for neither.
        Assert.Equal("access.logs", await Code(LogOf(world.Owner, job.Id)));
        var entry = (await second.AllAirlock(job.Id, null, default).ToListAsync()).Single(e => e.Form.Name == "report.csv");
        Assert.Equal("held", (await world.Owner.StepAirlock(entry.Id, "approve", null, default)).State);
        Assert.All((await world.Sender.AirlockEntry(entry.Id, default)).Votes, v => Assert.Equal("pending", v.State));
        Assert.Empty((await world.Sender.Job(job.Id, default)).Results);
        Assert.Equal("delivered", (await second.StepAirlock(entry.Id, "approve", null, default)).State);
        Assert.Single((await world.Sender.Job(job.Id, default)).Results);
    }

    [Fact]
    public async Task An_owner_who_asks_for_no_approval_lets_go_what_passes_and_nothing_else()
    {
        await using var world = await SealedWorld.Start();
        var set = world.Sets[0];
        await world.Owner.SetAirlockRules(set.Id, set.Airlock! with { Approval = false }, default);

        var job = await world.Submit(world.Job(set.Id, ExfiltrationWay.Honest + "cp /in/meters.csv /out/sum.json"));
        await world.Ended(job.Id);
        await Delivered(world, job.Id);

        var entries = (await world.Sender.AllAirlock(job.Id, null, default).ToListAsync()).ToDictionary(e => e.Form.Name, e => e.State, StringComparer.Ordinal);
        Assert.Equal(("delivered", "held"), (entries["report.csv"], entries["sum.json"]));
        Assert.Equal("report.csv", Assert.Single((await world.Sender.Job(job.Id, default)).Results).Name);
    }

    private static async Task Found(SealedWorld world, ExfiltrationWay way, JobId job)
    {
        var entries = await world.Owner.AllAirlock(job, null, default).ToListAsync();
        Assert.Equal(way.Withdraw ? 0 : 2, entries.Count);
        foreach (var entry in entries.Where(e => e.Form.Name == "report.csv"))
        {
            var rules = entry.Findings!.Where(f => !f.Passed).Select(f => f.Rule).ToList();
            Assert.True(way.Fails is "*" || (way.Fails is { } rule ? rules.Contains(rule) : true), $"{way.Name}: {string.Join(", ", rules)}");
            if (!entry.Passed!.Value)
            {
                Assert.Equal("compute.airlock.findings", await Code(world.Owner.StepAirlock(entry.Id, "approve", null, default)));
            }
            else
            {
                // What may leave is the same whatever the secret.
                using var content = await world.Owner.AirlockContent(entry.Id, default);
                Assert.Equal("shift,n,kWh\nday,20,1.50\nnight,20,2.50\n", await content.Content.ReadAsStringAsync());
            }
        }
    }

    /// <summary>What the rules alone let go is delivered by the node's next round.</summary>
    private static async Task Delivered(SealedWorld world, JobId job)
    {
        while ((await world.Sender.Job(job, default)).Results.Count == 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }

    private static async Task<string> LogOf(NodeHttp http, JobId job) => string.Join('\n', await http.JobLogs(job, follow: false, default).Select(l => l.Text).ToListAsync());

    private static async Task<string> Code(Task call)
    {
        var refused = await Assert.ThrowsAsync<NodeProblemException>(() => call);
        return refused.Code;
    }

    private static string Difference(string one, string other)
    {
        var (a, b) = (one.Split('\n'), other.Split('\n'));
        return string.Join('\n', Enumerable.Range(0, Math.Max(a.Length, b.Length)).Where(i => i >= a.Length || i >= b.Length || a[i] != b[i]).Take(6).Select(i => $"- {(i < a.Length ? a[i] : "")}\n+ {(i < b.Length ? b[i] : "")}"));
    }
}
