using KeyEcosystem.Compute.Core.Pooling.Replay;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Compute.Core.Devices;

/// <summary>Reads what nvidia-smi prints.</summary>
public static class NvidiaSmi
{
    /// <summary>The arguments whose answer <see cref="Parse"/> reads.</summary>
    public static readonly IReadOnlyList<string> Arguments = ["--query-gpu=index,name,utilization.gpu,memory.used,memory.total", "--format=csv"];

    private const string None = "No devices were found";
    private const int IndexMax = 1023;
    private static readonly string[] Columns = ["index", "name", "utilization.gpu [%]", "memory.used [MiB]", "memory.total [MiB]"];
    private static readonly string[] NotKnown = ["[N/A]", "[Not Supported]", "N/A"];

    /// <summary>The samples of an answer, in its order.</summary>
    /// <param name="source">Where it comes from, for messages.</param>
    /// <param name="lines">Its lines: CSV with a head, with or without units.</param>
    public static Result<IReadOnlyList<DeviceSample>> Parse(string source, IEnumerable<string> lines)
    {
        List<string> all = [.. lines.SkipWhile(string.IsNullOrWhiteSpace)];
        if (all is [var only, ..] && !only.Contains(',', StringComparison.Ordinal))
        {
            // A driver that does not answer, an old library: the tool tells it where the table would be.
            return only.Trim() == None ? new List<DeviceSample>() : DeviceText.Unreadable(source, 1, "this is no table but the tool's own word for what failed; once it is put right, ask again.", only.Trim());
        }

        var table = CsvTable.Open(source, all, Columns);
        if (!table.IsOk)
        {
            return table.Refusal;
        }

        var samples = new List<DeviceSample>();
        foreach (var row in table.Value.Rows())
        {
            var sample = Read(row);
            if (!sample.IsOk)
            {
                return sample.Refusal;
            }

            if (samples.Any(s => s.Index == sample.Value.Index))
            {
                return row.Wrong(Columns[0], "another number than those of the lines above; ask for one moment only, without --loop", "与以上各行不同的编号（只取一个时刻，不用 --loop）");
            }

            samples.Add(sample.Value);
        }

        return samples;
    }

    private static Result<DeviceSample> Read(CsvTable.Row row)
    {
        if (row.Refusal is { } broken)
        {
            return broken;
        }

        if (row.Number(Columns[0], IndexMax) is not { } index)
        {
            return row.OutOf(Columns[0], 0, IndexMax);
        }

        string? health = null;
        var amounts = new long?[Columns.Length];
        for (var i = 2; i < Columns.Length; i++)
        {
            var text = row.Text(Columns[i]);
            if (text.StartsWith('[') && text.EndsWith(']') && !NotKnown.Contains(text))
            {
                // [Unknown Error], [GPU requires reset]: the device is ill, and its place in the table says so.
                health = text[1..^1];
                continue;
            }

            var (unit, max) = i == 2 ? (" %", DeviceText.PercentMax) : (" MiB", long.MaxValue);
            if (!DeviceText.TryNumber(NotKnown.Contains(text) ? "NA" : text.EndsWith(unit, StringComparison.Ordinal) ? text[..^unit.Length] : text, max, out amounts[i]))
            {
                return row.Wrong(Columns[i], i == 2 ? "a whole number from 0 to 100 with or without %" : "a whole number of MiB", i == 2 ? " 0 至 100 的整数（可带 %）" : "以 MiB 计的整数");
            }
        }

        return new DeviceSample((int)index, row.Text(Columns[1])) { UtilisationPct = (int?)amounts[2], MemoryUsedMib = amounts[3], MemoryTotalMib = amounts[4], Health = health };
    }
}
