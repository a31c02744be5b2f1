using KeyEcosystem.Compute.Core.Devices;
using KeyEcosystem.Kernel;
using Xunit;

namespace KeyEcosystem.Compute.Tests.Core.Devices;

[Trait("Store", "none")]
public sealed class NvidiaSmiTests
{
    private const string Head = "index, name, utilization.gpu [%], memory.used [MiB], memory.total [MiB]";

    [Fact]
    public void Each_line_is_a_device_with_its_load_and_memory()
    {
        var samples = Parse(Head, "0, NVIDIA H800, 97 %, 65231 MiB, 81559 MiB", "1, NVIDIA H800, 0 %, 4 MiB, 81559 MiB", "").Value;

        Assert.Equal(
            [
                new DeviceSample(0, "NVIDIA H800") { UtilisationPct = 97, MemoryUsedMib = 65231, MemoryTotalMib = 81559 },
                new DeviceSample(1, "NVIDIA H800") { UtilisationPct = 0, MemoryUsedMib = 4, MemoryTotalMib = 81559 },
            ],
            samples);
    }

    [Fact]
    public void The_units_may_be_left_out_and_the_columns_stand_in_any_order()
    {
        var samples = Parse("memory.total [MiB], index, name, memory.used [MiB], utilization.gpu [%]", "15360, 3, Tesla T4, 7234, 98").Value;

        Assert.Equal(new DeviceSample(3, "Tesla T4") { UtilisationPct = 98, MemoryUsedMib = 7234, MemoryTotalMib = 15360 }, Assert.Single(samples));
    }

    [Theory]
    [InlineData("[N/A]")]
    [InlineData("[Not Supported]")]
    public void What_the_tool_does_not_know_is_not_zero(string word)
    {
        // A device that is cut into instances tells its memory, and no load.
        var sample = Assert.Single(Parse(Head, $"0, NVIDIA A800-SXM4-80GB, {word}, 36537 MiB, 81920 MiB").Value);

        Assert.Equal((null, 36537, null), (sample.UtilisationPct, sample.MemoryUsedMib, sample.Health));
    }

    [Theory]
    [InlineData("Unknown Error")]
    [InlineData("GPU requires reset")]
    public void A_device_that_is_ill_says_so_and_the_others_are_read(string word)
    {
        var samples = Parse(Head, $"0, NVIDIA H800, [{word}], [{word}], [{word}]", "1, NVIDIA H800, 5 %, 10 MiB, 81559 MiB").Value;

        Assert.Equal(new DeviceSample(0, "NVIDIA H800") { Health = word }, samples[0]);
        Assert.Equal(5, samples[1].UtilisationPct);
    }

    [Fact]
    public void A_machine_without_devices_has_none() => Assert.Empty(Parse("No devices were found").Value);

    [Theory]
    [InlineData("NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver. Make sure that the latest NVIDIA driver is installed and running.", "compute.devices.unreadable", "communicate with the NVIDIA driver")]
    [InlineData("Failed to initialize NVML: Driver/library version mismatch", "compute.devices.unreadable", "version mismatch")]
    [InlineData("", "compute.file.empty", "gpu.csv is empty")]
    [InlineData("index, name\n0, NVIDIA H800", "compute.file.column", "no column \"utilization.gpu [%]\"")]
    [InlineData(Head + "\nx, NVIDIA H800, 1 %, 1 MiB, 2 MiB", "compute.file.cell", "line 2, column index")]
    [InlineData(Head + "\n0, NVIDIA H800, 101 %, 1 MiB, 2 MiB", "compute.file.cell", "line 2, column utilization.gpu [%]: must be a whole number from 0 to 100 with or without %; it is \"101 %\"")]
    [InlineData(Head + "\n0, NVIDIA H800, 1 %, 1 GiB, 2 GiB", "compute.file.cell", "line 2, column memory.used [MiB]")]
    [InlineData(Head + "\n0, NVIDIA H800, 1 %, 1 MiB, 2 MiB\n0, NVIDIA H800, 1 %, 1 MiB, 2 MiB", "compute.file.cell", "line 3, column index")]
    [InlineData(Head + "\nUnable to determine the device handle for GPU 0000:3B:00.0: Unknown Error", "compute.file.row", "line 2")]
    public void What_can_not_be_read_is_told_with_its_place(string text, string code, string words)
    {
        var refusal = Parse(text.Length == 0 ? [] : text.Split('\n')).Refusal!;

        Assert.Equal(code, refusal.Code);
        Assert.Contains(words, refusal.Detail, StringComparison.Ordinal);
        Assert.Contains("gpu.csv", refusal.Detail, StringComparison.Ordinal);
    }

    private static Result<IReadOnlyList<DeviceSample>> Parse(params string[] lines) => NvidiaSmi.Parse("gpu.csv", lines);
}
