using System.Net;
using System.Text;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Members;
using KeyEcosystem.Kernel;
using KeyEcosystem.Members.Core;
using Xunit;

namespace KeyEcosystem.Host.Tests;

public sealed class RegistryTests(SharedNode shared)
{
    private static readonly MemberId Huawei = new(BundledRegistry.IdOf("E02"));

    [Theory]
    [InlineData("华为", "E02")]
    [InlineData("huawei", "E02")]
    [InlineData("e02", "E02")]
    public async Task A_member_is_found_by_words_in_either_language(string query, string code)
    {
        var node = await shared.Node();

        var found = await node.Operator.AllMembers(new MemberSearch(query), default).ToListAsync();

        Assert.Contains(found, m => m.Code == code);
        Assert.True(found.Count < 82);
        Assert.Empty(await node.Operator.AllMembers(new MemberSearch("为华"), default).ToListAsync());
    }

    [Fact]
    public async Task A_changed_name_is_found_and_the_old_one_no_longer_and_a_stale_change_is_refused()
    {
        var node = await shared.Node();
        var (member, admin, _) = await node.Admit("旧名 old", "factory");
        var read = await admin.Member(member.Id, default);

        var changed = await admin.ChangeMember(member.Id, new MemberChange("新称", "Fresh", null, null, "C", null), read.Version, default);
        var stale = await Assert.ThrowsAsync<NodeProblemException>(() => admin.ChangeMember(member.Id, new MemberChange("又名", null, null, null, null, null), read.Version, default));
        var tooHigh = await Assert.ThrowsAsync<NodeProblemException>(() => admin.ChangeMember(member.Id, new MemberChange(null, null, null, "leader", null, null), null, default));

        Assert.Equal("C", changed.Industry);
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.Status);
        Assert.Equal("access.role", tooHigh.Code);
        Assert.Single(await node.Operator.AllMembers(new MemberSearch("新称", Industry: "C", Country: "CN"), default).ToListAsync());
        Assert.Empty(await node.Operator.AllMembers(new MemberSearch("旧名"), default).ToListAsync());
        Assert.Empty(await node.Operator.AllMembers(new MemberSearch("新称", Country: "FR"), default).ToListAsync());
    }

    [Fact]
    public async Task The_neighbourhood_grows_with_its_depth_as_the_obvious_form_says()
    {
        var node = await shared.Node();
        var known = (await node.Operator.AllMembers(null, default).ToListAsync()).Select(m => m.Id).ToHashSet();
        var relations = await node.Operator.Relations(null, default);
        var all = relations.Where(r => known.Contains(r.Subject) && known.Contains(r.Object)).ToList();

        for (var depth = 1; depth <= 3; depth++)
        {
            var network = await node.Operator.Network(Huawei, depth, null, default);

            var expected = new HashSet<MemberId> { Huawei };
            for (var step = 0; step < depth; step++)
            {
                expected.UnionWith(all.Where(r => expected.Contains(r.Subject) || expected.Contains(r.Object)).ToList().SelectMany(r => new[] { r.Subject, r.Object }).ToList());
            }

            Assert.Equal(expected.Select(m => m.ToString()).Order(StringComparer.Ordinal), network.Members.Select(m => m.Id.ToString()).Order(StringComparer.Ordinal));
            Assert.Equal(all.Count(r => expected.Contains(r.Subject) && expected.Contains(r.Object)), network.Relations.Count);
            Assert.False(network.Truncated);
        }

        Assert.Equal("input.field", (await Assert.ThrowsAsync<NodeProblemException>(() => node.Operator.Network(Huawei, 4, null, default))).Code);
        Assert.Equal(relations.Count, (await node.Operator.RelationKinds(default)).Sum(k => k.Count));
    }

    [Fact]
    public async Task An_operator_enters_a_relation_with_evidence_once_and_removes_it()
    {
        var node = await shared.Node();
        var (member, admin, _) = await node.Admit("工厂", "factory");
        var entry = new RelationEntry(null, member.Id, "supplies", Huawei, "a contract that both have published");

        var entered = await node.Operator.EnterRelation(entry, default);
        var twice = await Assert.ThrowsAsync<NodeProblemException>(() => node.Operator.EnterRelation(entry, default));
        var without = await Assert.ThrowsAsync<NodeProblemException>(() => node.Operator.EnterRelation(entry with { Evidence = " " }, default));
        var byMember = await Assert.ThrowsAsync<NodeProblemException>(() => admin.EnterRelation(entry, default));
        await node.Operator.RemoveRelation(entered.Id, default);

        Assert.Equal("members.relation.exists", twice.Code);
        Assert.Equal("evidence", without.Facts["field"]);
        Assert.Equal("access.role", byMember.Code);
        Assert.Empty(await node.Operator.Relations(member.Id, default));
    }

    [Fact]
    public async Task What_is_exported_is_imported_again_without_a_change_and_a_changed_row_changes_its_member_alone()
    {
        await using var node = await RunningNode.Start();
        var before = await Export(node, "members");

        var same = await Import(node, "members", before);
        var changed = await Import(node, "members", before.Replace(",华为欧洲研究院,", ",\"'=华为,\"\"欧研\"\"\",", StringComparison.Ordinal));
        var relations = await Import(node, "relations", await Export(node, "relations"));

        Assert.Equal(new ImportView(false, 82, 0, 0, 82), same);
        Assert.Equal(new ImportView(false, 82, 0, 1, 81), changed);
        Assert.Equal(118, relations.Unchanged);
        Assert.StartsWith("\uFEFFid,", before, StringComparison.Ordinal);
        Assert.Equal("=华为,\"欧研\"", (await node.Operator.AllMembers(new MemberSearch("欧研"), default).ToListAsync()).Single().NameZh);
        Assert.Contains("\"'=华为,\"\"欧研\"\"\"", await Export(node, "members"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_with_one_bad_row_imports_nothing_and_names_row_and_column()
    {
        var node = await shared.Node();
        const string File = "name_zh,name_en,type,country\n新甲,New A,factory,CN\n新乙,New B,castle,CN\n新丙,New C,factory\n新丁,,factory,China\n";

        var refused = await Assert.ThrowsAsync<NodeProblemException>(() => Import(node, "members", File));

        Assert.Equal("input.csv", refused.Code);
        Assert.Equal(["2 type", "3 ", "4 name_en"], Enumerable.Range(0, int.Parse(refused.Facts["problems"])).Select(i => $"{refused.Facts[$"row{i}"]} {refused.Facts[$"column{i}"]}"));
        Assert.Empty(await node.Operator.AllMembers(new MemberSearch("新甲"), default).ToListAsync());
    }

    [Fact]
    public async Task A_trial_run_says_what_would_happen_and_new_members_are_listed_never_admitted()
    {
        var node = await shared.Node();
        const string File = "name_zh,name_en,type,country,state\n新戊,New E,factory,CN,admitted\n";

        var tried = await Import(node, "members", File, trial: true);
        Assert.Empty(await node.Operator.AllMembers(new MemberSearch("新戊"), default).ToListAsync());
        var done = await Import(node, "members", File);

        Assert.Equal(tried with { Tried = false }, done);
        Assert.Equal("listed", (await node.Operator.AllMembers(new MemberSearch("新戊"), default).ToListAsync()).Single().State);
    }

    [Theory]
    [InlineData("name_zh,name_en\n")]
    [InlineData("name_zh,name_en,type,country,colour\n")]
    [InlineData("name_zh,name_zh,name_en,type,country\n")]
    [InlineData("")]
    [InlineData("name_zh,name_en,type,country\n\"open quote,b,factory,CN\n")]
    public async Task A_file_that_is_no_table_of_members_is_refused_as_input(string file)
    {
        var node = await shared.Node();

        Assert.Equal(HttpStatusCode.BadRequest, (await Assert.ThrowsAsync<NodeProblemException>(() => Import(node, "members", file))).Status);
    }

    private static async Task<string> Export(RunningNode node, string what)
    {
        using var output = new MemoryStream();
        await node.Operator.ExportRegistry(what, output, default);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static Task<ImportView> Import(RunningNode node, string what, string file, bool trial = false) =>
        node.Operator.ImportRegistry(what, new MemoryStream(Encoding.UTF8.GetBytes(file)), trial, default);
}
