using System.CommandLine;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Members;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Cli;

/// <summary><c>keyeco members</c>: list, show, apply, and the steps of admission.</summary>
internal static class MemberVerbs
{
    private static readonly Argument<MemberId> Id = Verb.Id<MemberId>("member", "The member. 成员。");
    private static readonly Option<string?> Query = new("--query") { Description = "Words of the name, Chinese or English. 名称中的词。" };
    private static readonly Option<string?> State = new("--state") { Description = "listed, applied, admitted, suspended or left. 状态。" };
    private static readonly Option<string?> Type = new("--type") { Description = "Kind of organisation. 机构类型。" };
    private static readonly Option<MemberId?> OwnId = Verb.OwnId<MemberId>();
    private static readonly Option<string> NameZh = new("--name-zh") { Description = "Chinese name. 中文名称。", Required = true };
    private static readonly Option<string> NameEn = new("--name-en") { Description = "English name. 英文名称。", Required = true };
    private static readonly Option<string> Kind = new("--type") { Description = "enterprise, institute, university, fund, regulator, city, factory, cloud-provider, joint-lab. 机构类型。", Required = true };
    private static readonly Option<string> Role = new("--role") { Description = "leader, supporting or other. 角色。", DefaultValueFactory = _ => "other" };
    private static readonly Option<string?> Industry = new("--industry") { Description = "GB/T 4754 section letter A to T. 国民经济行业门类。" };
    private static readonly Option<string> Country = new("--country") { Description = "ISO 3166 two letters. 国家或地区代码。", Required = true };
    private static readonly Option<bool> Demonstration = new("--demonstration") { Description = "The organisation is fictitious; its records are kept apart for good. 虚构机构，记录单列。" };

    private static readonly Option<string?> CountryFilter = new("--country") { Description = "ISO 3166 two letters. 国家或地区代码。" };
    private static readonly Option<int> Depth = new("--depth") { Description = "Relations away, 1 to 3. 关系层数。", DefaultValueFactory = _ => 1 };
    private static readonly Option<string?> Predicate = new("--kind") { Description = "Only relations of this kind. 关系类型。" };

    public static Command Build()
    {
        var verb = Verb.Of("members", "Members; with --state listed the entities of the plan. 成员；--state listed 列出名录实体。", List, Query, State, Type, Industry, CountryFilter);
        verb.Add(Verb.Of("list", "All that fit. 列出。", List, Query, State, Type, Industry, CountryFilter));
        verb.Add(Verb.Of("network", "Who is within some relations of a member. 成员的关系网络。", Network, Id, Depth, Predicate));
        verb.Add(Verb.Of("industries", "The sections of GB/T 4754. 国民经济行业门类。", async run => await run.List(await run.Node.Industries(run.Stop), ["Section", "名称", "Name"], i => [i.Section, i.NameZh, i.NameEn])));
        verb.Add(Verb.Of("show", "One member with its relations. 查看成员及其关系。", Show, Id));
        verb.Add(Verb.Of("apply", "Enters an application for admission. 提交入盟申请。", Apply, OwnId, NameZh, NameEn, Kind, Role, Industry, Country, Demonstration));
        (string Step, string Words)[] steps =
        [
            ("admit", "Admits an applicant. 准入。"),
            ("withdraw", "Withdraws an application. 撤回申请。"),
            ("suspend", "Suspends a member: it may neither offer nor use. 暂停成员资格。"),
            ("reinstate", "Reinstates a suspended member. 恢复成员资格。"),
            ("leave", "Ends the membership. 退出。"),
            ("apply-again", "Applies again after having left. 退出后重新申请。"),
        ];
        foreach (var (step, words) in steps)
        {
            verb.Add(Verb.Of(step, words, run => Step(run, step == "apply-again" ? "apply" : step), Id));
        }

        return verb;
    }

