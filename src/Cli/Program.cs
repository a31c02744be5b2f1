using System.CommandLine;
using KeyEcosystem.Cli;

var root = new RootCommand("KeyEcosystem: one node of an industrial ecosystem. 产业生态节点。")
{
    ServeVerb.Build(),
    DemoVerb.Build(),
    EvidenceVerb.Build(),
    ListVerbs.Me(),
    ListVerbs.Members(),
    ListVerbs.Assets(),
    ListVerbs.Agreements(),
    IndicatorVerbs.Build(),
};
return await root.Parse(args).InvokeAsync();
