using KeyEcosystem.Platform.Identity;
using KeyEcosystem.WebConsole.Session;

namespace KeyEcosystem.Host.People;

/// <summary>Closes the console's open pages of an account whose sign-ins have ended.</summary>
internal sealed class ConsoleSessions(SessionVault vault) : IAccountWatch
{
    public void Ended(string subject) => vault.EndSubject(subject, "ended");
}
