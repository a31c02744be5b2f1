using System.Net;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Contracts.Market;
using KeyEcosystem.Contracts.Members;
using Xunit;

namespace KeyEcosystem.Host.Tests;

public sealed class ExchangeTests(SharedNode shared)
{
    [Fact]
    public async Task A_signed_agreement_opens_the_gate_for_its_purpose_and_only_for_that()
    {
        var node = await shared.Node();
        var factory = (await node.Admit("factory", "factory")).Http;
        var institute = (await node.Admit("institute", "institute")).Http;
        var asset = await RunningNode.Publish(factory);

        Assert.Contains("agreement.none", await Refusal(institute, asset, "research"));
        var agreement = await RunningNode.Agree(factory, institute, asset);
        Assert.Equal("signed", agreement.State);
        Assert.Equal([1, 2, 3], await institute.Http.GetByteArrayAsync($"dataspace/v1/assets/{asset.Id}/content?purpose=research"));
        Assert.Contains("policy.purpose.refused", await Refusal(institute, asset, "sales"));
        await factory.Post<AgreementView>($"dataspace/v1/agreements/{agreement.Id}/terminate", null, default);
        Assert.Contains("agreement.not-in-force", await Refusal(institute, asset, "research"));
    }

    [Fact]
    public async Task An_organisation_of_the_wrong_kind_is_refused_with_the_clause_even_under_agreement()
    {
        var node = await shared.Node();
        var factory = (await node.Admit("factory", "factory")).Http;
        var cloud = (await node.Admit("cloud", "cloud-provider")).Http;
        var asset = await RunningNode.Publish(factory);
        await RunningNode.Agree(factory, cloud, asset);

        Assert.Contains("permission[0].constraint[1]", await Refusal(cloud, asset, "research"));
    }

