namespace KeyEcosystem.WebConsole.Session;

/// <summary>The session behind a call has ended; its page is about to show the sign-in.</summary>
/// <param name="reason">Why it ended.</param>
public sealed class SessionEndedException(string reason) : Exception(reason);
