using KeyEcosystem.Contracts.Inbox;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Cli;

/// <summary>The line to type for what waits in the inbox.</summary>
internal static class InboxSteps
{
    /// <summary>The verb with the id that it takes; verbs that stand side by side are parted by a bar.</summary>
    /// <param name="item">What waits.</param>
    public static string Line(InboxItemView item)
    {
        var steps = string.Join('|', item.Steps);
        return item.Kind switch
        {
            "admission" => $"keyeco members {steps} {item.Subject}",
            "airlock" => $"keyeco airlock {steps} {item.Subject}",
            "release" => $"keyeco releases {steps} {item.Subject}",
            "dispute" => $"keyeco disputes {steps} {item.Subject} --note TEXT",
            "agreement.dispute" when item.Steps.Contains("accept") => $"keyeco agreements answer {item.Subject} --accept|--reject --note TEXT",
            "agreement.dispute" => $"keyeco agreements settle {item.Subject} --note TEXT",
            "agreement.duty" => $"keyeco agreements {steps} {item.Subject} --clause CLAUSE",
            _ when item.Kind.StartsWith("agreement.", StringComparison.Ordinal) => $"keyeco agreements {steps} {item.Subject}",
            _ when item.Kind.StartsWith("negotiation.", StringComparison.Ordinal) => $"keyeco negotiations send {item.Subject} {steps}",
            _ => "",
        };
    }

    /// <summary>What shows the thing itself before one decides; the dispute where the item names its agreement.</summary>
    /// <param name="item">What waits.</param>
    public static string? Shown(InboxItemView item) =>
        item.Kind is "dispute" or "agreement.dispute" && PendingId.TryParse(item.Link[(item.Link.LastIndexOf('/') + 1)..], null, out var dispute) ? $"keyeco disputes show {dispute}" : null;
}
