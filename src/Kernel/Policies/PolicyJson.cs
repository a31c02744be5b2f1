using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KeyEcosystem.Kernel.Policies;

/// <summary>Reads and writes policies as compact ODRL JSON-LD. What it does not understand it refuses, with the place.</summary>
public static class PolicyJson
{
    /// <summary>Most characters of a policy.</summary>
    public const int LengthMax = 65_536;

    private const int ConstraintsMax = 256;
    private static readonly string[] Actions = ["use", "read", "compute", "transfer", "distribute"];

    /// <summary>Reads a policy.</summary>
    /// <param name="json">Compact ODRL.</param>
    /// <returns>The policy, or <c>policy.malformed</c> with the JSON path.</returns>
    public static Result<Policy> Parse(string json)
    {
        if (json.Length > LengthMax)
        {
            return Wrong("$", $"at most {LengthMax} characters");
        }

        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 16, AllowDuplicateProperties = false });
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return Wrong("$", "an object");
            }

            foreach (var property in root.EnumerateObject())
            {
                if (property.Name is not ("@context" or "@type" or "@id" or "uid" or "profile" or "permission" or "prohibition" or "target" or "assigner" or "assignee"))
                {
                    return Wrong("$." + property.Name, "a property this node enforces (permission, prohibition)");
                }
            }

            var budget = ConstraintsMax;
            return new Policy(Rules(root, "permission", ref budget), Rules(root, "prohibition", ref budget));
        }
        catch (JsonException malformed)
        {
            return new Refusal("policy.malformed", "The policy is not JSON.", $"Line {malformed.LineNumber + 1}: it can't be read as JSON of at most 16 levels.");
        }
        catch (InvalidOperationException)
        {
            // What the reader says of half a surrogate pair or of bytes that are no UTF-8.
            return Wrong("$", "text of whole characters");
        }
        catch (PolicyFormatException wrong)
        {
            return Wrong(wrong.Path, wrong.Must);
        }
    }

    /// <summary>Writes a policy in the form that <see cref="Parse"/> reads.</summary>
    /// <param name="policy">The policy.</param>
    public static string Write(Policy policy)
    {
        JsonArray Of(IReadOnlyList<Rule> rules) => [.. rules.Select(r => new JsonObject { ["action"] = r.Action, ["constraint"] = new JsonArray([.. r.Constraints.Select(Node)]) })];
        return new JsonObject { ["@context"] = "http://www.w3.org/ns/odrl.jsonld", ["@type"] = "Set", ["permission"] = Of(policy.Permissions), ["prohibition"] = Of(policy.Prohibitions) }.ToJsonString();
    }

    internal static bool TryInstant(string text, out DateTimeOffset instant) =>
        DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant);

    internal static Operand OperandOf(string name) => name switch
    {
        "purpose" => Operand.Purpose,
        "recipient" => Operand.Recipient,
        "industry" => Operand.Industry,
        "role" => Operand.Role,
        "spatial" => Operand.Spatial,
        "dateTime" => Operand.DateTime,
        "count" => Operand.Count,
        _ => Operand.Unknown,
    };

    private static JsonNode Node(Constraint constraint) => constraint switch
    {
        Constraint.Atomic a => new JsonObject
        {
            ["leftOperand"] = a.Name,
            ["operator"] = char.ToLowerInvariant(a.Operator.ToString()[0]) + a.Operator.ToString()[1..],
            ["rightOperand"] = a.Right.Count == 1 ? JsonValue.Create(a.Right[0]) : new JsonArray([.. a.Right.Select(r => JsonValue.Create(r))]),
        },
        Constraint.And x => new JsonObject { ["and"] = new JsonArray([.. x.Of.Select(Node)]) },
        Constraint.Or x => new JsonObject { ["or"] = new JsonArray([.. x.Of.Select(Node)]) },
        Constraint.Xone x => new JsonObject { ["xone"] = new JsonArray([.. x.Of.Select(Node)]) },
        _ => throw new InvalidOperationException("A constraint is atomic or logical."),
    };

    private static Rule[] Rules(JsonElement root, string name, ref int budget)
    {
        if (!root.TryGetProperty(name, out var rules))
        {
            return [];
        }

        if (rules.ValueKind != JsonValueKind.Array)
        {
            throw new PolicyFormatException("$." + name, "a list of rules");
        }

        var result = new List<Rule>();
        foreach (var rule in rules.EnumerateArray())
        {
            var path = $"$.{name}[{result.Count}]";
            if (rule.ValueKind != JsonValueKind.Object)
            {
                throw new PolicyFormatException(path, "an object");
            }

            foreach (var property in rule.EnumerateObject())
            {
                if (property.Name is not ("action" or "constraint" or "target" or "assignee" or "@type"))
                {
                    throw new PolicyFormatException($"{path}.{property.Name}", "a property this node enforces (action, constraint)");
                }
            }

            var action = rule.TryGetProperty("action", out var a) && a.ValueKind == JsonValueKind.String ? a.GetString()!.Replace("odrl:", "", StringComparison.Ordinal) : "";
            if (!Actions.Contains(action))
            {
                throw new PolicyFormatException(path + ".action", "one of " + string.Join(", ", Actions));
            }

            result.Add(new Rule(action, rule.TryGetProperty("constraint", out var c) ? Constraints(c, path + ".constraint", ref budget) : []));
        }

        return [.. result];
    }

    private static Constraint[] Constraints(JsonElement list, string path, ref int budget)
    {
        if (list.ValueKind != JsonValueKind.Array)
        {
            throw new PolicyFormatException(path, "a list of constraints");
        }

        var result = new List<Constraint>();
        foreach (var item in list.EnumerateArray())
        {
            result.Add(One(item, $"{path}[{result.Count}]", ref budget));
        }

        return [.. result];
    }

    private static Constraint One(JsonElement item, string path, ref int budget)
    {
        if (--budget < 0)
        {
            throw new PolicyFormatException(path, $"within {ConstraintsMax} constraints");
        }

        if (item.ValueKind != JsonValueKind.Object)
        {
            throw new PolicyFormatException(path, "an object");
        }

        foreach (var logical in (string[])["and", "or", "xone"])
        {
            if (item.TryGetProperty(logical, out var of))
            {
                var parts = Constraints(of, $"{path}.{logical}", ref budget);
                return logical switch { "and" => new Constraint.And(parts), "or" => new Constraint.Or(parts), _ => new Constraint.Xone(parts) };
            }
        }

        var name = Text(item, "leftOperand", path);
        var op = Text(item, "operator", path);
        if (op.Length == 0 || !char.IsAsciiLetterLower(op[0]) || !Enum.TryParse<Operator>(char.ToUpperInvariant(op[0]) + op[1..], out var known) || !Enum.IsDefined(known))
        {
            throw new PolicyFormatException(path + ".operator", "eq, neq, lt, lteq, gt, gteq, isAnyOf, isNoneOf or isAllOf");
        }

        if (!item.TryGetProperty("rightOperand", out var right))
        {
            throw new PolicyFormatException(path + ".rightOperand", "a value or a list of values");
        }

        var values = right.ValueKind == JsonValueKind.Array ? [.. right.EnumerateArray().Select((v, i) => Value(v, $"{path}.rightOperand[{i}]"))] : new[] { Value(right, path + ".rightOperand") };
        var left = OperandOf(name);
        if (values.Length == 0 || (left is Operand.DateTime && !TryInstant(values[0], out _)) || (left is Operand.Count && !long.TryParse(values[0], NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            throw new PolicyFormatException(path + ".rightOperand", left is Operand.DateTime ? "a date such as 2027-01-31 or 2027-01-31T12:00:00Z" : left is Operand.Count ? "a whole number" : "at least one value");
        }

        return new Constraint.Atomic(left, name, known, values);
    }

    private static string Text(JsonElement item, string name, string path) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new PolicyFormatException($"{path}.{name}", "a text");

    private static string Value(JsonElement value, string path) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.Object when value.TryGetProperty("@value", out var inner) && inner.ValueKind == JsonValueKind.String => inner.GetString()!,
        _ => throw new PolicyFormatException(path, "a text or a number"),
    };

    private static Refusal Wrong(string path, string must) => new("policy.malformed", "The policy can't be accepted.", $"\"{path}\" must be {must}.", new Dictionary<string, string>(StringComparer.Ordinal) { ["field"] = path });
}
