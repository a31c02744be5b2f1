using System.CommandLine;

namespace KeyEcosystem.Cli.Compute;

/// <summary><c>keyeco compute</c>: what the scheduler would do, tried on files, without a node.</summary>
internal static class ComputeVerbs
{
    public static Command Build() => Verb.Group("compute", "Placement and pooling tried on files, without a node. 用文件离线试算调度。", IdleVerb.Build(), ReplayVerb.Build(), PlaceVerb.Build(), BenchVerb.Build());
}
