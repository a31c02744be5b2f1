using System.Text;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Platform.Blobs;
using Xunit;

namespace KeyEcosystem.Dataspace.Tests.Store;

public sealed class DataspaceTests
{
    [Fact]
    public async Task A_policy_that_does_not_parse_is_refused_with_its_place()
    {
        await using var room = await TestRoom.Open();
        using var policy = System.Text.Json.JsonDocument.Parse("""{"permission":[{"action":"eat"}]}""");

        var refused = await room.Commands.Publish(new AssetPublication(null, "dataset", "t", null, "CN", policy.RootElement, 0), room.Provider, default);

        Assert.Equal("$.permission[0].action", refused.Refusal?.Facts?["field"]);
    }

    [Fact]
    public async Task A_suspended_member_may_not_bind_itself_but_may_end_what_it_has()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(TestRoom.Research);
        var id = TestRoom.Ok(await room.Agreements.Request(new AgreementRequest(null, asset.Id), room.Consumer, default)).Id;
        TestRoom.Ok(await room.Agreements.Step(id, "agree", null, room.Provider, default));
        room.Members.Set(room.Provider.Member, "factory", "suspended");

        Assert.Equal("access.member", (await room.Agreements.Step(id, "sign", null, room.Provider, default)).Refusal?.Code);
        Assert.Equal("terminated", TestRoom.Ok(await room.Agreements.Step(id, "terminate", null, room.Provider, default)).State);
    }

    [Fact]
    public async Task A_result_inherits_the_strictest_terms_and_is_not_offered_onward()
    {
        await using var room = await TestRoom.Open();
        var a = await room.Publish("""{"permission":[{"action":"read"},{"action":"distribute"}]}""");
        var b = await room.Publish(TestRoom.Research);
        var file = Path.Combine(room.Folder, "result");
        await File.WriteAllTextAsync(file, "result");
        var derived = new DerivedAsset(new AssetId(room.Get<IIds>().Next()), room.Consumer.Member, "result", file, "text/csv", [a.Id, b.Id], default);
        var keep = room.Get<IDerivedAssets>();

        Assert.Equal(derived.Asset, TestRoom.Ok(await keep.Keep(derived, "key_test", default)));
        Assert.Equal(derived.Asset, TestRoom.Ok(await keep.Keep(derived, "key_test", default)));

        var view = Catalogue.View((await room.Get<Catalogue>().Find(derived.Asset, default))!);
        Assert.Equal([a.Id, b.Id], view.Sources);
        var third = room.NewMember("institute");
        Assert.Equal("dataspace.agreement.inherited", (await room.Agreements.Request(new AgreementRequest(null, derived.Asset), third, default)).Refusal?.Code);
    }

    [Fact]
    public async Task A_result_goes_on_only_to_whom_its_source_lets_it_be_distributed()
    {
        await using var room = await TestRoom.Open();
        var source = await room.Publish("""{"permission":[{"action":"use"},{"action":"distribute","constraint":[{"leftOperand":"role","operator":"eq","rightOperand":"university"}]}]}""");
        var file = Path.Combine(room.Folder, "result.csv");
        await File.WriteAllTextAsync(file, "a\n1\n");
        var derived = new DerivedAsset(new AssetId(room.Get<IIds>().Next()), room.Consumer.Member, "result", file, "text/csv", [source.Id], new JobId(room.Get<IIds>().Next()));
        TestRoom.Ok(await room.Get<IDerivedAssets>().Keep(derived, "key_test", default));

        var factory = await room.Agreements.Request(new AgreementRequest(null, derived.Asset), room.NewMember("factory"), default);
        var university = await room.Agreements.Request(new AgreementRequest(null, derived.Asset), room.NewMember("university"), default);

        Assert.Equal("dataspace.agreement.inherited", factory.Refusal?.Code);
        Assert.True(university.IsOk);
    }

    [Fact]
    public async Task The_same_bytes_sent_by_many_at_once_are_kept_once_and_nobody_fails()
    {
        var folder = Directory.CreateTempSubdirectory("keyeco-blob-").FullName;
        var store = new BlobStore(folder);
        for (var round = 0; round < 200; round++)
        {
            var bytes = Encoding.UTF8.GetBytes($"content {round}");
            var kept = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => store.Keep(new MemoryStream(bytes), null, default))));

            Assert.All(kept, k => Assert.True(k.IsOk));
        }

        Assert.Equal(200, Directory.GetFiles(folder).Length);
        Directory.Delete(folder, recursive: true);
    }
}
