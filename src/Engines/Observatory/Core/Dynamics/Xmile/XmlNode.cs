namespace KeyEcosystem.Observatory.Core.Dynamics.Xmile;

/// <summary>An element of a model file.</summary>
/// <param name="name">Its name; the prefix stays, except the one of XMILE itself.</param>
/// <param name="line">Line where it begins.</param>
internal sealed class XmlNode(string name, int line)
{
    public string Name => name;

    public int Line => line;

    public Dictionary<string, string> Attributes { get; } = new(StringComparer.Ordinal);

    public List<XmlNode> Children { get; } = [];

    /// <summary>Its own text, of all its parts.</summary>
    public string Text { get; set; } = "";

    public XmlNode? Child(string child) => Children.Find(c => c.Name == child);

    public IEnumerable<XmlNode> All(string child) => Children.Where(c => c.Name == child);

    /// <summary>Text of a child, trimmed; null where there is none or it is blank.</summary>
    public string? Value(string child) => Child(child)?.Text.Trim() is { Length: > 0 } text ? text : null;

    public string? Attribute(string attribute) => Attributes.GetValueOrDefault(attribute);

    /// <summary>An attribute whatever its prefix is.</summary>
    public string? AnyPrefix(string attribute) => Attributes.FirstOrDefault(a => a.Key == attribute || a.Key.EndsWith(":" + attribute, StringComparison.Ordinal)).Value;
}
