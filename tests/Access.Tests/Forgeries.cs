using System.Net;
using KeyEcosystem.Platform.Identity;
using static System.Net.HttpStatusCode;

namespace KeyEcosystem.Access.Tests;

/// <summary>Every forged request of a door, each with its documented answers.</summary>
internal static class Forgeries
{
    /// <summary>Another spelling of a path may be a page of the console, which sends to the sign-in.</summary>
    private static readonly HttpStatusCode[] Nowhere = [Unauthorized, NotFound, BadRequest, MethodNotAllowed, Found];

    /// <summary>Whether the door is for those who oversee everybody.</summary>
    public static bool Oversees(Door door) => !door.May.Contains(NodeRoles.MemberAdmin) && door.Foreign == Foreign.Shared;

    public static IEnumerable<Attempt> Of(World world, Door door, Call call, IReadOnlyList<(string What, string Credential)> credentials) =>
        [.. Roles(world, door, call), .. Credentials(world.Victims[Role(door)], credentials), .. Tenants(world, door, call)];

    private static string Role(Door door) => door.May.Contains(NodeRoles.MemberAdmin) ? NodeRoles.MemberAdmin : door.May[0];

    /// <summary>The own member in a role that may not, with whatever it says beside.</summary>
    private static IEnumerable<Attempt> Roles(World world, Door door, Call call)
    {
        foreach (var role in NodeRoles.All.Except(door.May, StringComparer.Ordinal))
        {
            var key = world.Victims[role];
            yield return new Attempt("role", $"role {role}", key, [Forbidden]) { Always = true };
            foreach (var (what, change) in Smuggling.Headers(world.Victim.ToString(), world.Victims[door.May[0]], call))
            {
                yield return new Attempt("role", $"role {role}, {what}", key, [Forbidden], Change: change);
            }

            foreach (var (what, json) in Smuggling.Bodies(world.Victim.ToString(), call))
            {
                yield return new Attempt("body", $"role {role}, {what}", key, [Forbidden, BadRequest], Json: json);
            }
        }
    }

    private static IEnumerable<Attempt> Credentials(string key, IReadOnlyList<(string What, string Credential)> credentials)
    {
        yield return new Attempt("credential", "no credential", null, [Unauthorized]) { Always = true };
        foreach (var (what, credential) in credentials)
        {
            yield return new Attempt("credential", what, credential, [Unauthorized]);
        }

        foreach (var scheme in new[] { "Basic", "bearer", "BEARER", "Token", "Digest", "Bearer:" })
        {
            yield return new Attempt("scheme", $"scheme {scheme}", null, [Unauthorized], Change: r => r.Headers.TryAddWithoutValidation("Authorization", $"{scheme} {key}"));
        }
    }

    /// <summary>Another member, or nobody, that says in every place that it is the victim.</summary>
    private static IEnumerable<Attempt> Tenants(World world, Door door, Call call)
    {
        // An operator acts for any member: the stranger of an operator's door is another member's administrator.
        var role = Role(door);
        var stranger = world.Attackers[role == NodeRoles.Operator && door.Foreign == Foreign.Refused ? NodeRoles.MemberAdmin : role];
        var (member, key) = (world.Victim.ToString(), world.Victims[role]);
        HttpStatusCode[] foreign = door.Foreign switch
        {
            Foreign.Hidden => [NotFound],
            Foreign.Refused => [Forbidden],
            Foreign.Gate => [UnprocessableEntity],
            Foreign.Bound => [BadRequest],
            _ => door.Again is { } again ? [OK, Created, Accepted, NoContent, again] : [OK, Created, Accepted, NoContent],
        };

        yield return new Attempt("tenant", "another member", stranger, foreign) { Always = true };
        foreach (var (what, change) in Smuggling.Headers(member, key, call))
        {
            yield return new Attempt("header", $"no credential, {what}", null, [Unauthorized], Change: change);
            yield return new Attempt("header", $"another member, {what}", stranger, foreign, Change: change);
        }

        foreach (var (what, path) in Smuggling.Queries(member, key, call))
        {
            yield return new Attempt("query", $"no credential, {what}", null, [Unauthorized], path);
            yield return new Attempt("query", $"another member, {what}", stranger, foreign, path);
        }

        foreach (var (what, path) in Smuggling.Paths(call))
        {
            yield return new Attempt("path", $"no credential, {what}", null, Nowhere, path);
            yield return new Attempt("path", $"another member, {what}", stranger, [.. foreign, .. Nowhere], path);
        }

        foreach (var (what, json) in Smuggling.Bodies(member, call))
        {
            // A field that the endpoint does not have is 400; one that it has is judged.
            yield return new Attempt("body", $"no credential, {what}", null, [Unauthorized, BadRequest], Json: json);
            yield return new Attempt("body", $"another member, {what}", stranger, door.Foreign is Foreign.Own ? [BadRequest, Forbidden] : [.. foreign, BadRequest, Forbidden], Json: json);
        }
    }
}
