namespace KeyEcosystem.WebConsole.Language;

/// <summary>A person's choices.</summary>
/// <param name="Chinese">Chinese, else English.</param>
/// <param name="Theme">light, dark or system.</param>
/// <param name="SystemIsDark">Whether the browser prefers dark.</param>
/// <param name="Demonstration">Whether demonstrations count.</param>
public sealed record PreferenceValues(bool Chinese, string Theme, bool SystemIsDark, bool Demonstration);
