using System.Text.RegularExpressions;

namespace KeyEcosystem.Client;

/// <summary>Looks at a job's script before it is sent: /bin/sh would run what is meant for Python, and say nothing that helps.</summary>
public static partial class ScriptText
{
    /// <summary>Whether a text without a first line such as <c>#!/usr/bin/env python3</c> reads like a program of another language than the shell's.</summary>
    /// <param name="script">The script.</param>
    public static bool WantsInterpreter(string script) => !script.StartsWith("#!", StringComparison.Ordinal) && Python().IsMatch(script);

    [GeneratedRegex(@"^\s*(import [a-z_]+(, ?[a-z_]+)*\s*$|import [a-z_.]+ as |from [a-z_.]+ import |def \w+\(.*\).*:\s*$|library\()", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Python();
}
