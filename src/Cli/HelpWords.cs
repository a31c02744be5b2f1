using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace KeyEcosystem.Cli;

/// <summary>The page of help with its heads in both languages; the parser's own are in one.</summary>
internal static class HelpWords
{
    private static readonly (string Head, string Both)[] Heads =
    [
        ("Description:", "Description 说明:"),
        ("Usage:", "Usage 用法:"),
        ("Arguments:", "Arguments 参数:"),
        ("Options:", "Options 选项:"),
        ("Commands:", "Commands 命令:"),
        ("Additional Arguments:", "Additional arguments 其他参数:"),
    ];

    /// <summary>Gives a command its help in both languages.</summary>
    /// <param name="root">The command.</param>
    public static RootCommand In(RootCommand root)
    {
        foreach (var option in root.Options)
        {
            if (option is HelpOption help)
            {
                help.Description = "Shows this page. 显示用法。";
                help.Action = new Page((HelpAction)help.Action!);
            }
            else if (option is VersionOption version)
            {
                version.Description = "Shows the version. 显示版本。";
            }
        }

        return root;
    }

    private sealed class Page(HelpAction inner) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var around = parseResult.InvocationConfiguration;
            var output = around.Output;
            using var said = new StringWriter();
            around.Output = said;
            int code;
            try
            {
                code = inner.Invoke(parseResult);
            }
            finally
            {
                around.Output = output;
            }

            foreach (var line in said.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
            {
                output.WriteLine(Array.Find(Heads, h => h.Head == line) is { Both: { } both } ? both : line);
            }

            return code;
        }
    }
}