    [Fact]
    public async Task A_limited_count_is_never_exceeded_by_callers_at_once()
    {
        var node = await shared.Node();
        var factory = (await node.Admit("factory", "factory")).Http;
        var institute = (await node.Admit("institute", "institute")).Http;
        var asset = await RunningNode.Publish(factory, """{"permission":[{"action":"read","constraint":[{"leftOperand":"count","operator":"lteq","rightOperand":3}]}]}""");
        await RunningNode.Agree(factory, institute, asset);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => institute.Http.GetAsync($"dataspace/v1/assets/{asset.Id}/content")));

        Assert.True(answers.Count(a => a.StatusCode == HttpStatusCode.OK) <= 3);
        var later = new List<HttpStatusCode>();
        for (var i = 0; i < 4; i++)
        {
            later.Add((await institute.Http.GetAsync($"dataspace/v1/assets/{asset.Id}/content")).StatusCode);
        }

        Assert.Equal(3, answers.Count(a => a.StatusCode == HttpStatusCode.OK) + later.Count(s => s == HttpStatusCode.OK));
    }

    [Fact]
    public async Task A_suspended_member_gets_nothing()
    {
        var node = await shared.Node();
        var factory = (await node.Admit("factory", "factory")).Http;
        var (member, institute, _) = await node.Admit("institute", "institute");
        var asset = await RunningNode.Publish(factory);
        await RunningNode.Agree(factory, institute, asset);

        await node.Operator.Post<MemberView>($"members/v1/members/{member.Id}/suspend", null, default);

        Assert.Contains("member.not-admitted", await Refusal(institute, asset, "research"));
    }

    [Fact]
    public async Task The_registry_is_listed_and_nobody_in_it_is_admitted()
    {
        await using var node = await RunningNode.Start();

        var page = await node.Operator.Get<Page<MemberView>>("members/v1/members?limit=500", default);
        var huawei = await node.Operator.Get<Page<MemberView>>("members/v1/members?query=" + Uri.EscapeDataString("华为"), default);

        Assert.Equal(82, page.Items.Count);
        Assert.All(page.Items, m => Assert.Equal("listed", m.State));
        Assert.Contains(huawei.Items, m => m.Code == "E02");
    }

    [Fact]
    public async Task A_changed_upload_is_refused_and_nothing_is_kept()
    {
        var node = await shared.Node();
        var factory = (await node.Admit("factory", "factory")).Http;
        var asset = await RunningNode.Publish(factory, """{"permission":[]}""");
        var empty = await factory.Post<AssetView>("dataspace/v1/assets", new AssetPublication(null, "dataset", "other", null, "CN", System.Text.Json.JsonDocument.Parse("{}").RootElement, 0), default);

        using var put = new HttpRequestMessage(HttpMethod.Put, $"dataspace/v1/assets/{empty.Id}/content") { Content = new ByteArrayContent([9]) };
        put.Headers.Add("Content-SHA256", new string('0', 64));
        using var answer = await factory.Http.SendAsync(put);

        Assert.Contains("blob.checksum", await answer.Content.ReadAsStringAsync());
        Assert.Null((await factory.Get<AssetView>($"dataspace/v1/assets/{empty.Id}", default)).Sha256);
        Assert.NotNull((await factory.Get<AssetView>($"dataspace/v1/assets/{asset.Id}", default)).Sha256);
    }

    [Fact]
    public async Task A_data_set_larger_than_the_servers_usual_limit_is_taken()
    {
        var node = await shared.Node();
        var factory = (await node.Admit("factory", "factory")).Http;
        var asset = await factory.Post<AssetView>("dataspace/v1/assets", new AssetPublication(null, "dataset", "large", null, "CN", System.Text.Json.JsonDocument.Parse("{}").RootElement, 0), default);

        using var put = new HttpRequestMessage(HttpMethod.Put, $"dataspace/v1/assets/{asset.Id}/content") { Content = new ByteArrayContent(new byte[40_000_000]) };

        Assert.Equal(40_000_000, (await factory.Send<AssetView>(put, default)).Length);
    }

    [Fact]
    public async Task What_a_job_used_is_owed_once_by_its_member_to_the_owner_of_the_pool()
    {
        const long fenPerDeviceHour = 1_000_000_000;
        await using var node = await RunningNode.Start();
        var (owner, cloud, _) = await node.Admit("cloud", "cloud-provider");
        var (user, institute, _) = await node.Admit("institute", "institute");
        var stranger = (await node.Admit("factory", "factory")).Http;
        using var open = System.Text.Json.JsonDocument.Parse("""{"permission":[{"action":"compute"}]}""");
        var devices = await cloud.Post<AssetView>("dataspace/v1/assets", new AssetPublication(null, "compute-pool", "cores", "I", "CN", open.RootElement, fenPerDeviceHour), default);
        var pool = await cloud.RegisterPool(new PoolRegistration(null, devices.Id, 1, "cores", "CN", "cpu", 0, "fp64", 0, false, true, true), default);
        var agreement = await RunningNode.Agree(cloud, institute, devices);
        var data = await RunningNode.Publish(institute);
        var job = await institute.Post<JobView>("compute/v1/jobs", new JobSubmission(null, pool.Id, "report", null, null, "energy-report", [data.Id], "research", 1, null), default);
        await institute.Http.GetStringAsync($"compute/v1/jobs/{job.Id}/logs?follow=true");
        job = await institute.Job(job.Id, default);

        await node.Operator.Settle(default);
        await node.Operator.Settle(default);

        var query = new EntryQuery(Demonstration: true, Agreement: agreement.Id);
        var entry = Assert.Single((await institute.Entries(query, null, null, default)).Items);
        Assert.Equal((owner.Id, user.Id, "charged", true), (entry.Provider, entry.Consumer, entry.Basis, entry.Demonstration));
        Assert.Equal((job.DeviceMs!.Value, job.DeviceMs.Value * fenPerDeviceHour / 3_600_000), (entry.Quantity, entry.AmountMinor));
        Assert.True(entry.AmountMinor > 0);
        Assert.Equal(0, entry.Postings.Sum(p => p.AmountMinor));
        Assert.Equal(entry.AmountMinor, (await cloud.Statement(null, true, null, null, default)).Lines.Single().AmountMinor);
        Assert.Empty((await stranger.Entries(query, null, null, default)).Items);
        var mine = (await cloud.Entries(query, null, null, default)).Items.Single();
        Assert.NotEqual(entry.Evidence, mine.Evidence);
        await cloud.Get<Kernel.Evidence.EvidenceProof>($"evidence/v1/records/{mine.Evidence}/proof", default);
        Assert.True((await node.Operator.VerifyLedger(default)).Holds);
        Assert.Equal(entry.AmountMinor / 100.0, (await node.Operator.Indicator("P09", null, true, default)).Measured.Value);
    }

    private static async Task<string> Refusal(NodeHttp who, AssetView asset, string purpose)
    {
        using var answer = await who.Http.GetAsync($"dataspace/v1/assets/{asset.Id}/content?purpose={purpose}");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }
}
