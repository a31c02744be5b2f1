using System.Diagnostics;
using Xunit;

namespace KeyEcosystem.Host.Tests.Operations;

/// <summary>Limits that an operator sets by the environment.</summary>
public sealed class LimitTests
{
    [Theory]
    [InlineData("Compute__ResultsMax", "0", "Compute__ResultsMax: \"0\" is no whole number from 1 to 1000.")]
    [InlineData("Compute__UploadBytesMax", "much", "Compute__UploadBytesMax: \"much\" is no whole number")]
    public async Task A_limit_out_of_its_range_is_said_and_nothing_is_opened(string name, string value, string words)
    {
        var folder = Path.Combine(Directory.CreateTempSubdirectory("keyeco-limits-").FullName, "data");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "keyeco.dll"), "serve", "--data", folder, "--urls", "http://127.0.0.1:0/", "--no-browser"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            Environment = { [name] = value },
        };

        using var process = Process.Start(start)!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(2, process.ExitCode);
        Assert.Contains(words, error, StringComparison.Ordinal);
        Assert.Contains("环境变量", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder, "node.db")));
        Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
    }
}
