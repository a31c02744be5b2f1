namespace KeyEcosystem.Platform.Identity;

/// <summary>Is told when all sign-ins of an account have ended, so that what is open is closed before the next request, and when its roles have changed.</summary>
public interface IAccountWatch
{
    /// <summary>Called after the commit.</summary>
    /// <param name="subject">Text id of the person.</param>
    void Ended(string subject);

    /// <summary>Called after the commit.</summary>
    /// <param name="subject">Text id of the person.</param>
    /// <param name="roles">What the person may do from now on.</param>
    void RolesChanged(string subject, IReadOnlyList<string> roles);
}
