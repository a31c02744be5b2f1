using KeyEcosystem.Client;
using KeyEcosystem.Compute.Core.Airlock;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using Xunit;

namespace KeyEcosystem.Compute.Tests.Core.Airlock;

public sealed class OutputFormsTests
{
    [Theory]
    [InlineData("report.csv=csv; shift=day|night; n=count; kWh=number:6.2")]
    [InlineData("sum.json=json; n=count:9; kWh=number:9.1")]
    [InlineData("one.csv=csv; only=all|; n=count")]
    public void A_form_is_read_as_it_is_written(string line)
    {
        var form = OutputText.Read(line)!;

        Assert.Null(OutputForms.Check([form], 20));
        Assert.Equivalent(form, OutputText.Read(OutputText.Write(form)), strict: true);
    }

    [Theory]
    [InlineData("report.csv")]
    [InlineData("report.csv=csv")]
    [InlineData("report.csv=csv; shift")]
    [InlineData("report.csv=csv; kWh=number:x")]
    [InlineData("report.csv=csv; kWh=text")]
    public void What_is_no_form_is_not_read(string line) => Assert.Null(OutputText.Read(line));

    [Theory]
    [InlineData("../x.csv=csv; n=count", "outputs.name")]
    [InlineData(".x=csv; n=count", "outputs.name")]
    [InlineData("x.csv=xml; n=count", "outputs.form")]
    [InlineData("x.csv=csv; n=count; n=number", "outputs.columns.name")]
    [InlineData("x.json=json; shift=day|night; n=count", "outputs.columns.kind")]
    [InlineData("x.csv=csv; n=count; m=count", "outputs.columns.kind")]
    [InlineData("x.csv=csv; n=count; kWh=number:16.0", "outputs.columns.digits")]
    [InlineData("x.csv=csv; n=count; kWh=number:2.3", "outputs.columns.digits")]
    [InlineData("x.csv=csv; n=count:3.1", "outputs.columns.digits")]
    [InlineData("x.csv=csv; shift=day|day|; n=count", "outputs.columns.values")]
    [InlineData("x.csv=csv; shift=day|ni\u200bght; n=count", "outputs.columns.values")]
    public void A_form_that_can_not_be_is_refused_with_its_field(string line, string field) =>
        Assert.Equal(field, OutputForms.Check([OutputText.Read(line)!], 20)!.Value.Field);

    [Theory]
    [InlineData("x.json=json; n=count", "forms")]
    [InlineData("x.csv=csv; n=count; kWh=number:7.2", "digitsMax")]
    [InlineData("x.csv=csv; shift=day|night; kWh=number:6.2", "cellCountMin")]
    [InlineData("x.csv=csv; a=0|1|2|3|4|5|6|7|8|9; b=0|1|2|3|4|5|6|7|8|9; n=count:6; kWh=number:6.2", "bitsMax")]
    public void A_rule_that_no_output_could_keep_is_named(string line, string rule)
    {
        var rules = AirlockRules.Default with { Forms = ["csv"], DigitsMax = 6, BitsMax = 1000 };

        Assert.Equal(rule, OutputForms.Against(OutputText.Read(line)!, rules)!.Rule);
        Assert.Null(OutputForms.Against(OutputText.Read("x.csv=csv; shift=day|night; n=count; kWh=number:6.2")!, rules));
        Assert.Equal("bytesMax", OutputForms.Against(OutputText.Read("x.csv=csv; n=count")! with { BytesMax = rules.BytesMax + 1 }, rules)!.Rule);
        Assert.Equal("rowsMax", OutputForms.Against(OutputText.Read("x.csv=csv; n=count")! with { RowsMax = rules.RowsMax + 1 }, rules)!.Rule);
    }

    [Fact]
    public void The_bits_of_a_form_are_no_fewer_than_the_outputs_it_can_have()
    {
        // Every table of this form counted one by one: each of the two cells is away or has one of ten counts.
        var form = OutputText.Read("x.csv=csv; shift=day|night; n=count:1")!;

        Assert.True(OutputForms.Bits(form, AirlockRules.Default) >= Math.Log2(11 * 11));
    }

    [Fact]
    public void Of_several_owners_the_strictest_rules_hold()
    {
        var (one, other) = (Member(1), Member(2));
        var all = AirlockRules.Strictest([AirlockRules.Default with { BytesMax = 10, Approval = false, Hosts = [one, other] }, AirlockRules.Default with { CellCountMin = 99, Forms = ["json"], Approval = false, Hosts = [other] }]);

        Assert.Equivalent(AirlockRules.Default with { BytesMax = 10, CellCountMin = 99, Forms = ["json"], Approval = false, Hosts = [other] }, all, strict: true);
        Assert.True(AirlockRules.Strictest([AirlockRules.Default, AirlockRules.Default with { Approval = false }]).Approval);
    }

    [Fact]
    public void Only_a_pool_of_the_owner_or_of_its_host_will_do_and_never_the_senders()
    {
        var (owner, host, sender) = (Member(1), Member(2), Member(3));
        SealedSet own = new(default, owner, "x", AirlockRules.Default), hosted = new(default, owner, "y", AirlockRules.Default with { Hosts = [host, sender] });

        Assert.Null(SealedPlaces.Against(owner, sender, [own, hosted]));
        Assert.Equal(own, SealedPlaces.Against(host, sender, [hosted, own]));
        Assert.Null(SealedPlaces.Against(host, sender, [hosted]));
        Assert.Equal(hosted, SealedPlaces.Against(sender, sender, [hosted]));
    }

    [Theory]
    [InlineData(0, 60)]
    [InlineData(1, 60)]
    [InlineData(60_000, 60)]
    [InlineData(60_001, 120)]
    public void A_sealed_run_ends_at_a_whole_grain(int overMs, int endSeconds)
    {
        var start = TestNode.Begin;

        Assert.Equal(start.AddSeconds(endSeconds), SealedTime.EndOf(start, start.AddMilliseconds(overMs), TimeSpan.FromMinutes(1)));
    }

    private static MemberId Member(int n) => new(new Guid(n, 9, 0, new byte[8]));
}
