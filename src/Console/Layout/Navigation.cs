using KeyEcosystem.WebConsole.Pages.Administration;
using KeyEcosystem.WebConsole.Pages.Evidence;
using KeyEcosystem.WebConsole.Pages.Indicators;
using KeyEcosystem.WebConsole.Pages.Members;
using KeyEcosystem.WebConsole.Pages.Overview;
using MudBlazor;

namespace KeyEcosystem.WebConsole.Layout;

/// <summary>The pages that the navigation shows. A page is added by one line; tests walk this list.</summary>
public static class Navigation
{
    /// <summary>All of them, in order.</summary>
    public static IReadOnlyList<NavigationItem> Items { get; } =
    [
        new(typeof(OverviewPage), OverviewWords.Title, Icons.Material.Outlined.SpaceDashboard, NavigationGroup.Ecosystem),
        new(typeof(IndicatorsPage), IndicatorsWords.Title, Icons.Material.Outlined.QueryStats, NavigationGroup.Ecosystem),
        new(typeof(MembersPage), MembersWords.Title, Icons.Material.Outlined.Hub, NavigationGroup.Ecosystem),
        new(typeof(EvidencePage), EvidenceWords.Title, Icons.Material.Outlined.VerifiedUser, NavigationGroup.Node),
        new(typeof(AdministrationPage), AdministrationWords.Title, Icons.Material.Outlined.AdminPanelSettings, NavigationGroup.Node),
    ];

    /// <summary>What somebody with these roles may see.</summary>
    /// <param name="roles">The person's roles.</param>
    public static IEnumerable<NavigationItem> For(IReadOnlyCollection<string> roles) =>
        Items.Where(i => i.Roles.Count == 0 || i.Roles.Any(roles.Contains)).OrderBy(i => i.Group);
}
