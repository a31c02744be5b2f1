using System.Text;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Agreements;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Platform.Evidence;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Dataspace.Store;

/// <summary>A member's own signing key: registered with a proof, given back.</summary>
internal sealed class KeyCommands(ILane lane, DataspaceReads reads, MemberKeys keys, IMemberAnswer members, TimeProvider clock)
{
    public async Task<MemberKeyView> Current(MemberId member, CancellationToken stop) =>
        await reads.OwnKey(member, stop) is { PublicKey: { } own } row
            ? new MemberKeyView(member, MemberKeys.Own, own, row.Since)
            : new MemberKeyView(member, MemberKeys.Custody, keys.PublicKey(member), null);

    public async Task<Result<MemberKeyView>> Register(MemberKeyRegistration registration, Caller caller, CancellationToken stop)
    {
        if (Hex(registration.PublicKey, 32) is not { } publicKey)
        {
            return Refusal.Field("publicKey", "an Ed25519 public key of 64 hexadecimal digits", registration.PublicKey);
        }

        var text = Convert.ToHexStringLower(publicKey);
        if (Hex(registration.Proof, 64) is not { } proof || !NodeSigner.Verify(publicKey, Encoding.UTF8.GetBytes(MemberKeyProof.Message(caller.Member, text)), proof))
        {
            return Refusal.Field("proof", $"a signature with this key over \"{MemberKeyProof.Message(caller.Member, text)}\", 128 hexadecimal digits", registration.Proof);
        }

        if (await members.Of(caller.Member, stop) is not { State: "admitted" })
        {
            return new Refusal("access.member", "Your organisation may not register a key.", "Only admitted members sign agreements.");
        }

        return await Set(caller, text, "key.registered", stop);
    }

    /// <summary>From now on the node signs for the member again; what the own key signed stays as it is.</summary>
    public async Task<Result<MemberKeyView>> Revoke(Caller caller, CancellationToken stop) => await Set(caller, null, "key.revoked", stop);

    /// <summary>Bytes of a hexadecimal text of a given length; null when it is none.</summary>
    public static byte[]? Hex(string? text, int bytes) => text?.Length == 2 * bytes && text.All(char.IsAsciiHexDigit) ? Convert.FromHexString(text) : null;

    private async Task<Result<MemberKeyView>> Set(Caller caller, string? publicKey, string verb, CancellationToken stop)
    {
        var row = await reads.OwnKey(caller.Member, stop);
        if (row?.PublicKey == publicKey)
        {
            return await Current(caller.Member, stop);
        }

        var change = new Change(new Act(verb, caller.Subject, caller.Member.Value, [caller.Member.ToString()], "done", "{}"));
        if (row is null)
        {
            change.Insert(new MemberKeyRow { Id = caller.Member.Value, PublicKey = publicKey, Since = clock.GetUtcNow() });
        }
        else
        {
            row.PublicKey = publicKey;
            row.Since = clock.GetUtcNow();
            change.Update(row);
        }

        var done = await lane.Commit(change, stop);
        return done.IsOk ? await Current(caller.Member, stop) : done.Refusal;
    }
}
