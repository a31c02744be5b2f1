using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Dataspace.Work.Protocol;
using KeyEcosystem.Platform.Secrets;
using KeyEcosystem.Platform.Store;
using Xunit;

namespace KeyEcosystem.Dataspace.Tests.Work;

/// <summary>Who another connector is, by what its calls carry.</summary>
public sealed class PeerCredentialsTests
{
    private const string Token = "0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("Bearer " + Token, "urn:known")]
    [InlineData("bearer " + Token, "urn:known")]
    [InlineData("Bearer " + Token + "0", null)]
    [InlineData("Basic " + Token, null)]
    [InlineData("Bearer", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public async Task A_connector_is_known_by_its_token_and_by_nothing_else(string? header, string? participant)
    {
        await using var room = await TestRoom.Open();
        await Peer(room, "urn:known", PeerCredentials.Hash(Token));
        await Peer(room, "urn:suspended", PeerCredentials.Hash(Token + "x"), suspended: true);

        Assert.Equal(participant, (await room.Get<PeerCredentials>().Of(header, default))?.Participant);
        Assert.NotNull((await room.Get<PeerCredentials>().Of($"Bearer {Token}x", default))!.SuspendedAt);
    }

    [Fact]
    public async Task A_folder_in_which_a_test_kit_was_tried_lets_nobody_in_without_a_token_afterwards()
    {
        await using var room = await TestRoom.Open();
        await Peer(room, "urn:kit", null);
        var empty = new Dictionary<string, IReadOnlyDictionary<string, string[]>>(StringComparer.Ordinal);
        var script = new ConformanceScript { Counterparty = "urn:kit", Self = "urn:self", OfferIdPattern = "", Datasets = [], AgreementsDataset = "", NegotiationAsProvider = empty, NegotiationAsConsumer = empty, TransferAsProvider = empty, TransferAsConsumer = empty };

        Assert.Null(await room.Get<PeerCredentials>().Of(null, default));
        Assert.Equal("urn:kit", (await new PeerCredentials(room.Get<KeyChest>(), room.Get<ProtocolReads>(), script).Of(null, default))?.Participant);
    }

    private static async Task Peer(TestRoom room, string participant, string? hash, bool suspended = false)
    {
        var row = new PeerRow { Id = Guid.CreateVersion7(), Participant = participant, Member = Guid.NewGuid(), Address = "http://127.0.0.1:1/dsp", TokenHash = hash, SuspendedAt = suspended ? DateTimeOffset.UnixEpoch : null };
        var done = await room.Get<ILane>().Commit(new Change(new Act("test.made", "node", null, [], "done", "{}")).Insert(row), default);
        Assert.True(done.IsOk, done.Refusal?.Detail);
    }
}
