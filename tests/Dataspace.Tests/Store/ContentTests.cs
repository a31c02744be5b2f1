using System.IO.Pipelines;
using System.Security.Cryptography;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Dataspace.Api;
using KeyEcosystem.Dataspace.Core;
using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Dataspace.Work;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Blobs;
using KeyEcosystem.Platform.Gate;
using KeyEcosystem.Platform.Store;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Xunit;

namespace KeyEcosystem.Dataspace.Tests.Store;

public sealed class ContentTests
{
    private static readonly byte[] Bytes = [.. Enumerable.Range(0, 1000).Select(i => (byte)i)];

    [Fact]
    public async Task An_upload_goes_on_where_it_broke_off_and_is_kept_when_its_sum_is_right()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(TestRoom.Research);
        var content = room.Get<ContentCommands>();

        Assert.Equal(400, TestRoom.Ok(await content.Append(asset.Id, 0, new MemoryStream(Bytes, 0, 400), room.Provider, default)));
        await Assert.ThrowsAsync<IOException>(() => content.Append(asset.Id, 400, new Breaking(Bytes[400..700]), room.Provider, default));
        Assert.Equal(700, TestRoom.Ok(await content.Offset(asset.Id, room.Provider, default)));
        var wrong = await content.Append(asset.Id, 400, new MemoryStream(Bytes, 400, 600), room.Provider, default);
        Assert.Equal(("blob.upload.state", "700"), (wrong.Refusal?.Code, wrong.Refusal?.Facts?["offset"]));
        TestRoom.Ok(await content.Append(asset.Id, 700, new MemoryStream(Bytes, 700, 300), room.Provider, default));
        var completion = new UploadCompletion(Convert.ToHexStringLower(SHA256.HashData(Bytes)), "text/csv; charset=utf-8");
        var done = TestRoom.Ok(await content.Finish(asset.Id, completion, room.Provider, default));

