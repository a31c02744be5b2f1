using System.Reflection;
using Xunit;

namespace KeyEcosystem.Architecture.Tests;

public sealed class ArrowTests
{
    public static TheoryData<string> Assemblies => ["Kernel", "Contracts", "Platform", "Client", "Console", "Host", "Members", "Dataspace", "Compute", "Market", "Observatory"];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void References_follow_the_arrows(string name)
    {
        var assembly = Assembly.Load("KeyEcosystem." + name);

        Assert.Empty(Rules.ForbiddenReferences("KeyEcosystem." + name, assembly.GetReferencedAssemblies().Select(a => a.Name!)));
    }

    [Fact]
    public void The_arrow_rule_finds_an_engine_that_refers_to_another() =>
        Assert.Equal(["KeyEcosystem.Dataspace"], Rules.ForbiddenReferences("KeyEcosystem.Members", ["KeyEcosystem.Kernel", "KeyEcosystem.Dataspace", "System.Runtime"]));

    [Fact]
    public void The_arrow_rule_finds_a_console_that_goes_around_the_client() =>
        Assert.Equal(["KeyEcosystem.Platform"], Rules.ForbiddenReferences("KeyEcosystem.Console", ["KeyEcosystem.Client", "KeyEcosystem.Platform", "MudBlazor"]));

    [Fact]
    public void The_kernel_has_no_packages() =>
        Assert.Empty(Rules.ForeignReferences(Assembly.Load("KeyEcosystem.Kernel").GetReferencedAssemblies().Select(a => a.Name!)));

    [Fact]
    public void The_package_rule_finds_a_package() =>
        Assert.Equal(["Npgsql"], Rules.ForeignReferences(["System.Runtime", "Npgsql"]));

    [Fact]
    public void The_kernel_is_pure() => Assert.Empty(Rules.ImpureTypes(Assembly.Load("KeyEcosystem.Kernel"), "^KeyEcosystem\\.Kernel"));

    [Fact]
    public void The_cores_of_the_engines_are_pure() =>
        Assert.All(Rules.Engines, e => Assert.Empty(Rules.ImpureTypes(e, "\\.Core(\\.|$)")));

    [Fact]
    public void The_purity_rule_finds_a_core_that_reads_a_file() =>
        Assert.Contains(Rules.ImpureTypes(typeof(ArrowTests).Assembly, "\\.Planted\\.Core$"), t => t.EndsWith("ReadsFilesInCore", StringComparison.Ordinal));
}
