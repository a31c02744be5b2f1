using System.Collections.Frozen;

namespace KeyEcosystem.Compute.Core.Placement;

/// <summary>The parts into which Ascend devices can be cut: a fixed list for each model. A request is rounded up to a part, and the part is what is held and billed.</summary>
public static class VnpuTemplates
{
    /// <summary>Cores of a model and its parts, the smallest first. Figures as the vendor's manuals and its device plug-in give them.</summary>
    private static readonly FrozenDictionary<string, (int Cores, VnpuTemplate[] Parts)> Models = new Dictionary<string, (int, VnpuTemplate[])>(StringComparer.Ordinal)
    {
        ["Ascend310P"] = (8, [new("vir01", 1, 3_072), new("vir02", 2, 6_144), new("vir04", 4, 12_288)]),
        ["Ascend910A"] = (30, [new("vir02", 2, 2_184), new("vir04", 4, 4_369), new("vir08", 8, 8_738), new("vir16", 16, 17_476)]),
        ["Ascend910B2"] = (24, [new("vir03_1c_8g", 3, 8_192), new("vir06_1c_16g", 6, 16_384), new("vir12_3c_32g", 12, 32_768)]),
        ["Ascend910B3"] = (20, [new("vir05_1c_16g", 5, 16_384), new("vir10_3c_32g", 10, 32_768)]),
        ["Ascend910B4"] = (20, [new("vir05_1c_8g", 5, 8_192), new("vir10_3c_16g", 10, 16_384)]),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether devices of a model are shared by such parts only.</summary>
    /// <param name="model">Model.</param>
    public static bool Has(string model) => Models.ContainsKey(model);

    /// <summary>The smallest part that holds a request.</summary>
    /// <param name="model">Model of the device.</param>
    /// <param name="milli">Share asked for, in thousandths.</param>
    /// <param name="memoryMiB">Device memory asked for; 0 where the task does not say.</param>
    /// <returns>The part; null when the model has none so large: the task takes a whole device.</returns>
    public static VnpuTemplate? RoundUp(string model, int milli, int memoryMiB)
    {
        var (cores, parts) = Models[model];
        return Array.Find(parts, p => p.Cores * TaskSpec.WholeDevice >= milli * cores && p.MemoryMiB >= memoryMiB);
    }

    /// <summary>A task with its share of a device rounded up to a part: what it holds and what is billed. A task of whole devices, or of a model without parts, stays as it is.</summary>
    /// <param name="task">What it asks for; its set of models is this one model.</param>
    /// <param name="model">Model of the device.</param>
    public static TaskSpec Billed(TaskSpec task, string model)
    {
        if (!task.Shares || !Has(model))
        {
            return task;
        }

        // The thousandths of a part are rounded up too: parts never add up to more than their device.
        return RoundUp(model, task.MilliPerDevice, task.DeviceMemoryMiB) is { } part
            ? task with { MilliPerDevice = ((part.Cores * TaskSpec.WholeDevice) + Models[model].Cores - 1) / Models[model].Cores, DeviceMemoryMiB = part.MemoryMiB }
            : task with { MilliPerDevice = TaskSpec.WholeDevice };
    }
}
