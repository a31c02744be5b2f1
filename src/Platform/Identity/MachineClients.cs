using System.Security.Cryptography;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace KeyEcosystem.Platform.Identity;

/// <summary>Makes and revokes machine clients.</summary>
/// <param name="lane">The one write path.</param>
/// <param name="contexts">Reads.</param>
/// <param name="ids">New ids.</param>
/// <param name="clock">The node's clock.</param>
/// <param name="scopes">The token store is asked in a scope of its own.</param>
public sealed class MachineClients(ILane lane, IDbContextFactory<NodeContext> contexts, IIds ids, TimeProvider clock, IServiceScopeFactory scopes)
{
    private const string Prefix = "mch_";
    private const int SecretBytes = 32;

    /// <summary>Makes a client. Its secret is given once and can't be had again.</summary>
    /// <param name="member">The tenant.</param>
    /// <param name="roles">At least one of <see cref="NodeRoles"/>.</param>
    /// <param name="name">1 to 100 characters.</param>
    /// <param name="by">Who makes it; stands on record.</param>
    /// <param name="stop">Ends the wait.</param>
    public async Task<Result<(string ClientId, string Secret)>> Make(MemberId member, IReadOnlyList<string> roles, string name, string by, CancellationToken stop)
    {
        if ((UserInput.UnfitRoles(roles) ?? (PlainText.IsTitle(name, 100) ? null : Refusal.Field("name", "1 to 100 visible characters", name))) is { } unfit)
        {
            return unfit;
        }

        var id = ids.Next();
        var clientId = ClientId(id);
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));
        await using var scope = scopes.CreateAsyncScope();
        var applications = scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>();

        // The client first: without its row it gets no token, so a crash in between leaves nothing that works.
        var application = await applications.CreateAsync(
            new OpenIddictApplicationDescriptor
            {
                ClientId = clientId,
                ClientSecret = secret,
                ClientType = ClientTypes.Confidential,
                Permissions = { Permissions.Endpoints.Token, Permissions.Endpoints.Revocation, Permissions.GrantTypes.ClientCredentials, Permissions.Prefixes.Scope + NodeClients.ApiScope },
            },
            stop);
        var row = new MachineRow { Id = id, Member = member.Value, Roles = string.Join(',', roles), Name = name };
        var done = await lane.Commit(new Change(new Act("machine.made", by, member.Value, [clientId], "done", "{}")).Insert(row), stop);
        if (done.IsOk)
        {
            return (clientId, secret);
        }

        await applications.DeleteAsync(application, stop);
        return done.Refusal;
    }

    /// <summary>Revokes a client; its tokens are worth nothing from the next request on.</summary>
    /// <param name="clientId">As given by <see cref="Make"/>.</param>
    /// <param name="within">Only a client of this member; null for any.</param>
    /// <param name="by">Who revokes it.</param>
    /// <param name="stop">Ends the wait.</param>
    public async Task<Result<bool>> Revoke(string clientId, MemberId? within, string by, CancellationToken stop)
    {
        if (await Row(clientId, stop) is not { } row || (within is { } member && row.Member != member.Value))
        {
            return new Refusal("identity.machine.unknown", "There is no such client.", "Your organisation has no machine client with this id.");
        }

        if (row.Revoked is not null)
        {
            return true;
        }

        row.Revoked = clock.GetUtcNow();
        var done = await lane.Commit(new Change(new Act("machine.revoked", by, row.Member, [clientId], "done", "{}")).Update(row), stop);
        if (!done.IsOk)
        {
            return done.Refusal;
        }

        await using var scope = scopes.CreateAsyncScope();
        var applications = scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>();
        if (await applications.FindByClientIdAsync(clientId, stop) is { } application)
        {
            await applications.DeleteAsync(application, stop);
        }

        return true;
    }

    /// <summary>The row of a client that is worth something; null when there is none.</summary>
    internal async Task<MachineRow?> Standing(string? clientId, CancellationToken stop) => await Row(clientId, stop) is { Revoked: null } row ? row : null;

    private static string ClientId(Guid id) => $"{Prefix}{id:n}";

    private async Task<MachineRow?> Row(string? clientId, CancellationToken stop)
    {
        if (clientId is null || !clientId.StartsWith(Prefix, StringComparison.Ordinal) || !Guid.TryParseExact(clientId.AsSpan(Prefix.Length), "N", out var id))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<MachineRow>().FirstOrDefaultAsync(m => m.Id == id, stop);
    }
}
