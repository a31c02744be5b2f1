using KeyEcosystem.Contracts.Members;
using KeyEcosystem.Kernel;
using KeyEcosystem.WebConsole.Language;

namespace KeyEcosystem.WebConsole.Pages.Members;

/// <summary>The network picture as an ECharts option: a node's size is the number of its relations, its colour the kind of organisation.</summary>
internal static class NetworkChart
{
    private const int KindsMax = 8;

    public static object Option(IReadOnlyDictionary<MemberId, MemberView> members, IReadOnlyList<RelationView> relations, Tongue language)
    {
        var degrees = relations.SelectMany(r => (MemberId[])[r.Subject, r.Object]).CountBy(id => id).ToDictionary(p => p.Key, p => p.Value);
        var nodes = members.Values.Where(m => degrees.ContainsKey(m.Id)).ToList();
        var kinds = nodes.CountBy(m => m.Type).OrderByDescending(p => p.Value).Select(p => p.Key).Take(KindsMax).ToList();
        return new
        {
            color = (string[])["#2f8f9d", "#b07a1e", "#6c66b5", "#c05746", "#4c8c4a", "#3f74c2", "#a0527d", "#7d7d3a", "#7a8794"],
            legend = new { top = 0, left = 0, type = "scroll", data = kinds.Select(k => Kind(k, language)).ToArray() },
            tooltip = new { },
            series = new object[]
            {
                new
                {
                    type = "graph",
                    top = 48,
                    bottom = 16,
                    layout = "force",
                    roam = true,
                    draggable = true,
                    force = new { repulsion = 160, edgeLength = 70, gravity = 0.12, layoutAnimation = false },
                    label = new { show = true, position = "right", fontSize = 11, formatter = "{b}" },
                    labelLayout = new { hideOverlap = true },
                    emphasis = new { focus = "adjacency" },
                    edgeSymbol = (string[])["none", "arrow"],
                    edgeSymbolSize = 6,
                    lineStyle = new { color = "source", opacity = 0.5 },
                    categories = kinds.Select(k => new { name = Kind(k, language) }).Append(new { name = "…" }).ToArray(),
                    data = nodes.Select(m => new
                    {
                        id = m.Id.ToString(),
                        name = language == Tongue.Chinese ? m.NameZh : m.NameEn,
                        symbolSize = Math.Min(8 + (degrees[m.Id] * 2), 40),
                        category = kinds.IndexOf(m.Type) is >= 0 and var at ? at : kinds.Count,
                    }).ToArray(),
                    links = relations.Where(r => members.ContainsKey(r.Subject) && members.ContainsKey(r.Object)).Select(r => new
                    {
                        source = r.Subject.ToString(),
                        target = r.Object.ToString(),
                        value = MembersWords.OfPredicate(r.Predicate).In(language),
                    }).ToArray(),
                },
            },
        };
    }

    private static string Kind(string type, Tongue language) => MembersWords.OfType(type).In(language);
}
