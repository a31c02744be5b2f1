namespace KeyEcosystem.Observatory.Core.Exchange;

/// <summary>Which data set it is: agency, id and version of its dataflow.</summary>
/// <param name="Agency">The agency that keeps it.</param>
/// <param name="Id">Its id.</param>
/// <param name="Version">Its version, such as 1.0.0; empty where it has none.</param>
public sealed record DataflowName(string Agency, string Id, string Version)
{
    /// <summary>The house's own: the indicators of the ecosystem.</summary>
    public static DataflowName Indicators { get; } = new("CKE", "IND", "1.0.0");

    /// <summary>Reads AGENCY:ID(VERSION) or AGENCY:ID; null where the text is neither.</summary>
    /// <param name="text">The text.</param>
    public static DataflowName? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var bracket = text.IndexOf('(', StringComparison.Ordinal);
        if (colon <= 0 || (bracket >= 0 && (bracket < colon || !text.EndsWith(')'))))
        {
            return null;
        }

        var read = new DataflowName(text[..colon], bracket < 0 ? text[(colon + 1)..] : text[(colon + 1)..bracket], bracket < 0 ? "" : text[(bracket + 1)..^1]);
        return read.Agency.Split('.').All(Named) && Named(read.Id) && (bracket < 0 || (read.Version.Length > 0 && read.Version.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '+' or '*'))) ? read : null;
    }

    /// <summary>AGENCY:ID(VERSION).</summary>
    public override string ToString() => Version.Length > 0 ? $"{Agency}:{Id}({Version})" : $"{Agency}:{Id}";

    private static bool Named(string part) => part.Length > 0 && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '@' or '$');
}
