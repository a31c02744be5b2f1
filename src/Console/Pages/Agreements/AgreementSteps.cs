using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.WebConsole.Pages.Agreements;

/// <summary>What a party is offered to do now. Whether it may is decided by the node.</summary>
internal static class AgreementSteps
{
    public static IEnumerable<string> For(AgreementView agreement, MemberId member)
    {
        var provides = agreement.Provider == member;
        return agreement.State switch
        {
            "requested" => provides ? ["agree", "refuse"] : ["terminate"],
            "agreed" => (provides ? agreement.ProviderSigned : agreement.ConsumerSigned) ? ["terminate"] : ["sign", "terminate"],
            "signed" => ["terminate"],
            _ => [],
        };
    }
}
