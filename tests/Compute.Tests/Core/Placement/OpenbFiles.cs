using System.Globalization;
using System.IO.Compression;
using KeyEcosystem.Compute.Core.Placement;
using KeyEcosystem.Fixtures;

namespace KeyEcosystem.Compute.Tests.Core.Placement;

/// <summary>The published GPU fragmentation experiment (USENIX ATC 2023) as it lies in the shared data.</summary>
internal sealed class OpenbFiles
{
    private const string Folder = "compute/openb/";

    private OpenbFiles(string variant)
    {
        Inventory = new NodeInventory(Rows("openb_node_list_gpu_node.csv.gz").Select(r => new NodeSpec(r[0], Number(r[1]), Number(r[2]), Number(r[3]), r[4])));
        Tasks = [.. Rows($"openb_pod_list_{variant}.csv.gz").Select(r => Task(r, Inventory))];
        Published = Lines("expected_by_policy.csv").Select(l => l.Split(',')).Where(r => r[0] == variant)
            .ToDictionary(r => (r[1], Number(r[2])), r => (double.Parse(r[4], CultureInfo.InvariantCulture), double.Parse(r[9], CultureInfo.InvariantCulture)));
    }

    public NodeInventory Inventory { get; }

    public IReadOnlyList<TaskSpec> Tasks { get; }

    /// <summary>Mean allocation and fragmentation, percent, by policy and arrived percent.</summary>
    public IReadOnlyDictionary<(string Policy, int Arrived), (double Allocated, double Fragmented)> Published { get; }

    /// <summary>A variant of the task list; null where the shared data is absent.</summary>
    public static OpenbFiles? Of(string variant) => SharedData.File(Folder + "expected_by_policy.csv") is null ? null : new OpenbFiles(variant);

    /// <summary>Mean allocation and fragmentation at an arrived percent over seeds.</summary>
    public (double Allocated, double Fragmented) Mean(PlacementPolicy policy, int seeds, int arrived)
    {
        var mix = TaskMix.Of(Tasks);
        var figures = Enumerable.Range(42, seeds).Select(seed =>
            PlacementTrial.Run(new Placer(new ClusterState(Inventory), policy, mix, seed), mix, Tasks, Arrivals.Order(Tasks, Inventory.DeviceMilli, arrived, seed), [arrived])).ToList();
        return (figures.Average(f => f.AllocatedPercent[arrived]), figures.Average(f => f.FragmentationPercent[arrived]));
    }

    private static TaskSpec Task(string[] r, NodeInventory inventory)
    {
        var devices = Number(r[3]);
        var models = r.Length > 5 ? r[5].Split('|', StringSplitOptions.RemoveEmptyEntries) : [];
        return new TaskSpec(Number(r[1]), Number(r[2]), devices, devices == 0 ? 0 : Number(r[4]), devices == 0 ? 0 : inventory.ModelBits(models));
    }

    private static IEnumerable<string[]> Rows(string name) => Lines(name).Select(l => l.Split(','));

    private static List<string> Lines(string name)
    {
        using var file = File.OpenRead(SharedData.File(Folder + name)!);
        using var reader = new StreamReader(name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)];
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