    /// <summary>For people and without a question: members alone; who is only listed is found when looked for.</summary>
    private static async Task List(VerbRun run)
    {
        var (asked, query) = (run.Get(State), run.Get(Query));
        var found = run.Node.AllMembers(new MemberSearch(query, run.Get(Type), asked, run.Get(Industry), run.Get(CountryFilter)), run.Stop);
        var listed = 0;
        await run.List(
            run.Json || asked is not null || query is not null ? found : found.Where(IsMember),
            ["Id", "名称", "Name", "Type", "Country", "State"],
            m => [m.Id.ToString(), m.NameZh, m.NameEn, CodeWords.MemberType(m.Type), m.Country, Standing(m)]);
        if (listed > 0)
        {
            run.Notes.WriteLine($"{CountWords.Of(listed, "organisation")} of the plan listed only, not members: --state listed · 另有 {listed} 个名录实体（非成员）：--state listed");
        }

        bool IsMember(MemberView member)
        {
            listed += member.State == "listed" ? 1 : 0;
            return member.State != "listed";
        }
    }

    private static async Task Show(VerbRun run)
    {
        var member = await run.Node.Member(run.Get(Id), run.Stop);
        Say(run, member);
        if (!run.Json && await run.Node.Relations(member.Id, run.Stop) is { Count: > 0 } relations)
        {
            await run.List(relations, ["Code", "Subject Id", "Relation", "Object Id"], r => [r.Code, r.Subject.ToString(), r.Predicate, r.Object.ToString()]);
        }
    }

    private static async Task Network(VerbRun run)
    {
        var network = await run.Node.Network(run.Get(Id), run.Get(Depth), run.Get(Predicate), run.Stop);
        if (run.Json)
        {
            run.Show(network);
            return;
        }

        await run.List(network.Members, ["Steps", "Id", "名称", "Name", "Type", "Country"], m => [$"{m.Steps}", m.Id.ToString(), m.NameZh, m.NameEn, CodeWords.MemberType(m.Type), m.Country]);
        var names = network.Members.ToDictionary(m => m.Id, m => m.NameEn);
        await run.List(network.Relations, ["From", "Relation", "To"], r => [names[r.Subject], r.Predicate, names[r.Object]]);
        run.Notes.WriteLine(network.Truncated ? "There are more than one answer holds. 结果已截断。" : "");
    }

    private static async Task Apply(VerbRun run)
    {
        var member = await run.Node.ApplyMember(
            new MemberApplication(run.Get(OwnId), run.Get(NameZh)!, run.Get(NameEn)!, run.Get(Kind)!, run.Get(Role)!, run.Get(Industry), run.Get(Country)!, run.Get(Demonstration)), run.Stop);
        Say(run, member);
        run.Notes.WriteLine((await run.Node.Me(run.Stop)).Roles.Contains("operator")
            ? $"The application waits for your decision: keyeco members admit {member.Id}, or keyeco members withdraw {member.Id}. 申请待您审核：准入用 keyeco members admit {member.Id}，撤回用 keyeco members withdraw {member.Id}。"
            : "An operator decides; a letter tells you, and keyeco me shows where it stands. 由运营方审核；结果以邮件通知，也可用 keyeco me 查看。");
    }

    private static async Task Step(VerbRun run, string step) => Say(run, await run.Node.StepMember(run.Get(Id), step, run.Stop));

    private static string Standing(MemberView m) => StateNames.CodedMember(m.State) + (m.Demonstration ? " (demonstration 演示)" : "");

    private static void Say(VerbRun run, MemberView m) => run.Show(
        m, ("member", m.Id.ToString()), ("name", $"{m.NameZh}  {m.NameEn}"), ("type", CodeWords.MemberType(m.Type)), ("role", CodeWords.PlanRole(m.Role)), ("industry", m.Industry), ("country", m.Country), ("state", $"{Standing(m)} since 自 {m.Since:u}"), ("words", m.Words));
}
