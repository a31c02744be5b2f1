namespace KeyEcosystem.Dataspace.Work.Protocol;

/// <summary>What a side does by itself.</summary>
/// <typeparam name="T">The kind of message.</typeparam>
/// <param name="Message">The message it sends.</param>
/// <param name="After">How long it waits before.</param>
/// <param name="Reason">Why, where the message says it; null where it does not.</param>
internal sealed record NextStep<T>(T Message, TimeSpan After, string? Reason = null);
