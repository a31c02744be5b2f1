using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Dataspace.Work.Protocol;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Store;
using Xunit;

namespace KeyEcosystem.Dataspace.Tests.Work;

/// <summary>Tokens of other connectors are set when they are admitted, and again whenever the operators have changed them.</summary>
public sealed class PeerCommandsTests
{
    private static readonly string First = new('1', 40);
    private static readonly string Second = new('2', 40);

    [Fact]
    public async Task Tokens_of_a_connector_are_set_one_by_one_or_both_and_the_old_ones_open_nothing()
    {
        await using var room = await TestRoom.Open();
        var peer = await Admit(room, "urn:one", First, null);

        TestRoom.Ok(await Set(room, peer.Id, null, "theirs"));
        Assert.Equal((peer.Id.Value, "theirs"), (await Caller(room, First), Sent(room, peer.Id)));
        TestRoom.Ok(await Set(room, peer.Id, Second, null));
        Assert.Equal((null, peer.Id.Value, "theirs"), (await Caller(room, First), await Caller(room, Second), Sent(room, peer.Id)));
        TestRoom.Ok(await Set(room, peer.Id, First, "theirs-anew"));
        Assert.Equal((peer.Id.Value, null, "theirs-anew"), (await Caller(room, First), await Caller(room, Second), Sent(room, peer.Id)));
        Assert.Equal(3, (await room.All<EvidenceRow>()).Count(e => e.Verb == "peer.tokens"));
    }

    [Fact]
    public async Task A_connector_that_is_suspended_stays_so_when_its_token_changes()
    {
        await using var room = await TestRoom.Open();
        var peer = await Admit(room, "urn:one", First, null);
        TestRoom.Ok(await room.Get<PeerCommands>().Suspend(peer.Id, suspended: true, room.Provider, default));

        Assert.NotNull(TestRoom.Ok(await Set(room, peer.Id, Second, null)).SuspendedAt);
    }

    [Theory]
    [InlineData(null, null, "tokenIn")]
    [InlineData("short", null, "tokenIn")]
    [InlineData(null, "", "tokenOut")]
    [InlineData(null, "two words", "tokenOut")]
    [InlineData(null, "\u4ee4\u724c", "tokenOut")]
    [InlineData("1111111111111111111111111111111111111111", null, "tokenIn")]
    public async Task A_token_that_can_not_be_one_or_is_anothers_is_refused_by_its_field(string? tokenIn, string? tokenOut, string field)
    {
        await using var room = await TestRoom.Open();
        await Admit(room, "urn:one", First, null);
        var other = await Admit(room, "urn:two", Second, null);

        Assert.Equal(field, (await Set(room, other.Id, tokenIn, tokenOut)).Refusal!.Facts!["field"]);
        Assert.Equal(other.Id.Value, await Caller(room, Second));
    }

    [Fact]
    public async Task What_is_admitted_already_names_its_connector_and_keeps_its_token()
    {
        await using var room = await TestRoom.Open();
        var peer = await Admit(room, "urn:one", First, "theirs");

        var again = await room.Get<PeerCommands>().Admit(new PeerAdmission("urn:one", room.Consumer.Member, "http://127.0.0.1:1/dsp", Second, "other"), room.Provider, default);

        Assert.Equal(("dataspace.peer.exists", peer.Id.ToString()), (again.Refusal!.Code, again.Refusal.Facts!["peer"]));
        Assert.Contains("keyeco peers token", again.Refusal.Detail, StringComparison.Ordinal);
        Assert.Equal("theirs", Sent(room, peer.Id));
        Assert.Single(Directory.GetFiles(Path.Combine(room.Folder, "peer-keys")));
        Assert.Equal("dataspace.peer.unknown", (await Set(room, new PeerId(Guid.NewGuid()), Second, null)).Refusal!.Code);
    }

    [Fact]
    public async Task A_connector_moves_and_is_known_by_a_certificate_only_where_there_is_tls()
    {
        await using var room = await TestRoom.Open();
        var peer = await Admit(room, "urn:one", First, null);
        var hash = new string('a', 64);

        Assert.Equal("address", (await Change(room, peer.Id, new PeerTokens(null, null) { CertificateSha256 = hash })).Refusal!.Facts!["field"]);
        Assert.Equal("address", (await Change(room, peer.Id, new PeerTokens(null, null) { Address = "http://far.example/dsp" })).Refusal!.Facts!["field"]);
        var moved = TestRoom.Ok(await Change(room, peer.Id, new PeerTokens(null, null) { CertificateSha256 = hash, Address = "https://far.example/dsp/" }));
        Assert.Equal(("https://far.example/dsp", hash), (moved.Address, moved.CertificateSha256));

        Assert.Equal("address", (await Change(room, peer.Id, new PeerTokens(null, null) { Address = "http://127.0.0.1:1/dsp" })).Refusal!.Facts!["field"]);
        Assert.Null(TestRoom.Ok(await Change(room, peer.Id, new PeerTokens(null, null) { WithoutCertificate = true, Address = "http://127.0.0.1:1/dsp" })).CertificateSha256);
        Assert.Equal(peer.Id.Value, await Caller(room, First));
        var bare = TestRoom.Ok(await room.Get<PeerCommands>().Admit(new PeerAdmission("urn:two", room.Consumer.Member, "https://two.example/dsp", null, null) { CertificateSha256 = hash }, room.Provider, default));
        Assert.Equal("withoutCertificate", (await Change(room, bare.Id, new PeerTokens(null, null) { WithoutCertificate = true })).Refusal!.Facts!["field"]);
    }

    private static Task<Result<PeerView>> Change(TestRoom room, PeerId id, PeerTokens tokens) => room.Get<PeerCommands>().SetTokens(id, tokens, room.Provider, default);

    private static async Task<PeerView> Admit(TestRoom room, string participant, string tokenIn, string? tokenOut) =>
        TestRoom.Ok(await room.Get<PeerCommands>().Admit(new PeerAdmission(participant, room.Consumer.Member, "http://127.0.0.1:1/dsp", tokenIn, tokenOut), room.Provider, default));

    private static Task<Result<PeerView>> Set(TestRoom room, PeerId id, string? tokenIn, string? tokenOut) => room.Get<PeerCommands>().SetTokens(id, new PeerTokens(tokenIn, tokenOut), room.Provider, default);

    private static async Task<Guid?> Caller(TestRoom room, string token) => (await room.Get<PeerCredentials>().Of(PeerCall.Of($"Bearer {token}", null, DateTimeOffset.UnixEpoch), default))?.Id;

    private static string? Sent(TestRoom room, PeerId id)
    {
        using var request = new HttpRequestMessage();
        room.Get<PeerCredentials>().Sign(request, id.Value);
        return request.Headers.Authorization?.Parameter;
    }
}
