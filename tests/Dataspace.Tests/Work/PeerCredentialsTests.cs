using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Dataspace.Work.Protocol;
using KeyEcosystem.Fixtures;
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
        await Peer(room, "urn:known", PeerCall.Hash(Token));
        await Peer(room, "urn:suspended", PeerCall.Hash(Token + "x"), suspended: true);

        Assert.Equal(participant, (await room.Get<PeerCredentials>().Of(PeerCall.Of(header, null, DateTimeOffset.UnixEpoch), default))?.Participant);
        Assert.NotNull((await room.Get<PeerCredentials>().Of(PeerCall.Of($"Bearer {Token}x", null, DateTimeOffset.UnixEpoch), default))!.SuspendedAt);
    }

    [Fact]
    public async Task A_folder_in_which_a_test_kit_was_tried_lets_nobody_in_without_a_token_afterwards()
    {
        await using var room = await TestRoom.Open();
        await Peer(room, "urn:kit", null);
        var empty = new Dictionary<string, IReadOnlyDictionary<string, string[]>>(StringComparer.Ordinal);
        var script = new ConformanceScript { Counterparty = "urn:kit", Self = "urn:self", OfferIdPattern = "", Datasets = [], AgreementsDataset = "", NegotiationAsProvider = empty, NegotiationAsConsumer = empty, TransferAsProvider = empty, TransferAsConsumer = empty };

        Assert.Null(await room.Get<PeerCredentials>().Of(PeerCall.Of(null, null, DateTimeOffset.UnixEpoch), default));
        Assert.Equal("urn:kit", (await new PeerCredentials([room.Get<BearerIdentity>()], room.Get<ProtocolReads>(), script).Of(PeerCall.Of(null, null, DateTimeOffset.UnixEpoch), default))?.Participant);
    }

    [Theory]
    [InlineData(true, true, "urn:both")]
    [InlineData(true, false, null)]
    [InlineData(false, true, null)]
    public async Task Who_has_a_certificate_and_a_token_is_known_by_both_together(bool token, bool certificate, string? participant)
    {
        using var shown = Certificates.Make("one");
        await using var room = await TestRoom.Open();
        await Peer(room, "urn:both", PeerCall.Hash(Token), certificate: PeerCall.HashOf(shown));

        var call = PeerCall.Of(token ? $"Bearer {Token}" : null, certificate ? shown : null, TimeProvider.System.GetUtcNow());
        Assert.Equal(participant, (await room.Get<PeerCredentials>().Of(call, default))?.Participant);
    }

    [Fact]
    public async Task A_certificate_is_known_as_it_is_and_for_as_long_as_it_is_valid()
    {
        using var shown = Certificates.Make("one");
        using var other = Certificates.Make("one");
        await using var room = await TestRoom.Open();
        await Peer(room, "urn:tls", null, certificate: PeerCall.HashOf(shown));
        var now = TimeProvider.System.GetUtcNow();

        Assert.Equal("urn:tls", (await room.Get<PeerCredentials>().Of(PeerCall.Of(null, shown, now), default))?.Participant);
        Assert.Equal("urn:tls", (await room.Get<PeerCredentials>().Of(PeerCall.Of("Bearer something", shown, now), default))?.Participant);
        Assert.Null(await room.Get<PeerCredentials>().Of(PeerCall.Of(null, other, now), default));
        Assert.Null(await room.Get<PeerCredentials>().Of(PeerCall.Of(null, shown, now.AddYears(2)), default));
        Assert.Null(await room.Get<PeerCredentials>().Of(PeerCall.Of("Bearer something", null, now), default));
    }

    private static async Task Peer(TestRoom room, string participant, string? hash, bool suspended = false, string? certificate = null)
    {
        var row = new PeerRow { Id = Guid.CreateVersion7(), Participant = participant, Member = Guid.NewGuid(), Address = "http://127.0.0.1:1/dsp", TokenHash = hash, CertificateHash = certificate, SuspendedAt = suspended ? DateTimeOffset.UnixEpoch : null };
        var done = await room.Get<ILane>().Commit(new Change(new Act("test.made", "node", null, [], "done", "{}")).Insert(row), default);
        Assert.True(done.IsOk, done.Refusal?.Detail);
    }
}
