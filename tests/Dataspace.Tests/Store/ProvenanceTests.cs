using System.Text.Json;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Platform.Identity;
using Xunit;

namespace KeyEcosystem.Dataspace.Tests.Store;

/// <summary>How assets came about, in W3C PROV.</summary>
public sealed class ProvenanceTests
{
    private const string Anybody = """{"permission":[{"action":"use"}]}""";

    [Fact]
    public async Task A_result_of_results_names_all_that_is_behind_it_who_made_it_and_whose_it_is()
    {
        await using var room = await TestRoom.Open();
        var (meters, weather) = (await room.Publish(Anybody, "meters"), await room.Publish(Anybody, "weather"));
        var first = await Made(room, room.Provider, "joined", meters.Id, weather.Id);
        var second = await Made(room, room.Provider, "report", first.Id, meters.Id);

        var view = (await room.Get<Provenances>().Of(second.Id, room.Provider, default))!;

        var nodes = view.Graph.ToDictionary(n => n.Id);
        var report = nodes[Iri(second.Id)];
        Assert.Same(report, view.Graph[0]);
        Assert.Equal(("report", Iri(second.Job), Iri(room.Provider.Member)), (report.Title, report.GeneratedBy!.Id, report.AttributedTo!.Id));
        Assert.Equal([Iri(first.Id), Iri(meters.Id)], report.DerivedFrom!.Select(l => l.Id));
        Assert.Equal([Iri(meters.Id), Iri(weather.Id)], nodes[Iri(first.Id)].DerivedFrom!.Select(l => l.Id));
        Assert.Equal([Iri(first.Id), Iri(meters.Id)], nodes[Iri(second.Job)].Used!.Select(l => l.Id));
        Assert.Equal((true, null, null), (report.Inherits, nodes[Iri(meters.Id)].Inherits, nodes[Iri(meters.Id)].DerivedFrom));
        Assert.Equal(7, view.Graph.Count);
        Assert.All(view.Graph.SelectMany(Links), l => Assert.Contains(l.Id, nodes.Keys));
    }

    [Fact]
    public async Task It_is_json_ld_of_prov_o()
    {
        await using var room = await TestRoom.Open();
        var made = await Made(room, room.Provider, "joined", (await room.Publish(Anybody, "meters")).Id);

        var json = JsonSerializer.SerializeToElement(await room.Get<Provenances>().Of(made.Id, room.Provider, default), JsonSerializerOptions.Web);

        Assert.Equal("http://www.w3.org/ns/prov#", json.GetProperty("@context").GetProperty("prov").GetString());
        var entity = json.GetProperty("@graph")[0];
        Assert.Equal("prov:Entity", entity.GetProperty("@type")[0].GetString());
        Assert.StartsWith("urn:keyeco:ast_", entity.GetProperty("prov:wasDerivedFrom")[0].GetProperty("@id").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("urn:keyeco:job_", entity.GetProperty("prov:wasGeneratedBy").GetProperty("@id").GetString(), StringComparison.Ordinal);
        Assert.False(entity.TryGetProperty("prov:used", out _));
    }

    [Fact]
    public async Task What_the_readers_catalogue_does_not_list_has_no_title()
    {
        await using var room = await TestRoom.Open();
        var secret = await Made(room, room.Provider, "secret plan");
        var made = await Made(room, room.Consumer, "made of it", secret.Id);

        var theirs = (await room.Get<Provenances>().Of(made.Id, room.Consumer, default))!;
        var auditors = (await room.Get<Provenances>().Of(made.Id, room.NewMember("regulator") with { Roles = [NodeRoles.Auditor] }, default))!;

        Assert.Equal((null, null), (theirs.Graph[1].Title, theirs.Graph[1].Sha256));
        Assert.Equal("secret plan", auditors.Graph[1].Title);
        Assert.Null(await room.Get<Provenances>().Of(new AssetId(room.Get<IIds>().Next()), room.Consumer, default));
    }

    private static IEnumerable<ProvenanceLinkView> Links(ProvenanceNodeView node) =>
        (node.DerivedFrom ?? []).Concat(node.Used ?? []).Concat(new[] { node.GeneratedBy, node.AttributedTo, node.AssociatedWith }.OfType<ProvenanceLinkView>());

    private static async Task<(AssetId Id, JobId Job)> Made(TestRoom room, Caller owner, string title, params AssetId[] sources)
    {
        var (job, file) = (new JobId(room.Get<IIds>().Next()), Path.Combine(room.Folder, Guid.NewGuid().ToString("n")));
        await File.WriteAllTextAsync(file, title);
        return (TestRoom.Ok(await room.Get<IDerivedAssets>().Keep(new DerivedAsset(new AssetId(room.Get<IIds>().Next()), owner.Member, title, file, "text/plain", sources, job), "key_test", default)), job);
    }

    private static string Iri<T>(T id)
        where T : struct, ITypedId<T> => $"urn:keyeco:{id}";
}
