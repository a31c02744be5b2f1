using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Policies;

namespace KeyEcosystem.Dataspace.Core;

/// <summary>Terms as they are stored.</summary>
internal static class StoredTerms
{
    /// <summary>Their one spelling, which may be longer than what was sent. What could not be read again is refused: it would break every page that shows it.</summary>
    public static Result<string> Of(Policy policy)
    {
        var written = PolicyJson.Write(policy);
        var read = PolicyJson.Parse(written);
        return read.IsOk ? written : read.Refusal;
    }
}
