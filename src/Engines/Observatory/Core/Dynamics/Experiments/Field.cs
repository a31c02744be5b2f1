using System.Text.Json;

namespace KeyEcosystem.Observatory.Core.Dynamics.Experiments;

/// <summary>A field of JSON that knows its path.</summary>
/// <param name="path">Where it stands.</param>
/// <param name="json">What stands there.</param>
internal sealed class Field(string path, JsonElement json)
{
    public bool IsTrue => json.ValueKind == JsonValueKind.True;

    /// <summary>Refuses fields of other names: one that is mistyped would count as absent.</summary>
    public void Only(IReadOnlyList<string> names)
    {
        foreach (var member in Members().Where(m => !names.Contains(m.Name, StringComparer.Ordinal)))
        {
            throw new ModelFaultException(DynamicsCodes.Experiment, $"Field \"{path}.{member.Name}\" is not known; known are {string.Join(", ", names)}.", $"字段“{path}.{member.Name}”未知，可用：{string.Join("、", names)}。", 0, member.Name);
        }
    }

    public Field? Get(string name) => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? new Field($"{path}.{name}", value) : null;

    public Field Need(string name) => Get(name) ?? throw new ModelFaultException(DynamicsCodes.Experiment, $"Field \"{path}.{name}\" is missing.", $"缺少字段“{path}.{name}”。", 0, name);

    public IEnumerable<(string Name, Field Value)> Members()
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw Must("an object", "对象");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in json.EnumerateObject())
        {
            yield return seen.Add(member.Name) ? (member.Name, new Field($"{path}.{member.Name}", member.Value))
                : throw new ModelFaultException(DynamicsCodes.Experiment, $"Field \"{path}.{member.Name}\" stands twice.", $"字段“{path}.{member.Name}”重复。", 0, member.Name);
        }
    }

    public IReadOnlyList<Field> Items(int most) => json.ValueKind == JsonValueKind.Array && json.GetArrayLength() <= most
        ? [.. json.EnumerateArray().Select((e, i) => new Field($"{path}[{i}]", e))]
        : throw Must($"a list of at most {most}", $"至多 {most} 项的列表");

    public string Text() => json.ValueKind == JsonValueKind.String && json.GetString() is { Length: > 0 } text ? text : throw Must("a text", "文本");

    public double Number() => json.ValueKind == JsonValueKind.Number && json.TryGetDouble(out var number) && double.IsFinite(number) ? number : throw Must("a number", "数");

    public int Whole(int least, int most) => json.ValueKind == JsonValueKind.Number && json.TryGetInt32(out var number) && number >= least && number <= most
        ? number
        : throw Must($"a whole number from {least} to {most}", $"{least} 至 {most} 的整数");

    public ModelFaultException Must(string en, string zh) => new(DynamicsCodes.Experiment, $"Field \"{path}\" must be {en}.", $"字段“{path}”须为{zh}。", 0, path);
}
