using System.Text.RegularExpressions;

namespace KeyEcosystem.Host.Tests.Contract;

/// <summary>Finds in C# text the codes of refusals and of the Gate's reasons.</summary>
internal static partial class RefusalCodes
{
    /// <summary>
    /// Codes are the dotted lower-case literals in the first argument of what makes a refusal or a reason. Where that argument is a name,
    /// the code was chosen elsewhere in the file: then every dotted literal of the file counts that is not the verb of an act, a topic or a file.
    /// </summary>
    /// <param name="source">The text of one file.</param>
    public static IReadOnlySet<string> In(string source)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var elsewhere = false;
        foreach (Match made in Makes().Matches(source))
        {
            var first = FirstArgument(source, made.Index + made.Length);
            var codes = Code().Matches(first).Select(m => m.Groups["code"].Value).ToList();
            found.UnionWith(codes);
            // A parameter is not chosen here: the calls of such a method are found by its name, Refused. A constant is.
            elsewhere |= codes.Count == 0 && Name().IsMatch(first.Trim()) && !source.Replace("const string ", "", StringComparison.Ordinal).Contains($"string {first.Trim()}", StringComparison.Ordinal);
        }

        if (elsewhere)
        {
            found.UnionWith(Code().Matches(Other().Replace(source, "")).Select(m => m.Groups["code"].Value).Where(c => !File().IsMatch(c)));
        }

        return found;
    }

    private static string FirstArgument(string source, int from)
    {
        var (depth, text) = (0, false);
        for (var at = from; at < source.Length; at++)
        {
            var c = source[at];
            text ^= c == '"' && source[at - 1] != '\\';
            if (text)
            {
                continue;
            }

            depth += c is '(' or '[' or '{' ? 1 : c is ')' or ']' or '}' ? -1 : 0;
            if (depth < 0 || (depth == 0 && c == ','))
            {
                return source[from..at];
            }
        }

        return "";
    }

    // A declaration of the record itself, "record Refusal(string Code", has a type before its name and no literal: it finds nothing.
    [GeneratedRegex(@"\b(?:new\s+(?:Refusal|PolicyReason|GateReason)|Refused)\s*\(|\bRefusal\??\s+\w+(?:\([^)]*\))?\s*(?:=>|=|\{\s*get;\s*\}\s*=)\s*new\s*\(", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Makes();

    [GeneratedRegex(@"""(?<code>[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)+)""", RegexOptions.None, 5000)]
    private static partial Regex Code();

    [GeneratedRegex(@"^[A-Za-z_][\w.]*(?:\(.*\))?$", RegexOptions.Singleline, 5000)]
    private static partial Regex Name();

    [GeneratedRegex(@"new Act\(\s*[^,]*,|new Fact\(\s*[^,]*,", RegexOptions.None, 5000)]
    private static partial Regex Other();

    [GeneratedRegex(@"\.(?:v[0-9]+|db|key|keys|json|csv|sh|md|conf|types)$", RegexOptions.None, 5000)]
    private static partial Regex File();
}
