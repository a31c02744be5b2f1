using KeyEcosystem.Client;
using KeyEcosystem.WebConsole.Language;

namespace KeyEcosystem.WebConsole.Shared;

/// <summary>Why something could not be had, in words.</summary>
/// <param name="Words">What happened, in both languages.</param>
/// <param name="Detail">What the node said.</param>
/// <param name="Code">Stable code of the refusal; empty for a failure.</param>
public sealed record Trouble(Text Words, string Detail, string Code)
{
    /// <summary>The words for a failure of a call.</summary>
    /// <param name="failure">What the client threw.</param>
    public static Trouble Of(Exception failure) => failure is NodeProblemException problem
        ? new Trouble(TroubleWords.Of(problem.Code, problem.Title), problem.Detail, problem.Code)
        : new Trouble(TroubleWords.NoAnswer, "", "");
}
