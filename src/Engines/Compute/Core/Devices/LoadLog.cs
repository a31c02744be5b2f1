using System.Globalization;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Compute.Core.Devices;

/// <summary>
/// Reads the log in which a run's machine writes what the vendor's tool says of its devices, and sums it up. The log is only ever added to, so that it can be read piece by piece and read anew.
/// A block is a line <c>@SECONDS TOOL INDEXES</c>, what the tool printed, and a line with a full stop; a block <c>@SECONDS begin -</c> says when the run began, <c>@SECONDS none -</c> that there is no tool.
/// </summary>
/// <param name="source">Where it lies, for messages.</param>
/// <param name="devices">Devices that the run holds on this machine.</param>
public sealed class LoadLog(string source, int devices)
{
    /// <summary>Seconds between two samples.</summary>
    public const int PeriodSeconds = 15;

    /// <summary>A sample speaks for the time since the one before, but for no longer than this: a machine that slept, or a tool that hung, has measured nothing.</summary>
    private const long SpeaksMs = 2 * PeriodSeconds * 1000L;

    /// <summary>What is said where there is neither tool.</summary>
    public const string NoTool = "Neither nvidia-smi nor npu-smi is on the PATH of the machine (nor in /usr/local/nvidia/bin, /opt/nvidia/bin, /usr/local/Ascend/driver/tools): how busy devices are is not measured. 未找到 nvidia-smi 或 npu-smi，不测量设备利用率。";

    private const string End = ".";
    private readonly List<string> block = [];
    private long? lastMs;
    private long measuredMs;
    private Int128 percentMs;

    /// <summary>The sum; null before the first sample that says something of the run's devices.</summary>
    public RunLoad? Load { get; private set; }

    /// <summary>Why the last block could not be used; null when it could.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Takes further lines, in order; a block counts once its end is there.</summary>
    /// <param name="lines">Whole lines.</param>
    public void Take(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            if (line.StartsWith('@'))
            {
                block.Clear();
            }

            if (line == End && block.Count > 0)
            {
                Read();
                block.Clear();
            }
            else if (line != End)
            {
                block.Add(line);
            }
        }
    }

    private void Read()
    {
        if (block[0].Split(' ') is not [{ Length: > 1 } stamp, var tool, .. var rest] || !long.TryParse(stamp[1..], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds())
        {
            Trouble = $"{source}: a block must begin with @SECONDS TOOL INDEXES; it is \"{block[0]}\".";
            return;
        }

        var atMs = seconds * 1000;
        var sinceMs = lastMs ?? atMs;
        lastMs = Math.Max(sinceMs, atMs);
        if (tool is "begin" or "none")
        {
            Trouble = tool == "none" ? NoTool : Trouble;
            return;
        }

        var samples = tool == "npu-smi" ? NpuSmi.Parse(source, block[1..]) : NvidiaSmi.Parse(source, block[1..]);
        if (!samples.IsOk)
        {
            Trouble = samples.Refusal.Detail;
            return;
        }

        // Without the scheduler's word for it, the devices are the run's when there are just as many as it holds.
        var shown = Indexes(string.Join(' ', rest));
        var own = shown is null ? (samples.Value.Count == devices ? samples.Value : []) : [.. samples.Value.Where(s => shown.Contains(s.Index))];
        if (own.Count == 0)
        {
            Trouble = $"{source}: the tool shows {CountWords.Of(samples.Value.Count, "device")}, and which of them are the run's ({string.Join(' ', rest)}) can't be said.";
            return;
        }

        Trouble = null;
        var said = own.Where(s => s.UtilisationPct is not null).ToList();
        var spanMs = Math.Clamp(atMs - sinceMs, 0, SpeaksMs);
        measuredMs += said.Count * spanMs;
        percentMs += (Int128)said.Sum(s => s.UtilisationPct!.Value) * spanMs;
        Load = new RunLoad(
            measuredMs,
            (long)(percentMs / 100),
            DateTimeOffset.FromUnixTimeMilliseconds(atMs),
            said.Count > 0 ? (int)Math.Round(said.Average(s => s.UtilisationPct!.Value)) : null,
            own.All(s => s.MemoryUsedMib is not null) ? own.Sum(s => s.MemoryUsedMib) : null,
            own.All(s => s.MemoryTotalMib is not null) ? own.Sum(s => s.MemoryTotalMib) : null);
    }

    /// <summary>Numbers of devices, such as <c>0,1</c>; null where none are said, or they are said by other names.</summary>
    private static HashSet<int>? Indexes(string text)
    {
        var numbers = new HashSet<int>();
        foreach (var part in text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            {
                return null;
            }

            numbers.Add(index);
        }

        return numbers.Count == 0 ? null : numbers;
    }
}
