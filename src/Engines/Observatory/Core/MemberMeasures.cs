namespace KeyEcosystem.Observatory.Core;

/// <summary>Counts of members.</summary>
internal static class MemberMeasures
{
    /// <summary>Firms are enterprises, factories and cloud providers.</summary>
    public static bool IsFirm(EcosystemFact member) => member.Of("type") is "enterprise" or "factory" or "cloud-provider";

    public static Reading Count(Ecosystem state, Trail? trail, Func<EcosystemFact, bool> wanted) => Reading.Of(Number(state, trail, wanted));

    public static int Number(Ecosystem state, Trail? trail, Func<EcosystemFact, bool> wanted)
    {
        var count = 0;
        foreach (var member in state.Members.Values)
        {
            if (member.Of("state") == "admitted" && wanted(member))
            {
                count++;
                trail?.Note(member, "counted");
            }
        }

        return count;
    }
}
