using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Platform.Identity;

/// <summary>Opens the tenant of an account on trial. Members answers.</summary>
public interface ITrialTenants
{
    /// <summary>Adds the tenant to the change that makes the account, so that both are there or neither.</summary>
    /// <param name="change">The change.</param>
    /// <param name="member">The tenant.</param>
    void Open(Change change, MemberId member);
}
