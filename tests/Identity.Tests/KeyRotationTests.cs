using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Secrets;
using KeyEcosystem.Platform.Store;
using Microsoft.AspNetCore.WebUtilities;
using Xunit;

namespace KeyEcosystem.Identity.Tests;

public sealed class KeyRotationTests
{
    [Fact]
    public async Task A_token_of_the_old_key_works_through_the_turn_and_new_tokens_are_of_the_new_key()
    {
        await using var node = await RunningIdentity.Start();
        var old = Assert.Single(await Published(node));
        await Turn(node, TimeSpan.FromDays(89));
        var both = await Published(node);
        Assert.Equal([old, both[1]], both);
        node.Jump(TimeSpan.FromDays(1) - TimeSpan.FromMinutes(2));
        var (_, person) = await node.SignedIn();
        Assert.Equal(old, KeyOf(person.Access!));

        await Turn(node, TimeSpan.FromMinutes(3));

        Assert.Equal(HttpStatusCode.OK, await person.Me());
        Assert.Equal(HttpStatusCode.OK, await person.UseRefresh());
        Assert.Equal(both[1], KeyOf(person.Access!));
        Assert.Equal(HttpStatusCode.OK, await person.Me());
        Assert.Equal(both.Order(StringComparer.Ordinal), (await Published(node)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_token_signed_by_a_key_that_is_gone_is_refused_and_its_twin_of_a_standing_key_is_not()
    {
        await using var node = await RunningIdentity.Start();
        var keys = node.Get<IdentityKeys>();
        var old = keys.All[0];
        await Turn(node, TimeSpan.FromDays(89));
        await Turn(node, TimeSpan.FromDays(1));
        var machine = await node.Machine(node.Member);
        Assert.NotEqual(old.Id, KeyOf(machine.Access!));
        Assert.Equal(HttpStatusCode.OK, await machine.Me(SignedWith(old, machine.Access!)));

        await Turn(node, TimeSpan.FromHours(13));

        await machine.GetMachineToken();
        Assert.DoesNotContain(old.Id, await Published(node));
        Assert.Equal(HttpStatusCode.Unauthorized, await machine.Me(SignedWith(old, machine.Access!)));
        Assert.Equal(HttpStatusCode.OK, await machine.Me(SignedWith(keys.Usable[0], machine.Access!)));
    }

    [Fact]
    public async Task Two_processes_on_one_folder_make_one_key_and_turn_to_it_at_the_same_instant()
    {
        await using var node = await RunningIdentity.Start();
        using var chest = KeyChest.Open(node.Folder, null);
        var other = IdentityKeys.LoadOrCreate(chest, node.Clock);

        // Another process holds the file: this one leaves it alone.
        using (new FileStream(Path.Combine(node.Folder, "identity.keys.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
        {
            node.Jump(TimeSpan.FromDays(89));
            await node.Get<KeyRotation>().Round(default);
            Assert.Single(node.Get<IdentityKeys>().All);
        }

        await Turn(node, TimeSpan.Zero);
        await Turn(node, TimeSpan.Zero);
        other.Refresh();

        Assert.Equal(2, other.All.Count);
        Assert.Equal(other.Usable.Select(k => k.Id), node.Get<IdentityKeys>().Usable.Select(k => k.Id));
        node.Jump(TimeSpan.FromDays(1));
        Assert.Equal(other.All[1].Id, other.Usable[0].Id);
        Assert.Equal(other.Usable.Select(k => k.Id), node.Get<IdentityKeys>().Usable.Select(k => k.Id));
    }

    [Fact]
    public async Task What_another_process_of_the_folder_made_is_published_here_after_a_round()
    {
        await using var node = await RunningIdentity.Start();
        using var chest = KeyChest.Open(node.Folder, null);
        var other = IdentityKeys.LoadOrCreate(chest, node.Clock);
        other.Keep([.. other.All, IdentityKey.Make(node.Clock.GetUtcNow().AddDays(1))]);

        await node.Get<KeyRotation>().Round(default);

        Assert.Contains(other.All[1].Id, await Published(node));
    }

    [Fact]
    public async Task Keys_come_and_go_on_record_by_their_ids_and_the_consoles_secret_stays()
    {
        await using var node = await RunningIdentity.Start();
        var secret = node.Get<IdentityKeys>().ConsoleSecret;
        var first = node.Get<IdentityKeys>().All[0].Id;
        await Turn(node, TimeSpan.FromDays(89));
        await Turn(node, TimeSpan.FromDays(2));

        var records = (await node.All<EvidenceRow>()).Where(r => r.Verb.StartsWith("identity.key-", StringComparison.Ordinal)).OrderBy(r => r.Sequence).ToList();

        Assert.Equal([("identity.key-made", "key-" + node.Get<IdentityKeys>().All[0].Id), ("identity.key-removed", "key-" + first)], records.Select(r => (r.Verb, r.Subject)));
        Assert.All(await node.All<EvidenceDetailRow>(), d => Assert.DoesNotContain("key", d.Detail, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(secret, node.Get<IdentityKeys>().ConsoleSecret);
        using var chest = KeyChest.Open(node.Folder, null);
        Assert.Equal(secret, IdentityKeys.LoadOrCreate(chest, node.Clock).ConsoleSecret);
    }

    [Theory]
    [InlineData(1.9)]
    [InlineData(367)]
    public async Task A_turn_out_of_its_range_is_refused_at_the_start(double days) =>
        Assert.Contains("2 to 366 days", (await Assert.ThrowsAsync<InvalidOperationException>(() => RunningIdentity.Start(rotateKeysEvery: TimeSpan.FromDays(days)))).Message, StringComparison.Ordinal);

    private static async Task Turn(RunningIdentity node, TimeSpan later)
    {
        node.Jump(later);
        await node.Get<KeyRotation>().Round(default);
    }

    private static async Task<IReadOnlyList<string>> Published(RunningIdentity node)
    {
        using var keys = JsonDocument.Parse(await node.Visitor().Http.GetStringAsync(".well-known/jwks"));
        return [.. keys.RootElement.GetProperty("keys").EnumerateArray().Select(k => k.GetProperty("kid").GetString()!)];
    }

    private static string KeyOf(string token)
    {
        using var header = JsonDocument.Parse(Base64UrlTextEncoder.Decode(token.Split('.')[0]));
        return header.RootElement.GetProperty("kid").GetString()!;
    }

    /// <summary>The same claims under another key of the node.</summary>
    private static string SignedWith(IdentityKey key, string token)
    {
        var header = Encoding.UTF8.GetString(Base64UrlTextEncoder.Decode(token.Split('.')[0])).Replace(KeyOf(token), key.Id, StringComparison.Ordinal);
        var signed = Base64UrlTextEncoder.Encode(Encoding.UTF8.GetBytes(header)) + "." + token.Split('.')[1];
        return signed + "." + Base64UrlTextEncoder.Encode(key.Signing.ECDsa.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256));
    }
}
