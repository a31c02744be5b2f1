using KeyEcosystem.Contracts.Members;
using KeyEcosystem.Members.Core;
using Xunit;

namespace KeyEcosystem.Members.Tests.Core;

[Trait("Store", "none")]
public sealed class AdmissionTests
{
    [Theory]
    [InlineData(MemberState.Applied, "admit", MemberState.Admitted)]
    [InlineData(MemberState.Applied, "withdraw", MemberState.Left)]
    [InlineData(MemberState.Admitted, "suspend", MemberState.Suspended)]
    [InlineData(MemberState.Admitted, "leave", MemberState.Left)]
    [InlineData(MemberState.Suspended, "reinstate", MemberState.Admitted)]
    [InlineData(MemberState.Suspended, "leave", MemberState.Left)]
    [InlineData(MemberState.Left, "apply", MemberState.Applied)]
    [InlineData(MemberState.Trial, "leave", MemberState.Left)]
    public void A_legal_step_leads_to_its_state(MemberState from, string step, MemberState to) => Assert.Equal(to, Admission.Next(from, step));

    [Fact]
    public void Every_other_cell_of_the_table_is_refused()
    {
        var legal = 0;
        foreach (var from in Enum.GetValues<MemberState>())
        {
            foreach (var step in Admission.Steps)
            {
                legal += Admission.Next(from, step) is null ? 0 : 1;
            }
        }

        Assert.Equal(8, legal);
    }

    [Fact]
    public void A_listed_entity_is_never_admitted_by_somebody_else() => Assert.Empty(Admission.From(MemberState.Listed));

    [Theory]
    [InlineData("nameZh")]
    [InlineData("type")]
    [InlineData("role")]
    [InlineData("industry")]
    [InlineData("country")]
    public void A_wrong_field_is_named(string field)
    {
        var good = new MemberApplication(null, "示例云", "Sample Cloud", "cloud-provider", "supporting", "I", "CN", true);

        var refusal = ApplicationRules.Check(field switch
        {
            "nameZh" => good with { NameZh = " " },
            "type" => good with { Type = "club" },
            "role" => good with { Role = "" },
            "industry" => good with { Industry = "Z" },
            _ => good with { Country = "cn" },
        });

        Assert.Null(ApplicationRules.Check(good));
        Assert.Equal(field, refusal!.Facts!["field"]);
    }

    [Fact]
    public void The_bundled_tables_hold_82_entities_and_118_relations_between_them()
    {
        var entities = Lines("seed-entities.csv").Skip(1).Select(l => l.Split(',')[0]).ToHashSet(StringComparer.Ordinal);
        var relations = Lines("seed-relations.csv").Skip(1).Select(l => l.Split(',')).ToList();

        Assert.Equal(82, entities.Count);
        Assert.Equal(118, relations.Count);
        Assert.All(relations, r => Assert.Contains(r[1], entities));
    }

    private static IEnumerable<string> Lines(string name)
    {
        using var reader = new StreamReader(typeof(Admission).Assembly.GetManifestResourceStream(name)!);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
