using KeyEcosystem.Platform.Identity;
using KeyEcosystem.WebConsole.Session;

namespace KeyEcosystem.Host.People;

/// <summary>Closes the console's open pages of an account whose sign-ins have ended; its next page knows new roles.</summary>
internal sealed class ConsoleSessions(SessionVault vault) : IAccountWatch
{
    public void Ended(string subject) => vault.EndSubject(subject, "ended");

    public void RolesChanged(string subject, IReadOnlyList<string> roles) => vault.ChangeRoles(subject, roles);
}
