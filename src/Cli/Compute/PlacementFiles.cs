using KeyEcosystem.Compute.Core.Placement;

namespace KeyEcosystem.Cli.Compute;

/// <summary>Inventories and task lists as CSV files.</summary>
internal static class PlacementFiles
{
    private const int AmountMax = 1_000_000_000;
    private const int ModelsShown = 20;

    public static IReadOnlyList<NodeSpec> Nodes(string option, string path)
    {
        var nodes = new List<NodeSpec>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in CsvTable.Read(option, path, "sn", "cpu_milli", "memory_mib", "gpu", "model").Rows())
        {
            var name = row.Text("sn") ?? throw row.Wrong("sn", "a node has a name; write one", "节点须有名称，请写明");
            if (!names.Add(name))
            {
                throw row.Wrong("sn", $"the name \"{name}\" stands in an earlier line too; names are unique", $"名称“{name}”在前面的行中已有，名称不可重复");
            }

            var devices = row.Number("gpu", 0, NodeInventory.DevicesPerNodeMax);
            nodes.Add(new NodeSpec(
                name,
                row.Number("cpu_milli", 0, AmountMax),
                row.Number("memory_mib", 0, AmountMax),
                devices,
                row.Text("model") ?? (devices == 0 ? "" : throw row.Wrong("model", "a node with devices names their model; write it", "有设备的节点须写明型号")),
                row.Number("device_memory_mib", 0, AmountMax, 0)));
        }

        return nodes.Count > 0 ? nodes : throw new UsageException($"{option}: \"{path}\" names no node. {option}：“{path}”中没有节点。");
    }

    public static IReadOnlyList<TaskSpec> Tasks(string option, string path, NodeInventory inventory, TextWriter notes)
    {
        var tasks = new List<TaskSpec>();
        var unknown = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var nowhere = 0;
        foreach (var row in CsvTable.Read(option, path, "cpu_milli", "memory_mib", "num_gpu", "gpu_milli").Rows())
        {
            var devices = row.Number("num_gpu", 0, NodeInventory.DevicesPerNodeMax);
            var models = (row.Text("gpu_spec") ?? "").Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            var task = new TaskSpec(
                row.Number("cpu_milli", 0, AmountMax),
                row.Number("memory_mib", 0, AmountMax),
                devices,
                devices == 0 ? 0 : row.Number("gpu_milli", 1, TaskSpec.WholeDevice),
                devices == 0 ? 0 : inventory.ModelBits(models),
                devices == 0 ? 0 : row.Number("device_memory_mib", 0, AmountMax, 0));
            if (task.Shares && models.Length > 1 && Array.Exists(models, VnpuTemplates.Has))
            {
                throw row.Wrong("gpu_spec", "a share of an Ascend device is cut by its model; name one model", "昇腾设备的分片按型号切分，须只写一个型号");
            }

            foreach (var model in models.Distinct(StringComparer.Ordinal).Where(m => devices > 0 && inventory.ModelBits([m]) == NodeInventory.NoModel))
            {
                unknown[model] = unknown.GetValueOrDefault(model) + 1;
            }

            nowhere += task.Models == NodeInventory.NoModel ? 1 : 0;
            tasks.Add(models.Length == 1 ? VnpuTemplates.Billed(task, models[0]) : task);
        }

        if (unknown.Count > 0)
        {
            var list = string.Join(", ", unknown.Take(ModelsShown).Select(u => $"\"{u.Key}\" ({u.Value})")) + (unknown.Count > ModelsShown ? ", …" : "");
            notes.WriteLine($"{option}: no node has the model {list}; {nowhere} of {tasks.Count} tasks name no other and fit nowhere. {option}：没有节点具有型号 {list}；{tasks.Count} 个任务中有 {nowhere} 个因此无处可放。");
        }

        return tasks.Count > 0 ? tasks : throw new UsageException($"{option}: \"{path}\" names no task. {option}：“{path}”中没有任务。");
    }
}
