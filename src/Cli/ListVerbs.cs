using System.CommandLine;
using System.Text.Json;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Contracts.Identity;
using KeyEcosystem.Contracts.Members;
using Spectre.Console;

namespace KeyEcosystem.Cli;

/// <summary>Verbs that list: tables for people, <c>--json</c> for programs.</summary>
internal static class ListVerbs
{
    private static readonly Option<string?> Query = new("--query") { Description = "Words to look for, Chinese or English. 查询词。" };

    public static Command Me() => Make("me", "Who the node takes you for. 当前身份。", async (http, _, stop) =>
        (object?[])[await http.Get<MeView>("identity/v1/me", stop)], ["Subject", "Member", "Roles"], m => m is MeView v ? [v.Subject, v.Member.ToString(), string.Join(", ", v.Roles)] : []);

    public static Command Members() => Make("members", "Members and listed entities. 成员与名录。", async (http, query, stop) =>
        [.. (await http.Get<Page<MemberView>>("members/v1/members?limit=500&query=" + Uri.EscapeDataString(query ?? ""), stop)).Items],
        ["Id", "名称", "Name", "Type", "Country", "State"],
        m => m is MemberView v ? [v.Id.ToString(), v.NameZh, v.NameEn, v.Type, v.Country, v.Demonstration ? v.State + " (demonstration)" : v.State] : []);

    public static Command Assets() => Make("assets", "The catalogue. 目录。", async (http, query, stop) =>
        [.. (await http.Get<Page<AssetView>>("dataspace/v1/assets?limit=500&query=" + Uri.EscapeDataString(query ?? ""), stop)).Items],
        ["Id", "Title", "Kind", "Provider", "Terms"],
        a => a is AssetView v ? [v.Id.ToString(), v.Title, v.Kind, v.Provider.ToString(), string.Join(' ', v.TermsEn)] : []);

    public static Command Agreements() => Make("agreements", "Your agreements. 本方协议。", async (http, _, stop) =>
        [.. await http.Get<IReadOnlyList<AgreementView>>("dataspace/v1/agreements", stop)],
        ["Id", "Asset", "Provider", "Consumer", "State"],
        a => a is AgreementView v ? [v.Id.ToString(), v.Asset.ToString(), v.Provider.ToString(), v.Consumer.ToString(), v.State] : []);

    private static Command Make(string name, string words, Func<NodeHttp, string?, CancellationToken, Task<object?[]>> read, string[] columns, Func<object?, string[]> cells)
    {
        var verb = new Command(name, words) { Connection.Url, Connection.Json, Query };
        verb.SetAction((parsed, stop) => Connection.Run(async () =>
        {
            var items = await read(Connection.Open(parsed), parsed.GetValue(Query), stop);
            if (parsed.GetValue(Connection.Json))
            {
                Console.WriteLine(JsonSerializer.Serialize(items, NodeHttp.Json));
                return 0;
            }

            var table = new Table().AddColumns(columns);
            foreach (var item in items)
            {
                table.AddRow([.. cells(item).Select(Markup.Escape)]);
            }

            AnsiConsole.Write(table);
            return 0;
        }));
        return verb;
    }
}
