using Xunit;

namespace KeyEcosystem.Architecture.Tests;

public sealed class UsingOrderTests
{
    [Fact]
    public void Using_directives_stand_in_the_order_of_the_format()
    {
        var root = Root();
        var files = new[] { "src", "tests", "bench" }.SelectMany(f => Directory.EnumerateFiles(Path.Combine(root, f), "*.cs", SearchOption.AllDirectories))
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).ToList();

        Assert.True(files.Count > 300, $"only {files.Count} files were found");
        Assert.Equal([], files.Select(f => (File: Path.GetRelativePath(root, f), Fault: UsingOrder.Fault(File.ReadLines(f)))).Where(f => f.Fault is not null).Select(f => $"{f.File} {f.Fault}"));
    }

    [Theory]
    [InlineData("using Xunit;\nusing System.Net;")]
    [InlineData("using System.Text;\nusing System.Net;")]
    [InlineData("using static System.Math;\nusing System.Net;")]
    [InlineData("using A = System.Math;\nusing static System.Math;")]
    [InlineData("// words\n\nusing Xunit.B;\nusing Xunit;")]
    public void The_rule_finds_a_directive_out_of_order(string file) => Assert.NotNull(UsingOrder.Fault(file.Split('\n')));

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "KeyEcosystem.slnx")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }
}
