namespace KeyEcosystem.WebConsole.Language;

/// <summary>The languages of the console.</summary>
public enum Tongue
{
    /// <summary>zh-CN.</summary>
    Chinese,

    /// <summary>en.</summary>
    English,
}
