using KeyEcosystem.Compute.Core.Placement;

namespace KeyEcosystem.Cli.Compute;

/// <summary>Inventories and task lists as CSV files.</summary>
internal static class PlacementFiles
{
    private const int AmountMax = 1_000_000_000;

    public static IReadOnlyList<NodeSpec> Nodes(string option, string path)
    {
        var nodes = new List<NodeSpec>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in CsvTable.Read(option, path, "sn", "cpu_milli", "memory_mib", "gpu", "model").Rows())
        {
            var name = row.Text("sn") ?? throw row.Wrong("sn", "a node has a name; write one");
            if (!names.Add(name))
            {
                throw row.Wrong("sn", $"the name \"{name}\" stands in an earlier line too; names are unique");
            }

            var devices = row.Number("gpu", 0, NodeInventory.DevicesPerNodeMax);
            nodes.Add(new NodeSpec(
                name,
                row.Number("cpu_milli", 0, AmountMax),
                row.Number("memory_mib", 0, AmountMax),
                devices,
                row.Text("model") ?? (devices == 0 ? "" : throw row.Wrong("model", "a node with devices names their model; write it")),
                row.Number("device_memory_mib", 0, AmountMax, 0)));
        }

        return nodes.Count > 0 ? nodes : throw new UsageException($"{option}: \"{path}\" names no node. {option}：没有节点。");
    }

    public static IReadOnlyList<TaskSpec> Tasks(string option, string path, NodeInventory inventory)
    {
        var tasks = new List<TaskSpec>();
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
                throw row.Wrong("gpu_spec", "a share of an Ascend device is cut by its model; name one model");
            }

            tasks.Add(models.Length == 1 ? VnpuTemplates.Billed(task, models[0]) : task);
        }

        return tasks.Count > 0 ? tasks : throw new UsageException($"{option}: \"{path}\" names no task. {option}：没有任务。");
    }
}
