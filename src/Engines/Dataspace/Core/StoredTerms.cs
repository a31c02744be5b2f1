using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Odrl;
using KeyEcosystem.Kernel.Policies;

namespace KeyEcosystem.Dataspace.Core;

/// <summary>Terms as they are stored.</summary>
internal static class StoredTerms
{
    /// <summary>Their one spelling, which may be longer than what was sent. What could not be read again is refused: it would break every page that shows it.</summary>
    public static Result<string> Of(OdrlPolicy policy)
    {
        var written = PolicyJson.Write(policy);
        var read = PolicyJson.ParseStored(written);
        return read.IsOk ? written : read.Refusal;
    }

    /// <summary>Terms that somebody sends to be offered or released with an asset: read, about that asset, and such that they permit something.</summary>
    /// <param name="json">ODRL as it was sent.</param>
    /// <param name="names">The asset's id and its other names.</param>
    public static Result<OdrlPolicy> Read(string json, params IReadOnlyList<string> names)
    {
        var policy = PolicyJson.Parse(json);
        if (!policy.IsOk)
        {
            return policy.Refusal;
        }

        var bound = PolicyAsset.Bind(policy.Value, names);
        return bound.IsOk && PolicyConsistency.Check(bound.Value) is { } contradiction ? contradiction : bound;
    }
}
