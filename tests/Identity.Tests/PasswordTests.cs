using System.Buffers.Binary;
using System.Net;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;
using Xunit;

namespace KeyEcosystem.Identity.Tests;

public sealed class PasswordTests
{
    private const int HeadBytes = 13;

    [Fact, Trait("Store", "none")]
    public void A_hash_takes_as_many_rounds_as_is_advised_and_nobodys_takes_as_many()
    {
        var (few, usual) = (Of(1_000), Of(NodeIdentityOptions.PasswordRoundsDefault));
        var hash = usual.Hash(RunningIdentity.Password);

        Assert.Equal(210_000, Rounds(hash));
        Assert.Equal(hash, usual.Check(hash, RunningIdentity.Password));
        Assert.Null(usual.Check(hash, "another password"));
        Assert.Null(usual.Check(null, RunningIdentity.Password));
        Assert.Equal(Convert.FromBase64String(few.Hash("x"))[..HeadBytes], Convert.FromBase64String(few.Nobodys)[..HeadBytes]);
        Assert.Equal(Convert.FromBase64String(few.Hash("x")).Length, Convert.FromBase64String(few.Nobodys).Length);
    }

    [Fact]
    public async Task A_hash_of_fewer_rounds_is_made_anew_when_its_person_signs_in()
    {
        await using var node = await RunningIdentity.Start(passwordRounds: 2_000);
        await node.Account();
        var row = Assert.Single(await node.All<UserRow>());
        row.PasswordHash = Of(1_000).Hash(RunningIdentity.Password);
        Assert.True((await node.Get<ILane>().Commit(new Change(UserDirectory.Act("user.password-set", "node", row)).Update(row), default)).IsOk);

        Assert.Equal(HttpStatusCode.Forbidden, await node.Visitor().SignIn("anna", "a wrong password"));
        Assert.Equal(1_000, Rounds(Assert.Single(await node.All<UserRow>()).PasswordHash!));
        Assert.Equal(HttpStatusCode.OK, await node.Visitor().SignIn("anna", RunningIdentity.Password));

        Assert.Equal(2_000, Rounds(Assert.Single(await node.All<UserRow>()).PasswordHash!));
        Assert.Equal(HttpStatusCode.OK, await node.Visitor().SignIn("anna", RunningIdentity.Password));
    }

    private static Passwords Of(int rounds) =>
        new(new NodeIdentityOptions { NodeId = "test", PublicUrl = new Uri("http://127.0.0.1/"), LoopbackUrl = new Uri("http://127.0.0.1/"), Folder = ".", PasswordRounds = rounds });

    private static int Rounds(string hash) => BinaryPrimitives.ReadInt32BigEndian(Convert.FromBase64String(hash).AsSpan(5));
}
