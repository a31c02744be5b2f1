using System.Globalization;
using System.Text;

namespace KeyEcosystem.Observatory.Core.Dynamics.Xmile;

/// <summary>
/// Reads XML as modelling tools write it: prefixes need not be declared. It is strict about what makes a file whole (each end tag, each quote), and knows no
/// document types and no entities but the five of XML and characters by number, so that nothing in a foreign file can grow or reach out.
/// </summary>
internal sealed class XmlText
{
    /// <summary>Characters of a file, at most.</summary>
    public const int LengthMax = 32 * 1024 * 1024;

    /// <summary>Elements within elements, at most.</summary>
    public const int DepthMax = 128;

    /// <summary>Elements of a file, at most.</summary>
    public const int NodesMax = 200_000;

    /// <summary>Attributes of an element, at most.</summary>
    public const int AttributesMax = 200;

    private readonly string text;
    private readonly Stack<(XmlNode Node, StringBuilder Text)> open = new();
    private int at;
    private int line = 1;
    private int counted;
    private int nodes;
    private XmlNode? root;

    private XmlText(string text) => this.text = text;

    /// <summary>The root element.</summary>
    /// <param name="text">The file.</param>
    public static XmlNode Read(string text)
    {
        if (text.Length > LengthMax)
        {
            throw new ModelFaultException(DynamicsCodes.Limit, $"The file has more than {LengthMax >> 20} Mi characters.", $"文件超过 {LengthMax >> 20} Mi 字符。");
        }

        return new XmlText(text).Read();
    }

    private XmlNode Read()
    {
        Skip(text.StartsWith('\uFEFF') ? 1 : 0);
        while (at < text.Length)
        {
            var next = text.IndexOf('<', at);
            Characters(next < 0 ? text.Length : next);
            if (next < 0)
            {
                break;
            }

            if (Begins("<!--"))
            {
                Past("-->", 4, "comment", "注释");
            }
            else if (Begins("<![CDATA["))
            {
                var from = at + 9;
                Past("]]>", 9, "CDATA section", "CDATA 段");
                Append(text.AsSpan(from, at - 3 - from));
            }
            else if (Begins("<?"))
            {
                Past("?>", 2, "processing instruction", "处理指令");
            }
            else if (Begins("<!"))
            {
                throw Fault("A document type or entity declaration is not taken.", "不接受文档类型或实体声明。");
            }
            else if (Begins("</"))
            {
                End();
            }
            else
            {
                Start();
            }
        }

        if (open.Count > 0)
        {
            throw Fault($"The file ends where </{open.Peek().Node.Name}> is missing; the element begins in line {open.Peek().Node.Line}.", $"文件结束时缺少 </{open.Peek().Node.Name}>，该元素始于第 {open.Peek().Node.Line} 行。");
        }

        return root ?? throw Fault("The file has no element.", "文件中没有元素。");
    }

    private void Start()
    {
        Skip(1);
        var node = new XmlNode(Name(), Line());
        if (++nodes > NodesMax || open.Count >= DepthMax)
        {
            throw nodes > NodesMax
                ? new ModelFaultException(DynamicsCodes.Limit, $"The file has more than {NodesMax} elements.", $"文件元素超过 {NodesMax} 个。", Line())
                : new ModelFaultException(DynamicsCodes.Limit, $"Elements are nested more than {DepthMax} deep.", $"元素嵌套超过 {DepthMax} 层。", Line());
        }

        if (root is not null && open.Count == 0)
        {
            throw Fault($"<{node.Name}> stands behind the end of <{root.Name}>.", $"<{node.Name}> 位于 <{root.Name}> 结束之后。");
        }

        if (open.Count > 0)
        {
            open.Peek().Node.Children.Add(node);
        }

        root ??= node;
        while (true)
        {
            Blanks();
            if (Begins("/>"))
            {
                Skip(2);
                return;
            }

            if (Begins(">"))
            {
                Skip(1);
                open.Push((node, new StringBuilder()));
                return;
            }

            Attribute(node);
        }
    }

