using KeyEcosystem.Kernel;

namespace KeyEcosystem.Platform.Identity;

/// <summary>What an account may be called.</summary>
internal static class UserInput
{
    public static string Normal(string loginName) => loginName.Trim().ToLowerInvariant();

    public static Refusal? UnfitLogin(string? loginName) =>
        loginName is { Length: >= 2 and <= 200 } && !loginName.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)) ? null : Refusal.Field("loginName", "2 to 200 characters without spaces", loginName);

    public static Refusal? UnfitEmail(string? email) =>
        UnfitLogin(email) is null && email!.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at == email.LastIndexOf('@') && at < email.Length - 1 ? null : Refusal.Field("email", "an e-mail address", email);

    public static Refusal? UnfitName(string? displayName) =>
        PlainText.IsTitle(displayName, 100) ? null : Refusal.Field("displayName", "1 to 100 visible characters", displayName);

    public static Refusal? UnfitRoles(IReadOnlyList<string>? roles) =>
        roles is { Count: >= 1 and <= 6 } && roles.All(NodeRoles.All.Contains) ? null : Refusal.Field("roles", "one or more of " + string.Join(", ", NodeRoles.All), roles is null ? null : string.Join(',', roles));
}
