using System.Reflection;
using NetArchTest.Rules;

namespace KeyEcosystem.Architecture.Tests;

/// <summary>The rules of the house. Each returns what breaks it, so that a planted violation can prove that it bites.</summary>
internal static class Rules
{
    private static readonly string[] EngineNames = ["Members", "Dataspace", "Compute", "Market", "Observatory"];

    private static readonly string[] ImpureNamespaces =
    [
        "Microsoft.EntityFrameworkCore", "Microsoft.AspNetCore", "Microsoft.Extensions", "System.Net", "System.IO.File", "System.IO.Directory", "System.IO.FileStream",
        "System.Threading.Thread", "System.Diagnostics.Process", "Microsoft.Data.Sqlite", "Npgsql",
    ];

    public static IReadOnlyList<Assembly> Engines { get; } = [.. EngineNames.Select(n => Assembly.Load("KeyEcosystem." + n))];

    /// <summary>House assemblies that an assembly refers to but may not.</summary>
    public static IReadOnlyList<string> ForbiddenReferences(string assembly, IEnumerable<string> references)
    {
        var name = assembly.Replace("KeyEcosystem.", "", StringComparison.Ordinal);
        string[] allowed = name switch
        {
            "Kernel" => [],
            "Contracts" or "Platform" => ["Kernel"],
            "Client" => ["Contracts", "Kernel"],
            "Console" => ["Client", "Contracts", "Kernel"],
            _ when EngineNames.Contains(name) => ["Kernel", "Platform", "Contracts"],
            "Host" => ["Kernel", "Platform", "Contracts", "Console", .. EngineNames],
            _ => throw new ArgumentException($"No rule for {assembly}.", nameof(assembly)),
        };
        return [.. references.Where(r => r.StartsWith("KeyEcosystem.", StringComparison.Ordinal) && !allowed.Contains(r["KeyEcosystem.".Length..]))];
    }

    /// <summary>Types in a <c>.Core</c> namespace, or anywhere in the kernel, that touch the outside world.</summary>
    public static IReadOnlyList<string> ImpureTypes(Assembly assembly, string namespacePattern)
    {
        var result = Types.InAssembly(assembly).That().ResideInNamespaceMatching(namespacePattern).ShouldNot().HaveDependencyOnAny(ImpureNamespaces).GetResult();
        return result.FailingTypeNames is null ? [] : [.. result.FailingTypeNames];
    }

    /// <summary>Packages that the kernel may not have: anything outside the runtime.</summary>
    public static IReadOnlyList<string> ForeignReferences(IEnumerable<string> references) =>
        [.. references.Where(r => !r.StartsWith("System", StringComparison.Ordinal) && r != "netstandard" && r != "mscorlib")];
}
