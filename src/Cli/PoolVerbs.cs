using System.CommandLine;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Cli;

/// <summary><c>keyeco pools</c>: list, show, register, change.</summary>
internal static class PoolVerbs
{
    private static readonly Argument<PoolId> Id = Verb.Id<PoolId>("pool", "The pool. 算力池。");
    private static readonly Option<PoolId?> OwnId = Verb.OwnId<PoolId>();
    private static readonly Option<AssetId?> Asset = Verb.IdOption<AssetId>("--asset", "Your asset of kind compute-pool. 本方算力池资产。", required: true);
    private static readonly Option<int> Devices = new("--devices") { Description = "How many devices. 设备数量。", Required = true };
    private static readonly Option<string> Model = new("--model") { Description = "Device model. 设备型号。", Required = true };
    private static readonly Option<string> Class = new("--class") { Description = "cpu, gpu, npu or fpga. 设备类别。", DefaultValueFactory = _ => "cpu" };
    private static readonly Option<string> Origin = new("--origin") { Description = "Where the devices were made, ISO 3166 two letters. 设备产地。", DefaultValueFactory = _ => "CN" };
    private static readonly Option<int?> DevicesNow = new("--devices") { Description = "How many devices from now on. 设备数量。" };
    private static readonly Option<bool?> Offered = new("--offered") { Description = "Whether jobs are taken: true or false. 是否接收作业。" };
    private static readonly Option<bool?> Healthy = new("--healthy") { Description = "Whether the devices work: true or false. 设备是否正常。" };

    public static Command Build()
    {
        var verb = Verb.Of("pools", "The compute pools. 算力池。", List);
        verb.Add(Verb.Of("list", "All of them. 列出。", List));
        verb.Add(Verb.Of("show", "One pool. 查看算力池。", async run => Say(run, await run.Node.Pool(run.Get(Id), run.Stop)), Id));
        verb.Add(Verb.Of("register", "Puts devices behind your asset. 为资产登记设备。", Register, OwnId, Asset, Devices, Model, Class, Origin));
        verb.Add(Verb.Of("change", "Changes what a pool offers. 变更算力池。", Change, Id, DevicesNow, Offered, Healthy));
        return verb;
    }

    private static Task List(VerbRun run) => run.List(
        run.Node.AllPools(run.Stop),
        ["Id", "Title", "Devices", "Busy", "Waiting", "Model", "Class", "Open", "Asset Id"],
        p => [p.Id.ToString(), p.Title, $"{p.Devices}", $"{p.DevicesBusy}", $"{p.JobsQueued}", p.Model, p.Class, p.Offered && p.Healthy ? "yes 是" : "no 否", p.Asset.ToString()]);

    private static async Task Register(VerbRun run) => Say(run, await run.Node.RegisterPool(
        new PoolRegistration(run.Get(OwnId), run.Get(Asset)!.Value, run.Get(Devices), run.Get(Model)!, run.Get(Origin)!, run.Get(Class)!, 0, "fp64", 0, false, true, true), run.Stop));

    private static async Task Change(VerbRun run)
    {
        var pool = await run.Node.Pool(run.Get(Id), run.Stop);
        Say(run, await run.Node.ChangePool(pool.Id, new PoolChange(run.Get(DevicesNow), null, null, run.Get(Offered), run.Get(Healthy)), pool.Version, run.Stop));
    }

    private static void Say(VerbRun run, PoolView p) => run.Show(
        p, ("pool", p.Id.ToString()), ("asset", p.Asset.ToString()), ("title", p.Title), ("owner", p.Member.ToString()), ("devices", $"{p.Devices} ({p.DevicesBusy} busy, {p.JobsQueued} jobs waiting)"), ("model", $"{p.Model} ({p.Class}, {p.Origin})"), ("open", p.Offered && p.Healthy ? "yes 是" : "no 否"));
}
