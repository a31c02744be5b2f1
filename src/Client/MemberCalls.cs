using System.Net.Http.Headers;
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
            $"{Root}/members{QueryText.Of(("query", search?.Query), ("type", search?.Type), ("state", search?.State), ("industry", search?.Industry), ("country", search?.Country), ("cursor", cursor), ("limit", limit?.ToString()))}", stop);

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

    /// <summary>Changes a member's profile.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">Which member.</param>
    /// <param name="change">New values; what is null stays.</param>
    /// <param name="version">The version that was read; null changes whatever stands.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<MemberView> ChangeMember(this NodeHttp http, MemberId id, MemberChange change, long? version, CancellationToken stop)
    {
        var request = NodeHttp.Message(HttpMethod.Patch, $"{Root}/members/{id}", change);
        if (version is { } v)
        {
            request.Headers.IfMatch.Add(new($"\"{v}\""));
        }

        return http.Send<MemberView>(request, stop);
    }

    /// <summary>The typed relations.</summary>
    /// <param name="http">The node.</param>
    /// <param name="member">Of this member; null for all.</param>
    /// <param name="stop">Ends the call.</param>
    /// <param name="predicate">Of this kind; null for all.</param>
    public static Task<IReadOnlyList<RelationView>> Relations(this NodeHttp http, MemberId? member, CancellationToken stop, string? predicate = null) =>
        http.Get<IReadOnlyList<RelationView>>($"{Root}/relations{QueryText.Of(("member", member?.ToString()), ("predicate", predicate))}", stop);

    /// <summary>The kinds of relation that there are.</summary>
    /// <param name="http">The node.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<IReadOnlyList<RelationKindView>> RelationKinds(this NodeHttp http, CancellationToken stop) => http.Get<IReadOnlyList<RelationKindView>>($"{Root}/relation-kinds", stop);

    /// <summary>Enters a relation with its evidence; operators.</summary>
    /// <param name="http">The node.</param>
    /// <param name="entry">The relation.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<RelationView> EnterRelation(this NodeHttp http, RelationEntry entry, CancellationToken stop) => http.Post<RelationView>($"{Root}/relations", entry, stop);

    /// <summary>Removes a relation; operators.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">Which.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task RemoveRelation(this NodeHttp http, RelationId id, CancellationToken stop) => http.Delete($"{Root}/relations/{id}", stop);

    /// <summary>Who is within some relations of a member.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">Around whom.</param>
    /// <param name="depth">1 to 3 relations away.</param>
    /// <param name="predicate">Only by relations of this kind; null for all.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<NetworkView> Network(this NodeHttp http, MemberId id, int depth, string? predicate, CancellationToken stop) =>
        http.Get<NetworkView>($"{Root}/members/{id}/network{QueryText.Of(("depth", depth.ToString()), ("predicate", predicate))}", stop);

    /// <summary>The sections of GB/T 4754.</summary>
    /// <param name="http">The node.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<IReadOnlyList<IndustryView>> Industries(this NodeHttp http, CancellationToken stop) => http.Get<IReadOnlyList<IndustryView>>($"{Root}/industries", stop);

    /// <summary>Takes a CSV file into the registry, all or nothing; operators.</summary>
    /// <param name="http">The node.</param>
    /// <param name="what">members or relations.</param>
    /// <param name="csv">The file.</param>
    /// <param name="trial">Only says what would happen.</param>
    /// <param name="stop">Ends the call.</param>
    /// <exception cref="NodeProblemException">Code <c>input.csv</c>: the facts name row, column and what to do.</exception>
    public static Task<ImportView> ImportRegistry(this NodeHttp http, string what, Stream csv, bool trial, CancellationToken stop)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{Root}/import/{Uri.EscapeDataString(what)}{QueryText.Of(("trial", trial ? "true" : null))}") { Content = new StreamContent(csv) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        return http.Send<ImportView>(request, stop);
    }

    /// <summary>Writes the registry as CSV into a stream.</summary>
    /// <param name="http">The node.</param>
    /// <param name="what">members or relations.</param>
    /// <param name="output">Where to.</param>
    /// <param name="stop">Ends the call.</param>
    public static async Task ExportRegistry(this NodeHttp http, string what, Stream output, CancellationToken stop)
    {
        using var answer = await http.Http.GetAsync($"{Root}/export/{Uri.EscapeDataString(what)}", HttpCompletionOption.ResponseHeadersRead, stop);
        await NodeHttp.Check(answer, stop);
        await answer.Content.CopyToAsync(output, stop);
    }
}
