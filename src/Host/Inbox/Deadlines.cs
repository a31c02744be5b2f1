using KeyEcosystem.Contracts.Inbox;
using KeyEcosystem.Kernel.Contracts;

namespace KeyEcosystem.Host.Inbox;

/// <summary>By when a decision is due.</summary>
internal static class Deadlines
{
    public static InboxItemView View(PendingDecision decision, string decidedBy, InboxOptions options, DateTimeOffset now)
    {
        var deadline = decision.Due ?? decision.Since.AddDays(decision.Kind == "admission" ? options.AdmissionDays : options.DecisionDays);
        return new InboxItemView(decision.Kind, decision.Subject, decision.TitleZh, decision.TitleEn, decision.Since, deadline, now > deadline, decidedBy, decision.Link, decision.Steps);
    }
}
