using KeyEcosystem.Compute.Core.Devices;
using KeyEcosystem.Kernel;
using Xunit;

namespace KeyEcosystem.Compute.Tests.Core.Devices;

/// <summary>Tables written by hand in the forms that npu-smi 22 to 26 prints.</summary>
[Trait("Store", "none")]
public sealed class NpuSmiTests
{
    private const string OneChipACard = """
        +------------------------------------------------------------------------------------------------+
        | npu-smi 24.1.0                   Version: 24.1.0                                               |
        +---------------------------+---------------+----------------------------------------------------+
        | NPU   Name                | Health        | Power(W)    Temp(C)           Hugepages-Usage(page)|
        | Chip                      | Bus-Id        | AICore(%)   Memory-Usage(MB)  HBM-Usage(MB)        |
        +===========================+===============+====================================================+
        | 4     910B3               | OK            | 311.4       57                0    / 0             |
        | 0                         | 0000:82:00.0  | 93          0    / 0          61234/ 65536         |
        +===========================+===============+====================================================+
        | 5     910B3               | Alarm         | 90.2        38                0    / 0             |
        | 0                         | 0000:42:00.0  | 0           0    / 0          3313 / 65536         |
        +===========================+===============+====================================================+
        +---------------------------+---------------+----------------------------------------------------+
        | NPU     Chip              | Process id    | Process name             | Process memory(MB)      |
        +===========================+===============+====================================================+
        | 4       0                 | 183342        | python3                  | 57951                   |
        +===========================+===============+====================================================+
        | No running processes found in NPU 5                                                            |
        +===========================+===============+====================================================+
        """;

    private const string TwoChipsACard = """
        +------------------------------------------------------------------------------------------------------------------+
        | npu-smi 25.5.0                              Version: 25.5.0                                                      |
        +---------------------------+---------------+----------------------------------------------------------------------+
        | NPU   Name                | Health        | Power(W)             Temp(C)                 Hugepages-Usage(page)   |
        | Chip  Phy-ID              | Bus-Id        | AICore(%)            Memory-Usage(MB)        HBM-Usage(MB)           |
        +===========================+===============+======================================================================+
        | 1     Ascend910           | OK            | 186.3                36                      0    / 0                |
        | 0     2                   | 0000:99:00.0  | 41                   0    / 0                3415 / 65536            |
        +------------------------------------------------------------------------------------------------------------------+
        | 1     Ascend910           | OK            | -                    36                      0    / 0                |
        | 1     3                   | 0000:9B:00.0  | NA                   0    / 0                3195 / 65536            |
        +===========================+===============+======================================================================+
        """;

    private const string OneKindOfMemory = """
        +--------------------------------------------------------------------------------------------------------+
        | npu-smi 23.0.0                                   Version: 23.0.0                                       |
        +-------------------------------+-----------------+------------------------------------------------------+
        | NPU     Name                  | Health          | Power(W)     Temp(C)           Hugepages-Usage(page) |
        | Chip    Device                | Bus-Id          | AICore(%)    Memory-Usage(MB)                        |
        +===============================+=================+======================================================+
        | 8       310P3                 | OK              | NA           51                15   / 15             |
        | 0       0                     | 0000:82:00.0    | 7            1850 / 44278                            |
        +-------------------------------+-----------------+------------------------------------------------------+
        | 8       310P3                 | OK              | NA           50                0    / 0              |
        | 1       1                     | 0000:82:00.0    | 0            1074 / 43693                            |
        +===============================+=================+======================================================+
        """;

    [Fact]
    public void A_card_of_one_chip_is_one_device_and_its_fast_memory_counts() => Assert.Equal(
        [
            new DeviceSample(4, "910B3") { UtilisationPct = 93, MemoryUsedMib = 61234, MemoryTotalMib = 65536, Health = "OK" },
            new DeviceSample(5, "910B3") { UtilisationPct = 0, MemoryUsedMib = 3313, MemoryTotalMib = 65536, Health = "Alarm" },
        ],
        Parse(OneChipACard).Value);

    [Fact]
    public void Each_chip_of_a_card_is_a_device_by_its_number_on_the_machine() => Assert.Equal(
        [
            new DeviceSample(2, "Ascend910") { UtilisationPct = 41, MemoryUsedMib = 3415, MemoryTotalMib = 65536, Health = "OK" },
            new DeviceSample(3, "Ascend910") { MemoryUsedMib = 3195, MemoryTotalMib = 65536, Health = "OK" },
        ],
        Parse(TwoChipsACard).Value);

    [Fact]
    public void Cards_without_fast_memory_tell_the_kind_they_have() =>
        Assert.Equal([(0, 7, 1850L, 44278L), (1, 0, 1074L, 43693L)], Parse(OneKindOfMemory).Value.Select(s => (s.Index, s.UtilisationPct!.Value, s.MemoryUsedMib!.Value, s.MemoryTotalMib!.Value)));

    [Theory]
    [InlineData("dcmi module initialize failed. ret is -8005", "", "", "npu.txt, line 1: this is not the table of \"npu-smi info\"")]
    [InlineData("", "", "", "npu.txt, line 0: this is not the table")]
    [InlineData(OneChipACard, "| 0                         | 0000:42:00.0  | 0           0    / 0          3313 / 65536         |", "", "line 10: the line of the chip of card 5 does not follow")]
    [InlineData(OneChipACard, "| 93          0    / 0          61234/ 65536         |", "| 193         0    / 0          61234/ 65536         |", "line 8: AICore(%) must be a whole number from 0 to 100. It is \"193\"")]
    [InlineData(OneChipACard, "61234/ 65536", "much / 65536", "line 8: memory must be a whole number of MB. It is \"much\"")]
    [InlineData(OneChipACard, "61234/ 65536", "61234/      ", "line 8: the last column must hold AICore(%)")]
    [InlineData(OneChipACard, "| 4     910B3 ", "| four  910B3 ", "line 7: the first column must hold the number and the name of a card")]
    [InlineData(OneChipACard, "| 5     910B3 ", "| 4     910B3 ", "line 11: there is a device 4 above already")]
    [InlineData(OneChipACard, "| NPU   Name ", "| ???   Name ", "line 4: a device stands before the head of the table")]
    [InlineData(TwoChipsACard, "| 0     2     ", "| 0           ", "line 8: the first column must hold the number of the chip and that of the device")]
    public void What_can_not_be_read_is_told_with_its_place(string text, string was, string becomes, string words)
    {
        var refusal = Parse(was.Length == 0 ? text : text.Replace(was, becomes, StringComparison.Ordinal)).Refusal!;

        Assert.Equal("compute.devices.unreadable", refusal.Code);
        Assert.Contains(words, refusal.Detail, StringComparison.Ordinal);
    }

    private static Result<IReadOnlyList<DeviceSample>> Parse(string text) => NpuSmi.Parse("npu.txt", text.Length == 0 ? [] : text.Split('\n'));
}
