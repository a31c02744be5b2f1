using KeyEcosystem.Compute.Core.Devices;
using Xunit;

namespace KeyEcosystem.Compute.Tests.Core.Devices;

public sealed class LoadLogTests
{
    private const string Head = "index, name, utilization.gpu [%], memory.used [MiB], memory.total [MiB]";

    [Fact]
    public void Each_sample_speaks_for_the_time_since_the_one_before_it()
    {
        var log = new LoadLog("log", 2);
        log.Take([
            "@1000 begin -", ".",
            "@1001 nvidia-smi 0,2", Head, "0, H800, 90 %, 1000 MiB, 81920 MiB", "1, H800, 10 %, 5 MiB, 81920 MiB", "2, H800, 50 %, 3000 MiB, 81920 MiB", ".",
            "@1016 nvidia-smi 0,2", Head, "0, H800, 100 %, 1000 MiB, 81920 MiB", "1, H800, 10 %, 5 MiB, 81920 MiB", "2, H800, 0 %, 3000 MiB, 81920 MiB", "."]);

        Assert.Equal(2 * 16_000, log.Load!.MeasuredMs);
        Assert.Equal(1400 + 15_000, log.Load.BusyMs);
        Assert.Equal((50, 4000, 163840), (log.Load.UtilisationPct, log.Load.MemoryUsedMib, log.Load.MemoryTotalMib));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1016), log.Load.At);
    }

    [Fact]
    public void A_log_read_in_pieces_says_the_same_and_half_a_block_says_nothing()
    {
        string[] lines = ["@1000 begin -", ".", "@1015 nvidia-smi 0", Head, "0, A100, 40 %, 1 MiB, 2 MiB", ".", "@1030 nvidia-smi 0", Head, "0, A100, 60 %, 1 MiB, 2 MiB", "."];
        var whole = new LoadLog("log", 1);
        whole.Take(lines);
        for (var cut = 0; cut <= lines.Length; cut++)
        {
            var log = new LoadLog("log", 1);
            log.Take(lines[..cut]);
            Assert.Equal(cut < 6 ? 0 : cut < 10 ? 15_000 : 30_000, log.Load?.MeasuredMs ?? 0);
            log.Take(lines[cut..]);
            Assert.Equal(whole.Load, log.Load);
        }
    }

    [Fact]
    public void A_machine_that_slept_has_not_measured_and_what_is_not_known_is_not_0()
    {
        var log = new LoadLog("log", 1);
        log.Take(["@1000 begin -", ".", "@9000 nvidia-smi 0", Head, "0, A100, 40 %, 1 MiB, 2 MiB", ".", "@9015 nvidia-smi 0", Head, "0, A100, [N/A], [N/A], 2 MiB", "."]);

        Assert.Equal(30_000, log.Load!.MeasuredMs);
        Assert.Equal(12_000, log.Load.BusyMs);
        Assert.Null(log.Load.UtilisationPct);
        Assert.Null(log.Load.MemoryUsedMib);
    }

    [Theory]
    [InlineData("GPU-8f6a,GPU-91aa", "can't be said")]
    [InlineData("7", "can't be said")]
    public void Devices_that_can_not_be_told_to_be_the_runs_are_not_measured(string indexes, string words)
    {
        var log = new LoadLog("log", 1);
        log.Take(["@1000 begin -", ".", $"@1015 nvidia-smi {indexes}", Head, "0, A100, 40 %, 1 MiB, 2 MiB", "1, A100, 40 %, 1 MiB, 2 MiB", "."]);

        Assert.Null(log.Load);
        Assert.Contains(words, log.Trouble, StringComparison.Ordinal);
    }

    [Fact]
    public void All_devices_are_the_runs_when_there_are_as_many_and_nobody_says_which()
    {
        var log = new LoadLog("log", 1);
        log.Take(["@1000 begin -", ".", "@1015 nvidia-smi -", Head, "0, A100, 40 %, 1 MiB, 2 MiB", "."]);

        Assert.Equal(6000, log.Load!.BusyMs);
    }

    [Fact]
    public void What_the_tool_says_when_it_fails_is_told_and_ends_nothing()
    {
        var log = new LoadLog("log", 1);
        log.Take(["@1000 begin -", ".", "@1015 nvidia-smi 0", "Failed to initialize NVML: Driver/library version mismatch", ".", "@1030 nvidia-smi 0", Head, "0, A100, 40 %, 1 MiB, 2 MiB", "."]);

        Assert.Equal(15_000, log.Load!.MeasuredMs);
        Assert.Null(log.Trouble);
    }
}