        Assert.Equal((1000, completion.Sha256, "text/csv"), (done.Length, done.Sha256, done.MediaType));
        Assert.Equal(done.Sha256, TestRoom.Ok(await content.Finish(asset.Id, completion, room.Provider, default)).Sha256);
        Assert.Equal("dataspace.content.exists", (await content.Append(asset.Id, 0, new MemoryStream(Bytes), room.Provider, default)).Refusal?.Code);
    }

    [Fact]
    public async Task A_wrong_sum_drops_what_arrived()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(TestRoom.Research);
        var content = room.Get<ContentCommands>();
        TestRoom.Ok(await content.Append(asset.Id, 0, new MemoryStream(Bytes), room.Provider, default));

        Assert.Equal("blob.checksum", (await content.Finish(asset.Id, new UploadCompletion(new string('0', 64)), room.Provider, default)).Refusal?.Code);
        Assert.Equal(0, TestRoom.Ok(await content.Offset(asset.Id, room.Provider, default)));
        Assert.Equal("dataspace.asset.unknown", (await content.Offset(asset.Id, room.Consumer, default)).Refusal?.Code);
    }

    [Fact]
    public async Task Two_senders_at_once_never_mix_their_bytes()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(TestRoom.Research);
        var content = room.Get<ContentCommands>();
        var slow = new Gated(Bytes);
        var first = content.Append(asset.Id, 0, slow, room.Provider, default);
        await slow.Asked;

        Assert.Equal("blob.upload.state", (await content.Append(asset.Id, 0, new MemoryStream(Bytes), room.Provider, default)).Refusal?.Code);
        slow.Go();

        Assert.Equal(1000, TestRoom.Ok(await first));
    }

    [Fact]
    public async Task What_nobody_goes_on_with_is_removed_and_what_is_kept_stays()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(TestRoom.Research);
        var content = room.Get<ContentCommands>();
        TestRoom.Ok(await content.Append(asset.Id, 0, new MemoryStream(Bytes), room.Provider, default));
        var other = await room.Publish(TestRoom.Research);
        TestRoom.Ok(await content.Fill(other.Id, new MemoryStream(Bytes), null, null, room.Provider, default));
        var blobs = room.Get<BlobStore>();
        var now = TimeProvider.System.GetUtcNow();

        Assert.Equal(0, blobs.Clean(now.AddHours(-1)));
        Assert.Equal(1, blobs.Clean(now.AddHours(1)));
        Assert.Single(Directory.GetFiles(Path.Combine(room.Folder, "blobs")));
    }

    [Fact]
    public async Task A_resumed_download_is_one_use_and_each_byte_is_metered_once()
    {
        await using var room = await TestRoom.Open();
        var asset = await Filled(room, """{"permission":[{"action":"read","constraint":[{"leftOperand":"count","operator":"lteq","rightOperand":1}]}]}""");
        await room.Sign(asset);
        var row = (await room.Get<Catalogue>().Find(asset.Id, default))!;
        var transfers = room.Get<Transfers>();

        var use = TestRoom.Ok(await transfers.Open(All(row), new Reader(room.Consumer, "research"), default));
        await transfers.Sent(use, 0, 600);
        Assert.Equal([("bytes", 600)], (await room.All<MeterRow>()).Select(m => (m.Kind, m.Quantity)));
        TestRoom.Ok(await transfers.Resume(use, row, room.Consumer, default));
        await transfers.Sent(use, 500, 1000);

        var readings = await room.All<MeterRow>();
        Assert.Equal([("bytes", 400), ("bytes", 600), ("count", 1)], readings.Select(m => (m.Kind, m.Quantity)).Order());
        Assert.All(readings, m => Assert.Equal(("succeeded", use.Value), (m.Outcome, m.Use)));
        Assert.Equal("succeeded", Assert.Single(await room.All<UseRow>()).Outcome);
        Assert.Single(await room.All<FactRow>(), f => f.Topic == IGate.Finished);
        Assert.Equal("dataspace.transfer.state", (await transfers.Resume(use, row, room.Consumer, default)).Refusal?.Code);
        Assert.Equal("gate.refused", (await transfers.Open(All(row), new Reader(room.Consumer, "research"), default)).Refusal?.Code);
    }

    [Fact]
    public async Task A_download_that_rests_ends_as_cancelled_with_what_was_sent_but_not_while_it_is_sending()
    {
        await using var room = await TestRoom.Open();
        var asset = await Filled(room, TestRoom.Research);
        await room.Sign(asset);
        var row = (await room.Get<Catalogue>().Find(asset.Id, default))!;
        var transfers = room.Get<Transfers>();
        var use = TestRoom.Ok(await transfers.Open(All(row), new Reader(room.Consumer, "research"), default));
        await transfers.Sent(use, 0, 300);

        using (transfers.Sending(use))
        {
            await transfers.EndIdle(room.Clock.Now, default);
            Assert.Equal("open", Assert.Single(await room.All<TransferRow>()).State);
        }

        await transfers.EndIdle(room.Clock.Now, default);
        Assert.Equal([("bytes", 300), ("count", 1)], (await room.All<MeterRow>()).Select(m => (m.Kind, m.Quantity)).Order());
        Assert.Equal("cancelled", Assert.Single(await room.All<UseRow>()).Outcome);
    }

    [Fact]
    public async Task A_download_whose_reader_went_away_counts_what_went_out_and_can_be_resumed()
    {
        await using var room = await TestRoom.Open();
        var (_, use, row, pipe, _, sending) = await Begun(room);
        await pipe.Reader.ReadAsync();
        await pipe.Reader.CompleteAsync();
        await sending;

        var left = Assert.Single(await room.All<TransferRow>());
        Assert.Equal("open", left.State);
        Assert.Equal(ByteRanges.Of(left.Sent).Total, (await room.All<MeterRow>()).Sum(m => m.Quantity));
        TestRoom.Ok(await room.Get<Transfers>().Resume(use, row, room.Consumer, default));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_download_is_cut_while_it_flows_when_what_permitted_it_ends_or_is_suspended(bool suspended)
    {
        await using var room = await TestRoom.Open();
        var (agreement, _, _, pipe, cut, sending) = await Begun(room);
        var (read, done) = (await pipe.Reader.ReadAsync(), false);

        if (suspended)
        {
            var disputes = room.Get<Disputes>();
            var dispute = TestRoom.Ok(await disputes.Raise(agreement.Id, new DisputeRequest(null, "it leaks"), room.Provider, default));
            TestRoom.Ok(await disputes.Step(dispute.Id, "suspend", "until it is clear", room.Provider, default));
        }
        else
        {
            TestRoom.Ok(await room.Agreements.Step(agreement.Id, "terminate", null, room.Provider, default));
        }

        room.Clock.Now = room.Clock.Now.AddSeconds(1);
        pipe.Reader.AdvanceTo(read.Buffer.End);
        while (!done && !sending.IsCompleted)
        {
            if (pipe.Reader.TryRead(out read))
            {
                pipe.Reader.AdvanceTo(read.Buffer.End);
                done = read.IsCompleted;
            }
            else
            {
                await Task.Yield();
            }
        }

        await sending;
        Assert.True(cut.Aborted);
        var sent = ByteRanges.Of(Assert.Single(await room.All<TransferRow>()).Sent).Total;
        Assert.InRange(sent, 1, 1_999_999);
        Assert.Equal(sent, Assert.Single(await room.All<MeterRow>()).Quantity);
    }

    [Fact]
    public async Task What_went_out_before_the_node_was_killed_is_metered_and_not_given_back()
    {
        await using var room = await TestRoom.Open();
        var asset = await Filled(room, """{"permission":[{"action":"read","constraint":[{"leftOperand":"bytes","operator":"lteq","rightOperand":1000}]}]}""");
        var agreement = await room.Sign(asset);
        var row = (await room.Get<Catalogue>().Find(asset.Id, default))!;
        var transfers = room.Get<Transfers>();
        var use = TestRoom.Ok(await transfers.Open(All(row), new Reader(room.Consumer, ""), default));

        // The request records how far it is; it never came to its end.
        await transfers.Progress(use, 0, 700);
        Assert.Empty(await room.All<MeterRow>());
        await transfers.EndIdle(room.Clock.Now, default);

        Assert.Equal(700, Assert.Single(await room.All<MeterRow>(), m => m.Kind == "bytes").Quantity);
        Assert.Equal(700, (await room.Get<IUseCounts>().Of(agreement.Id, default))!.Bytes);
        Assert.Equal("gate.refused", (await transfers.Open(All(row), new Reader(room.Consumer, ""), default)).Refusal?.Code);
    }

    [Fact]
    public async Task Who_begins_anew_gives_up_a_download_that_rests_but_not_one_that_is_sending()
    {
        await using var room = await TestRoom.Open();
        var asset = await Filled(room, """{"permission":[{"action":"read","constraint":[{"leftOperand":"bytes","operator":"lteq","rightOperand":1500}]}]}""");
        var agreement = await room.Sign(asset);
        var row = (await room.Get<Catalogue>().Find(asset.Id, default))!;
        var transfers = room.Get<Transfers>();
        var first = TestRoom.Ok(await transfers.Open(All(row), new Reader(room.Consumer, ""), default));
        await transfers.Sent(first, 0, 400);

        using (transfers.Sending(first))
        {
            Assert.Equal("gate.refused", (await transfers.Open(All(row), new Reader(room.Consumer, ""), default)).Refusal?.Code);
        }

        var second = TestRoom.Ok(await transfers.Open(All(row), new Reader(room.Consumer, ""), default));
        await transfers.Sent(second, 0, 1000);
        Assert.Equal(1400, (await room.Get<IUseCounts>().Of(agreement.Id, default))!.Bytes);
        Assert.Equal(1400, (await room.All<MeterRow>()).Where(m => m.Kind == "bytes").Sum(m => m.Quantity));
    }

    [Fact]
    public async Task What_is_read_under_one_agreement_is_not_read_under_another()
    {
        await using var room = await TestRoom.Open();
        var asset = await Filled(room, TestRoom.Research);
        var agreement = await room.Sign(asset);

        Assert.True((await Work.Reading.Send(room, asset, room.Consumer, null, null)) is { IsOk: false });
        var reader = new Reader(room.Consumer, "research", agreement.Id);
        var row = (await room.Get<Catalogue>().Find(asset.Id, default))!;
        TestRoom.Ok(await room.Get<Transfers>().Open(All(row), reader, default));
        Assert.Equal("gate.refused", (await room.Get<Transfers>().Open(All(row), reader with { Under = new AgreementId(Guid.CreateVersion7()) }, default)).Refusal?.Code);
    }

    [Theory]
    [InlineData("""{"permission":[{"action":"use"}]}""", 40)]
    [InlineData("""{"permission":[{"action":"use","constraint":[{"leftOperand":"count","operator":"lteq","rightOperand":"7"}]}]}""", 7)]
    public async Task Small_calls_are_recorded_together_and_each_is_counted_and_metered_once(string policy, int permitted)
    {
        await using var room = await TestRoom.Open();
        var asset = await Filled(room, policy);
        var agreement = await room.Sign(asset);
        var row = (await room.Get<Catalogue>().Find(asset.Id, default))!;
        var calls = room.Get<DataCalls>();

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => calls.Count(All(row), new Reader(room.Consumer, "research"))));

        Assert.Equal(permitted, answers.Count(a => a.IsOk));
        Assert.All(answers.Where(a => !a.IsOk), a => Assert.Equal("policy.count.exceeded", a.Refusal!.Facts!["reason0.code"]));
        var readings = await room.All<MeterRow>();
        Assert.Equal(permitted, readings.Where(r => r.Kind == "count").Sum(r => r.Quantity));
        Assert.Equal(permitted * row.Length, readings.Where(r => r.Kind == "bytes").Sum(r => r.Quantity));
        Assert.All(readings, r => Assert.Equal(agreement.Id.Value, r.Agreement));
        Assert.All((await room.All<UseRow>()).Where(u => u.Outcome != "refused"), u => Assert.Equal("succeeded", u.Outcome));
        Assert.Equal(answers.Where(a => a.IsOk).Select(a => a.Value).Distinct().Count(), readings.Select(r => r.Use).Distinct().Count());
    }

    [Fact]
    public async Task Nobody_resumes_another_members_download_and_none_after_the_agreement_ends()
    {
        await using var room = await TestRoom.Open();
        var asset = await Filled(room, TestRoom.Research);
        var agreement = await room.Sign(asset);
        var row = (await room.Get<Catalogue>().Find(asset.Id, default))!;
        var transfers = room.Get<Transfers>();
        var use = TestRoom.Ok(await transfers.Open(All(row), new Reader(room.Consumer, "research"), default));

        Assert.Equal("dataspace.transfer.unknown", (await transfers.Resume(use, row, room.NewMember("institute"), default)).Refusal?.Code);
        TestRoom.Ok(await room.Agreements.Step(agreement.Id, "terminate", null, room.Provider, default));
        Assert.Equal("gate.refused", (await transfers.Resume(use, row, room.Consumer, default)).Refusal?.Code);
    }

    [Fact]
    public async Task Columns_are_shown_to_those_who_may_read_and_count_as_no_use()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(TestRoom.Research);
        TestRoom.Ok(await room.Get<ContentCommands>().Fill(asset.Id, new MemoryStream("time,kwh\n2026-01-01,5\n"u8.ToArray()), null, "text/csv", room.Provider, default));
        var row = (await room.Get<Catalogue>().Find(asset.Id, default))!;

        Assert.Equal("gate.refused", (await room.Get<ContentCommands>().Preview(row, "research", room.Consumer, default)).Refusal?.Code);
        await room.Sign(asset);
        var preview = TestRoom.Ok(await room.Get<ContentCommands>().Preview(row, "research", room.Consumer, default));

        Assert.Equal(["time", "kwh"], preview.Columns.Select(c => c.Name));
        Assert.Empty(await room.All<UseRow>());
    }

    private static ContentShown All(AssetRow row, string path = "") => new(row, row.Sha256!, row.Length, path, null, null);

    private static async Task<AssetView> Filled(TestRoom room, string policy)
    {
        var asset = await room.Publish(policy);
        return TestRoom.Ok(await room.Get<ContentCommands>().Fill(asset.Id, new MemoryStream(Bytes), null, null, room.Provider, default));
    }

    /// <summary>A download of two million bytes that goes out as a server's response: once its reader is gone the writer takes everything, and the request is aborted some time later.</summary>
    private static async Task<(AgreementView Agreement, UseId Use, AssetRow Row, Pipe Pipe, CutFeature Cut, Task Sending)> Begun(TestRoom room)
    {
        var asset = await room.Publish(TestRoom.Research);
        TestRoom.Ok(await room.Get<ContentCommands>().Fill(asset.Id, new MemoryStream(new byte[2_000_000]), null, null, room.Provider, default));
        var agreement = await room.Sign(asset);
        var row = (await room.Get<Catalogue>().Find(asset.Id, default))!;
        var transfers = room.Get<Transfers>();
        var use = TestRoom.Ok(await transfers.Open(All(row), new Reader(room.Consumer, "research"), default));
        var path = (await ((Kernel.Contracts.IAssetAnswer)room.Get<Catalogue>()).ContentOf(asset.Id, default))!;
        var (pipe, cut, http) = (new Pipe(), new CutFeature(), new DefaultHttpContext());
        http.Features.Set<IHttpRequestLifetimeFeature>(cut);
        http.Features.Set<IHttpResponseBodyFeature>(new PipeBody(pipe.Writer));
        var sending = new TransferResult(transfers, transfers.Flow(use, room.Consumer.Member), use, All(row, path), (0, row.Length, false)).ExecuteAsync(http);
        return (agreement, use, row, pipe, cut, sending);
    }

    private sealed class CutFeature : IHttpRequestLifetimeFeature
    {
        public bool Aborted { get; private set; }

        public CancellationToken RequestAborted { get; set; }

        public void Abort() => Aborted = true;
    }

    private sealed class PipeBody(PipeWriter writer) : IHttpResponseBodyFeature
    {
        public Stream Stream { get; } = writer.AsStream();

        public PipeWriter Writer { get; } = writer;

        public void DisableBuffering()
        {
        }

        public Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

        public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task CompleteAsync() => Task.CompletedTask;
    }

    private sealed class Breaking(byte[] bytes) : MemoryStream(bytes)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var n = await base.ReadAsync(buffer, cancellationToken);
            return n > 0 ? n : throw new IOException("the line broke");
        }
    }

    private sealed class Gated(byte[] bytes) : MemoryStream(bytes)
    {
        private readonly TaskCompletionSource go = new(TaskCreationOptions.RunContinuationsAsynchronously);

        private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Ends when somebody reads.</summary>
        public Task Asked => asked.Task;

        public void Go() => go.SetResult();

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            asked.TrySetResult();
            await go.Task;
            return await base.ReadAsync(buffer, cancellationToken);
        }
    }
}
