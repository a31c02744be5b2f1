namespace KeyEcosystem.Contracts.Members;

/// <summary>A section of GB/T 4754-2017, the classification of industries.</summary>
/// <param name="Section">Letter A to T.</param>
/// <param name="NameZh">Chinese name, as the standard says.</param>
/// <param name="NameEn">English name.</param>
public sealed record IndustryView(string Section, string NameZh, string NameEn);
