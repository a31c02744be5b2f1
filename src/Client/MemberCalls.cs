using KeyEcosystem.Contracts;
using KeyEcosystem.Contracts.Members;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Client;

/// <summary>Calls of Members.</summary>
public static class MemberCalls
{
    private const string Root = "members/v1";

    /// <summary>One page of members and listed entities.</summary>
    /// <param name="http">The node.</param>
    /// <param name="search">What is looked for; null for all.</param>
    /// <param name="cursor">The next value of the page before; null for the first page.</param>
    /// <param name="limit">Entries of the page, 1 to 500; null for the node's default.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<Page<MemberView>> Members(this NodeHttp http, MemberSearch? search, string? cursor, int? limit, CancellationToken stop) =>
        http.Get<Page<MemberView>>(
            $"{Root}/members{QueryText.Of(("query", search?.Query), ("type", search?.Type), ("state", search?.State), ("cursor", cursor), ("limit", limit?.ToString()))}", stop);

    /// <summary>All members and listed entities that fit.</summary>
    /// <param name="http">The node.</param>
    /// <param name="search">What is looked for; null for all.</param>
    /// <param name="stop">Ends the reading.</param>
    public static IAsyncEnumerable<MemberView> AllMembers(this NodeHttp http, MemberSearch? search, CancellationToken stop) =>
        PageCalls.All(cursor => http.Members(search, cursor, 500, stop), stop);

    /// <summary>One member.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">Which.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<MemberView> Member(this NodeHttp http, MemberId id, CancellationToken stop) => http.Get<MemberView>($"{Root}/members/{id}", stop);

    /// <summary>Enters an application.</summary>
    /// <param name="http">The node.</param>
    /// <param name="application">Who asks to be admitted.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<MemberView> ApplyMember(this NodeHttp http, MemberApplication application, CancellationToken stop) => http.Post<MemberView>($"{Root}/members", application, stop);

    /// <summary>Takes a step of admission.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">Which member.</param>
    /// <param name="step">admit, withdraw, suspend, reinstate, leave or apply.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<MemberView> StepMember(this NodeHttp http, MemberId id, string step, CancellationToken stop) =>
        http.Post<MemberView>($"{Root}/members/{id}/{Uri.EscapeDataString(step)}", null, stop);

    /// <summary>The typed relations.</summary>
    /// <param name="http">The node.</param>
    /// <param name="member">Of this member; null for all.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<IReadOnlyList<RelationView>> Relations(this NodeHttp http, MemberId? member, CancellationToken stop) =>
        http.Get<IReadOnlyList<RelationView>>($"{Root}/relations{QueryText.Of(("member", member?.ToString()))}", stop);
}
