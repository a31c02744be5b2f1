using System.Diagnostics;
using KeyEcosystem.Bench;

var pick = args.Length > 0 ? args[0] : "all";
Console.WriteLine($"{Environment.ProcessorCount} cores, load generator included");
if (pick is "gate" or "all")
{
    GateBench.Run();
}

if (pick is "odrl" or "all" && !OdrlBench.Run())
{
    Environment.ExitCode = 1;
}

if (pick is "lane" or "all")
{
    foreach (var callers in (int[])[1, 8, 64])
    {
        await LaneBench.Run(callers, TimeSpan.FromSeconds(5));
    }
}

if (pick is "catalogue" or "all")
{
    await CatalogueBench.Run(100_000, 1000);
}

if (pick is "indicators" or "all")
{
    IndicatorBench.Run(100_000);
}

if (pick is "ledger" or "all")
{
    await LedgerBench.Run(1_000_000);
}

if (pick is "parts" or "all")
{
    await PartsBench.Run(2_000_000);
}

if (pick is "slurm")
{
    await SlurmBench.Run(args[1], 200);
}

if (pick is "jobs")
{
    await JobsBench.Run(args[1], int.Parse(args[2]), int.Parse(args[3]));
}

if (pick is "negotiations")
{
    await NegotiationBench.Run(args[1], int.Parse(args[2]), int.Parse(args[3]), args.Length > 4 ? args[4] : null);
}

if (pick is "data")
{
    await DataPlaneBench.Run(args[1], int.Parse(args[2]), int.Parse(args[3]), int.Parse(args[4]));
}

if (pick is "crawl")
{
    await CrawlBench.Run(args[1], int.Parse(args[2]));
}

Console.WriteLine($"peak {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB");
