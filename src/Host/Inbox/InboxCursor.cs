using KeyEcosystem.Contracts.Inbox;

namespace KeyEcosystem.Host.Inbox;

/// <summary>The place behind an item in the order of deadlines.</summary>
internal readonly record struct InboxCursor(long Ticks, string Subject)
{
    private const int SubjectMax = 64;

    public static InboxCursor Of(InboxItemView item) => new(item.Deadline.UtcTicks, item.Subject);

    public static bool TryParse(string text, out InboxCursor cursor)
    {
        cursor = default;
        if (text.Split('-', 2) is not [var ticks, { Length: > 0 and <= SubjectMax } subject] || !long.TryParse(ticks, System.Globalization.NumberStyles.None, null, out var at))
        {
            return false;
        }

        cursor = new InboxCursor(at, subject);
        return true;
    }

    public bool IsBefore(InboxItemView item) => (item.Deadline.UtcTicks, string.CompareOrdinal(item.Subject, Subject)) is var (at, order) && (at > Ticks || (at == Ticks && order > 0));

    public override string ToString() => $"{Ticks}-{Subject}";
}
