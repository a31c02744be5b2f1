using System.Text.Json;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Policies;

namespace KeyEcosystem.Dataspace.Core.Protocol;

/// <summary>An offer or an agreement of the protocol, read.</summary>
/// <param name="Id">Its <c>@id</c>.</param>
/// <param name="Target">The data set that it is about; null where it does not say.</param>
/// <param name="Policy">Its rules in this node's one spelling.</param>
/// <param name="Text">As it came.</param>
public sealed record OfferedTerms(string Id, string? Target, string Policy, string Text)
{
    /// <summary>Reads one.</summary>
    /// <param name="terms">The object.</param>
    /// <param name="field">Where it stands.</param>
    /// <returns>The terms, or what is wrong with which field.</returns>
    public static Result<OfferedTerms> Of(JsonElement terms, string field)
    {
        if (terms.ValueKind != JsonValueKind.Object)
        {
            return Refusal.Field(field, "an object", terms.ValueKind.ToString());
        }

        if (!terms.TryGetProperty("@id", out var id) || id.ValueKind != JsonValueKind.String || id.GetString() is not { Length: > 0 and <= 500 })
        {
            return Refusal.Field(field + ".@id", "text of 1 to 500 characters", null);
        }

        string? target = null;
        if (terms.TryGetProperty("target", out var about) && (about.ValueKind != JsonValueKind.String || (target = about.GetString()) is not { Length: > 0 and <= 500 }))
        {
            return Refusal.Field(field + ".target", "text of 1 to 500 characters", about.GetRawText());
        }

        var rules = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var name in (ReadOnlySpan<string>)["permission", "prohibition", "obligation"])
        {
            if (!terms.TryGetProperty(name, out var list))
            {
                continue;
            }

            if (list.ValueKind != JsonValueKind.Array)
            {
                return Refusal.Field($"{field}.{name}", "an array of rules", list.ValueKind.ToString());
            }

            if (list.GetArrayLength() > 0)
            {
                rules[name] = list;
            }
        }

        if (!rules.ContainsKey("permission") && !rules.ContainsKey("prohibition"))
        {
            return Refusal.Field(field, "with at least one permission or prohibition", null);
        }

        var policy = PolicyJson.Parse(JsonSerializer.Serialize(rules));
        if (!policy.IsOk)
        {
            return policy.Refusal;
        }

        // A rule may name the data set once more, or another that the whole is not about.
        var bound = target is null ? policy : PolicyAsset.Bind(policy.Value, target);
        return bound.IsOk ? new OfferedTerms(id.GetString()!, target, PolicyJson.Write(bound.Value), terms.GetRawText()) : bound.Refusal;
    }

    /// <summary>Whether two have the same rules, whatever their spelling.</summary>
    /// <param name="policy">A policy in this node's spelling or another.</param>
    public bool SameRules(string policy) => PolicyJson.ParseStored(policy) is { IsOk: true } other && PolicyJson.Write(other.Value) == Policy;
}
