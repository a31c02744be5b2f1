namespace KeyEcosystem.Compute.Work;

/// <summary>A line that a run wrote.</summary>
/// <param name="Error">Whether to standard error.</param>
/// <param name="Text">The line, without control characters.</param>
internal readonly record struct RunLine(bool Error, string Text)
{
    /// <summary>A line in which control characters but tabs are replaced, so that a terminal can show it without harm.</summary>
    public static RunLine Of(bool error, string text) => new(error, string.Create(text.Length, text, static (to, from) =>
    {
        for (var i = 0; i < from.Length; i++)
        {
            to[i] = char.IsControl(from[i]) && from[i] != '\t' ? '\uFFFD' : from[i];
        }
    }));
}
