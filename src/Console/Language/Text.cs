namespace KeyEcosystem.WebConsole.Language;

/// <summary>Words in both languages of the console. There is no text without one of them.</summary>
/// <param name="Zh">Chinese.</param>
/// <param name="En">English.</param>
public readonly record struct Text(string Zh, string En)
{
    /// <summary>The words in one language.</summary>
    /// <param name="language">Which.</param>
    public string In(Tongue language) => language == Tongue.Chinese ? Zh : En;
}
