namespace KeyEcosystem.Platform.Secrets;

/// <summary>A passphrase that is never printed with the settings it stands in.</summary>
/// <param name="text">What was typed, without the end of its line.</param>
public sealed class Passphrase(string text)
{
    /// <summary>What was typed.</summary>
    internal string Text { get; } = text;

    /// <summary>Says that there is one, no more.</summary>
    public override string ToString() => "(hidden)";
}
