using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using KeyEcosystem.Platform.Identity;
using static System.Net.HttpStatusCode;

namespace KeyEcosystem.Access.Tests;

/// <summary>Sends forged requests to a door, looks for leaks, and then sends the twin, which must succeed.</summary>
internal sealed partial class Harness(World world, int seed = 1)
{
    private const int AtOnce = 8;
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(500);
    private readonly ConcurrentBag<string> findings = [];
    private readonly ConcurrentDictionary<string, int> kinds = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<int, int> statuses = new();

    public IReadOnlyCollection<string> Findings => findings;

    /// <summary>How many forged requests were sent, by what was forged.</summary>
    public IReadOnlyDictionary<string, int> Kinds => kinds;

    /// <summary>What they were answered.</summary>
    public IReadOnlyDictionary<int, int> Statuses => statuses;

    /// <summary>How many legitimate twins were sent.</summary>
    public int Twins { get; private set; }

    public int Attempts => kinds.Values.Sum();

    /// <summary>The door before this one sent bytes: the node meters them when they have left it, which may be after they have come.</summary>
    private bool metersLate;

    /// <summary>Everything at one door.</summary>
    /// <param name="door">The door.</param>
    /// <param name="credentials">Credentials that are worth nothing.</param>
    /// <param name="most">About how many forged requests; those that each door must get are sent in any case.</param>
    public async Task Try(Door door, IReadOnlyList<(string What, string Credential)> credentials, int most = int.MaxValue)
    {
        var random = new Random(unchecked((seed * 1_000_003) + door.Name.Sum(c => c)));
        var call = await door.Prepare(world);
        await Rest();
        var (before, secrets) = world.Rows().Read();
        metersLate = door.Name.Contains("content", StringComparison.Ordinal) || door.Name.Contains("download", StringComparison.Ordinal);
        var all = Forgeries.Of(world, door, call, credentials).ToArray();
        random.Shuffle(all);
        var sent = all.OrderBy(a => a.Always ? 0 : 1).Take(Math.Max(most, all.Count(a => a.Always)));
        await Parallel.ForEachAsync(sent, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (attempt, stop) => await Send(door, call, attempt, secrets, stop));
        if (world.Rows().Read().Digest is var after && after != before)
        {
            findings.Add($"{door.Name}: rows of the victim were {before} before the forged requests and {after} after.");
        }

        await Twin(door, call, world.Victims[door.May[0]], $"as {door.May[0]}");
        foreach (var role in door.May.Skip(1))
        {
            await Twin(door, await door.Prepare(world), world.Victims[role], $"as {role}");
        }

        if (door.May.Contains(NodeRoles.MemberAdmin))
        {
            await Twin(door, await door.Prepare(world), world.Token, "by access token");
        }
    }

    private async Task Send(Door door, Call call, Attempt attempt, HashSet<string> secrets, CancellationToken stop)
    {
        kinds.AddOrUpdate(attempt.Kind, 1, (_, n) => n + 1);
        using var request = attempt.Of(door, call, world.Http.BaseAddress!);
        using var answer = await world.Http.SendAsync(request, stop);
        var body = await answer.Content.ReadAsStringAsync(stop);
        statuses.AddOrUpdate((int)answer.StatusCode, 1, (_, n) => n + 1);
        if (!attempt.Answers.Contains(answer.StatusCode))
        {
            findings.Add($"{door.Name}, {attempt.What}: answered {(int)answer.StatusCode}, documented is {string.Join(", ", attempt.Answers.Select(a => (int)a))}. {body[..Math.Min(200, body.Length)]}");
        }

        // Those who oversee the ecosystem read the records of all.
        if (!(answer.IsSuccessStatusCode && Forgeries.Oversees(door)) && Leak(body, attempt.Said(call), secrets) is { } leak)
        {
            findings.Add($"{door.Name}, {attempt.What}: the answer holds what is the victim's ({leak}).");
        }

        if (answer.StatusCode == Found ? answer.Headers.Location?.AbsolutePath.EndsWith("/connect/authorize", StringComparison.Ordinal) != true : answer.StatusCode > BadRequest && answer.Content.Headers.ContentType?.MediaType != "application/problem+json")
        {
            findings.Add($"{door.Name}, {attempt.What}: {(int)answer.StatusCode} is no problem+json, and {answer.Headers.Location} is not the sign-in.");
        }
    }

    private static string? Leak(string body, string said, HashSet<string> secrets) =>
        body.Contains(World.Marker, StringComparison.Ordinal)
            ? World.Marker
            : Ids().Matches(body).Select(m => m.Value).FirstOrDefault(id => secrets.Contains(id[^32..]) && !said.Contains(id, StringComparison.OrdinalIgnoreCase));

    private async Task Twin(Door door, Call call, string credential, string how)
    {
        Twins++;
        using var request = new Attempt("twin", "twin", credential, []).Of(door, call, world.Http.BaseAddress!);
        using var answer = await world.Http.SendAsync(request);
        if (!answer.IsSuccessStatusCode)
        {
            var body = await answer.Content.ReadAsStringAsync();
            findings.Add($"{door.Name} {how}: the legitimate twin was answered {(int)answer.StatusCode}. {body[..Math.Min(300, body.Length)]}");
        }
    }

    [GeneratedRegex("[a-z]{3}_[0-9a-f]{32}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Ids();

    private async Task Rest()
    {
        while (metersLate)
        {
            var before = world.Rows().Read().Digest;
            await Task.Delay(Quiet);
            metersLate = world.Rows().Read().Digest != before;
        }
    }
}
