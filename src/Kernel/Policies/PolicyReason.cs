using System.Text.Json.Serialization;
using KeyEcosystem.Kernel.Odrl;

namespace KeyEcosystem.Kernel.Policies;

/// <summary>Why a policy permits or refuses.</summary>
/// <param name="Code">Stable code, e.g. <c>policy.purpose.refused</c>.</param>
/// <param name="Clause">For example <c>permission[0].constraint[1]</c>.</param>
/// <param name="Actual">What the use had.</param>
/// <param name="Wanted">What the clause wants, as written.</param>
public sealed record PolicyReason(string Code, string Clause, string Actual, string Wanted)
{
    /// <summary>The constraint that is not met, for words; null where the reason is none. On record is only what was wanted.</summary>
    [JsonIgnore]
    public OdrlConstraint? Constraint { get; init; }

    /// <summary>The agreement whose terms refuse, for words; null where there is only one, and of what no agreement's terms say.</summary>
    [JsonIgnore]
    public AgreementId? Agreement { get; init; }
}
