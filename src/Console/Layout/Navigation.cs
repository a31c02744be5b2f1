using KeyEcosystem.WebConsole.Pages.Account;
using KeyEcosystem.WebConsole.Pages.Administration;
using KeyEcosystem.WebConsole.Pages.Agreements;
using KeyEcosystem.WebConsole.Pages.Airlock;
using KeyEcosystem.WebConsole.Pages.Catalogue;
using KeyEcosystem.WebConsole.Pages.Cohorts;
using KeyEcosystem.WebConsole.Pages.Connectors;
using KeyEcosystem.WebConsole.Pages.Evidence;
using KeyEcosystem.WebConsole.Pages.Inbox;
using KeyEcosystem.WebConsole.Pages.Indicators;
using KeyEcosystem.WebConsole.Pages.Jobs;
using KeyEcosystem.WebConsole.Pages.Ledger;
using KeyEcosystem.WebConsole.Pages.Members;
using KeyEcosystem.WebConsole.Pages.Overview;
using KeyEcosystem.WebConsole.Pages.Pools;
using KeyEcosystem.WebConsole.Pages.Publish;
using KeyEcosystem.WebConsole.Pages.Scenarios;
using KeyEcosystem.WebConsole.Pages.WhatIf;
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
        new(typeof(ScenariosPage), ScenarioWords.Title, Icons.Material.Outlined.Tune, NavigationGroup.Ecosystem),
        new(typeof(MembersPage), MembersWords.Title, Icons.Material.Outlined.Hub, NavigationGroup.Ecosystem),
        new(typeof(InboxPage), InboxWords.Title, Icons.Material.Outlined.Inbox, NavigationGroup.Ecosystem),
        new(typeof(CataloguePage), CatalogueWords.Title, Icons.Material.Outlined.Storefront, NavigationGroup.Data),
        new(typeof(PublishPage), PublishWords.Title, Icons.Material.Outlined.Publish, NavigationGroup.Data),
        new(typeof(AgreementsPage), AgreementWords.Title, Icons.Material.Outlined.Handshake, NavigationGroup.Data),
        new(typeof(DisputesPage), DisputeWords.Title, Icons.Material.Outlined.Gavel, NavigationGroup.Data),
        new(typeof(ConnectorsPage), ConnectorWords.Title, Icons.Material.Outlined.Cable, NavigationGroup.Data),
        new(typeof(CohortsPage), CohortWords.Title, Icons.Material.Outlined.GridView, NavigationGroup.Compute),
        new(typeof(PoolsPage), PoolWords.Title, Icons.Material.Outlined.Memory, NavigationGroup.Compute),
        new(typeof(WhatIfPage), WhatIfWords.Title, Icons.Material.Outlined.Science, NavigationGroup.Compute),
        new(typeof(JobsPage), JobWords.Title, Icons.Material.Outlined.Terminal, NavigationGroup.Compute),
        new(typeof(AirlockListPage), AirlockWords.Title, Icons.Material.Outlined.VisibilityOff, NavigationGroup.Compute),
        new(typeof(LedgerPage), LedgerWords.Title, Icons.Material.Outlined.AccountBalance, NavigationGroup.Market),
        new(typeof(EvidencePage), EvidenceWords.Title, Icons.Material.Outlined.VerifiedUser, NavigationGroup.Node),
        new(typeof(AdministrationPage), AdministrationWords.Title, Icons.Material.Outlined.AdminPanelSettings, NavigationGroup.Node),
        new(typeof(AccountPage), AccountWords.Title, Icons.Material.Outlined.Person, NavigationGroup.Node),
    ];

    /// <summary>What somebody with these roles may see.</summary>
    /// <param name="roles">The person's roles.</param>
    public static IEnumerable<NavigationItem> For(IReadOnlyCollection<string> roles) =>
        Items.Where(i => i.Roles.Count == 0 || i.Roles.Any(roles.Contains)).OrderBy(i => i.Group);
}
