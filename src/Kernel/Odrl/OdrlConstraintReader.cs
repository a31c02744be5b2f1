using KeyEcosystem.Kernel.Policies;

namespace KeyEcosystem.Kernel.Odrl;

/// <summary>Reads the constraints of one policy.</summary>
/// <param name="max">Most constraints of the policy.</param>
/// <param name="old">For terms on record that are older than this reader: of which operands any text is read as a value, and that a combination may be one of nothing. Null for none of that.</param>
internal sealed class OdrlConstraintReader(int max, Func<string, bool>? old)
{
    private const int NestingMax = 20;
    private const string Operators = "eq, neq, lt, lteq, gt, gteq, isA, hasPart, isPartOf, isAllOf, isAnyOf or isNoneOf";
    private static readonly string[] Forms = ["and", "or", "xone", "andSequence"];
    private int read;

    /// <summary>The constraints of a property of a rule, a collection or an action.</summary>
    public IReadOnlyList<OdrlConstraint> All(OdrlNode of, string name, string clause) =>
        [.. of.Nodes(name).Select((node, i) => One(node, $"{clause}{name}[{i}]", 0))];

    private OdrlConstraint One(OdrlNode node, string place, int depth)
    {
        if (++read > max || depth > NestingMax)
        {
            throw new PolicyFormatException(node.Path, $"within {max} constraints and {NestingMax} levels of them");
        }

        var id = node.Id() ?? place;
        var forms = Forms.Where(f => node[f] is not null).ToList();
        if (forms.Count > 1 || (forms.Count == 1 && node["leftOperand"] is not null))
        {
            throw new PolicyFormatException(node.Path, "one of and, or, xone, andSequence, or a left operand with its operator");
        }

        if (forms is [var form])
        {
            var parts = node.Nodes(form).Select((n, i) => One(n, $"{place}.{form}[{i}]", depth + 1)).ToList();
            return parts.Count > 0 || old is not null
                ? new OdrlConstraint.Logical(id, form switch { "and" => OdrlLogic.And, "or" => OdrlLogic.Or, "xone" => OdrlLogic.Xone, _ => OdrlLogic.AndSequence }, parts)
                : throw new PolicyFormatException($"{node.Path}.{form}", "a list of at least one constraint");
        }

        var operand = node.Required("leftOperand", "the name of what is looked at");
        var comparison = OperatorOf(node.Required("operator", Operators)) ?? throw new PolicyFormatException(node.Path + ".operator", Operators);
        var reference = node.Text("rightOperandReference");
        var right = Values(node, operand);
        if (right.Count == 0 && reference is null)
        {
            throw new PolicyFormatException(node.Path + ".rightOperand", "a value or a list of values");
        }

        return new OdrlConstraint.Atomic(id, operand, comparison, right, node.Text("unit"), AnchorOf(node), right.Count == 0 ? reference : null);
    }

    private static OdrlOperator? OperatorOf(string name) => name switch
    {
        "eq" => OdrlOperator.Eq,
        "neq" => OdrlOperator.Neq,
        "lt" => OdrlOperator.Lt,
        "lteq" => OdrlOperator.Lteq,
        "gt" => OdrlOperator.Gt,
        "gteq" => OdrlOperator.Gteq,
        "isA" => OdrlOperator.IsA,
        "hasPart" => OdrlOperator.HasPart,
        "isPartOf" => OdrlOperator.IsPartOf,
        "isAllOf" => OdrlOperator.IsAllOf,
        "isAnyOf" => OdrlOperator.IsAnyOf,
        "isNoneOf" => OdrlOperator.IsNoneOf,
        _ => null,
    };

    /// <summary>When a recurring period began: no word of ODRL's own, so whatever vocabulary calls it an anchor.</summary>
    private static OdrlValue? AnchorOf(OdrlNode node)
    {
        foreach (var name in node.Names)
        {
            if (OdrlOperands.Local(name) == "anchor" && node[name] is { } json)
            {
                return XsdText.Instant(OdrlNode.TextOf(json, $"{node.Path}.{name}", OdrlNames.Plain)) ?? throw new PolicyFormatException($"{node.Path}.{name}", "a date such as 2027-01-31");
            }
        }

        return null;
    }

    private List<OdrlValue> Values(OdrlNode node, string operand)
    {
        var type = node.Text("dataType") is { } named ? node.Spelling.Type(named) : null;
        var values = new List<OdrlValue>();
        foreach (var (json, path) in node.All("rightOperand"))
        {
            values.Add(OdrlValues.Read(json, path, node.Spelling, operand, type, old?.Invoke(operand) == true));
        }

        return values;
    }
}
