using System.Reflection;
using KeyEcosystem.WebConsole.Language;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;

namespace KeyEcosystem.WebConsole.Layout;

/// <summary>One entry of the navigation. Address and roles stand on the page itself.</summary>
/// <param name="Page">The page's component.</param>
/// <param name="Words">What it is called.</param>
/// <param name="Icon">Its icon.</param>
/// <param name="Group">Where it stands.</param>
public sealed record NavigationItem(Type Page, Text Words, string Icon, NavigationGroup Group)
{
    /// <summary>The page's first address.</summary>
    public string Href { get; } = Page.GetCustomAttributes<RouteAttribute>().First().Template;

    /// <summary>Who may see the page; empty for everybody signed in.</summary>
    public IReadOnlyList<string> Roles { get; } = [.. (Page.GetCustomAttribute<AuthorizeAttribute>()?.Roles ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
