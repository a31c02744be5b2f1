using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>What would have to change for a use to be permitted: all steps together, and none of them can be spared.</summary>
/// <param name="Steps">The steps, those of the one who asks first.</param>
public sealed record RemedyView(IReadOnlyList<RemedyStepView> Steps)
{
    /// <summary>The offer under which an agreement would be concluded; null where none is.</summary>
    public OfferId? Offer { get; init; }

    /// <summary>The agreement under which it would be used; null where there is none yet.</summary>
    public AgreementId? Agreement { get; init; }
}