    private void Attribute(XmlNode node)
    {
        var name = Name();
        Blanks();
        if (!Begins("="))
        {
            throw Fault($"Attribute \"{name}\" of <{node.Name}> has no value.", $"<{node.Name}> 的属性“{name}”没有值。");
        }

        Skip(1);
        Blanks();
        if (at >= text.Length || text[at] is not ('"' or '\''))
        {
            throw Fault($"The value of attribute \"{name}\" of <{node.Name}> has no quotes.", $"<{node.Name}> 的属性“{name}”的值缺少引号。");
        }

        var end = text.IndexOf(text[at], at + 1);
        if (end < 0 || text.AsSpan(at + 1, end - at - 1).Contains('<'))
        {
            throw Fault($"The value of attribute \"{name}\" of <{node.Name}> does not end.", $"<{node.Name}> 的属性“{name}”的值没有结束。");
        }

        var value = new StringBuilder();
        Decode(text.AsSpan(at + 1, end - at - 1), value);
        if (node.Attributes.Count >= AttributesMax)
        {
            throw new ModelFaultException(DynamicsCodes.Limit, $"<{node.Name}> has more than {AttributesMax} attributes.", $"<{node.Name}> 的属性超过 {AttributesMax} 个。", Line());
        }

        if (!node.Attributes.TryAdd(name, value.ToString()))
        {
            throw Fault($"Attribute \"{name}\" of <{node.Name}> stands twice.", $"<{node.Name}> 的属性“{name}”重复。");
        }

        at = end + 1;
    }

    private void End()
    {
        Skip(2);
        var name = Name();
        Blanks();
        if (open.Count == 0 || open.Peek().Node.Name != name || !Begins(">"))
        {
            throw open.Count == 0
                ? Fault($"</{name}> ends nothing.", $"</{name}> 没有对应的开始标签。")
                : Fault($"</{open.Peek().Node.Name}> is missing: the element begins in line {open.Peek().Node.Line}, and </{name}> stands here.", $"缺少 </{open.Peek().Node.Name}>：该元素始于第 {open.Peek().Node.Line} 行，此处为 </{name}>。");
        }

        Skip(1);
        var (node, words) = open.Pop();
        node.Text = words.ToString();
    }

    private void Characters(int end)
    {
        if (end > at)
        {
            var words = text.AsSpan(at, end - at);
            if (open.Count > 0)
            {
                Decode(words, open.Peek().Text);
            }
            else if (!words.IsWhiteSpace())
            {
                throw Fault("Text stands outside of the root element: this is no XML file.", "根元素之外有文本，不是 XML 文件。");
            }

            at = end;
        }
    }

    private void Append(ReadOnlySpan<char> words)
    {
        if (open.Count > 0)
        {
            open.Peek().Text.Append(words);
        }
    }

    private void Decode(ReadOnlySpan<char> raw, StringBuilder into)
    {
        for (int amp; (amp = raw.IndexOf('&')) >= 0;)
        {
            into.Append(raw[..amp]);
            raw = raw[(amp + 1)..];
            var end = raw[..Math.Min(raw.Length, 12)].IndexOf(';');
            var name = end < 0 ? "" : raw[..end].ToString();
            var known = name switch { "lt" => "<", "gt" => ">", "amp" => "&", "quot" => "\"", "apos" => "'", _ => Numbered(name) };
            into.Append(known ?? throw Fault($"\"&{(end < 0 ? raw[..Math.Min(raw.Length, 12)].ToString() : name + ";")}\" is no character that is known.", "此处的字符实体无法识别。"));
            raw = raw[(end + 1)..];
        }

        into.Append(raw);
    }

    private static string? Numbered(string name)
    {
        var isHex = name.StartsWith("#x", StringComparison.Ordinal);
        var isNumber = isHex
            ? int.TryParse(name.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            : int.TryParse(name.StartsWith('#') ? name.AsSpan(1) : "", NumberStyles.None, CultureInfo.InvariantCulture, out code);
        return isNumber && Rune.IsValid(code) && code > 0 ? new Rune(code).ToString() : null;
    }

    private string Name()
    {
        var from = at;
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '_' or '-' or '.' or ':' or '\u00B7' || char.IsSurrogate(text[at])))
        {
            at++;
        }

        return at > from && !char.IsDigit(text[from]) && text[from] is not ('-' or '.') ? text[from..at] : throw Fault("A name is expected here.", "此处应为名称。");
    }

    private void Past(string end, int from, string what, string zh)
    {
        var found = text.IndexOf(end, Math.Min(text.Length, at + from), StringComparison.Ordinal);
        at = found >= 0 ? found + end.Length : throw Fault($"A {what} does not end.", $"{zh}没有结束。");
    }

    private void Blanks()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }
    }

    private void Skip(int characters) => at += characters;

    private bool Begins(string what) => string.CompareOrdinal(text, at, what, 0, what.Length) == 0;

    /// <summary>The line of the place; old Macintosh files end lines with a carriage return alone.</summary>
    private int Line()
    {
        for (; counted < Math.Min(at, text.Length); counted++)
        {
            line += text[counted] == '\n' || (text[counted] == '\r' && (counted + 1 >= text.Length || text[counted + 1] != '\n')) ? 1 : 0;
        }

        return line;
    }

    private ModelFaultException Fault(string en, string zh) => new(DynamicsCodes.Malformed, en, zh, Line());
}
