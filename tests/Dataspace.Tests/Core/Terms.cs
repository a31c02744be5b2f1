using KeyEcosystem.Kernel.Policies;

namespace KeyEcosystem.Dataspace.Tests.Core;

/// <summary>What may be seen under terms about parts of a table.</summary>
internal static class Terms
{
    /// <summary>Of a permission to read with this constraint.</summary>
    public static VisibleParts Of(string constraint) => OfPolicy($$"""{"permission":{"action":"read","constraint":{{constraint}} } }""");

    /// <summary>Of a policy.</summary>
    public static VisibleParts OfPolicy(string policy) =>
        PolicyDecision.Decide(PolicyJson.Parse(policy).Value, new UseRequest("read", "", "mbr_1", "", null, "CN", DateTimeOffset.UnixEpoch, 0) { Parts = UseRequest.AnyParts }).Parts!;
}
