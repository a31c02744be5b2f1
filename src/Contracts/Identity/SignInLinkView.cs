namespace KeyEcosystem.Contracts.Identity;

/// <summary>An address that signs a person in once. It can't be had again.</summary>
/// <param name="Address">To be opened in the person's browser.</param>
/// <param name="Until">When it is worth nothing.</param>
public sealed record SignInLinkView(Uri Address, DateTimeOffset Until);
