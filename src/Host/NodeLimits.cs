using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using KeyEcosystem.Compute;
using KeyEcosystem.Dataspace;
using KeyEcosystem.Host.Inbox;
using KeyEcosystem.Kernel;
using KeyEcosystem.Market;
using KeyEcosystem.Platform.Gate;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace KeyEcosystem.Host;

/// <summary>The limits that the environment sets, as <c>Section__Name</c>: what they are bound to, and what is wrong with them by the variable's name.</summary>
internal static class NodeLimits
{
    private static readonly (string Section, Type Options)[] Sections =
    [
        ("Compute", typeof(ComputeOptions)),
        ("Dataspace", typeof(DataspaceOptions)),
        ("Market", typeof(MarketOptions)),
        ("Trial", typeof(TrialOptions)),
        ("Inbox", typeof(InboxOptions)),
    ];

    /// <summary>Binds each section to its options.</summary>
    /// <param name="services">The node's parts.</param>
    /// <param name="configuration">What was set.</param>
    public static IServiceCollection AddNodeLimits(this IServiceCollection services, IConfiguration configuration) => services
        .Configure<ComputeOptions>(configuration.GetSection("Compute"))
        .Configure<DataspaceOptions>(configuration.GetSection("Dataspace"))
        .Configure<MarketOptions>(configuration.GetSection("Market"))
        .Configure<TrialOptions>(configuration.GetSection("Trial"))
        .Configure<InboxOptions>(configuration.GetSection("Inbox"));

    /// <summary>What is wrong with values that were set: each with its variable, the value and the range, in both languages.</summary>
    /// <param name="configuration">What was set.</param>
    public static IReadOnlyList<string> Faults(IConfiguration configuration)
    {
        var faults =
            from set in Set(configuration)
            where set.Limit is not null
            let range = set.Limit.GetCustomAttribute<RangeAttribute>()
            where range is not null && !Within(range, set.Limit.PropertyType, set.Value)
            let least = Number(range.Minimum)
            let most = Number(range.Maximum)
            select $"{set.Variable}: \"{set.Value}\" is no whole number from {least} to {most}. {set.Variable}：“{set.Value}”无效，须为 {least} 至 {most} 的整数。";
        return [.. faults];
    }

    /// <summary>Variables of the sections that no limit heeds, with the nearest names there are.</summary>
    /// <param name="configuration">What was set.</param>
    public static IReadOnlyList<(string Variable, string NearEn, string NearZh)> Unheeded(IConfiguration configuration) =>
        [.. Set(configuration).Where(s => s.Limit is null).Select(s => NearNames.Of(s.Variable, s.Names) is [var near, ..] ? (s.Variable, $"; did you mean {near}?", $"，是否指 {near}？") : (s.Variable, ".", "。"))];

    private static IEnumerable<(string Variable, string? Value, PropertyInfo? Limit, IEnumerable<string> Names)> Set(IConfiguration configuration)
    {
        foreach (var (section, options) in Sections)
        {
            var limits = options.GetProperties().Where(p => p.CanWrite).ToList();
            foreach (var child in configuration.GetSection(section).GetChildren())
            {
                yield return ($"{section}__{child.Key}", child.Value, limits.Find(l => string.Equals(l.Name, child.Key, StringComparison.OrdinalIgnoreCase)), limits.Select(l => $"{section}__{l.Name}"));
            }
        }
    }

    private static bool Within(RangeAttribute range, Type type, string? value) =>
        long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number >= Convert.ToDecimal(range.Minimum, CultureInfo.InvariantCulture)
        && number <= Convert.ToDecimal(range.Maximum, CultureInfo.InvariantCulture)
        && (type != typeof(int) || number is >= int.MinValue and <= int.MaxValue);

    private static string Number(object bound) => Convert.ToDecimal(bound, CultureInfo.InvariantCulture).ToString("0", CultureInfo.InvariantCulture);
}
