using System.CommandLine;

namespace KeyEcosystem.Cli;

/// <summary><c>keyeco completion bash|zsh|pwsh</c>: prints a script that asks the command itself what may follow.</summary>
internal static class CompletionVerb
{
    private const string Bash = """
        # keyeco completion bash > ~/.local/share/bash-completion/completions/keyeco
        _keyeco() {
          local line="${COMP_LINE:0:COMP_POINT}"
          mapfile -t COMPREPLY < <(keyeco "[suggest:${#line}]" "$line" 2>/dev/null | grep -F -- "${COMP_WORDS[COMP_CWORD]}")
        }
        complete -o default -F _keyeco keyeco
        """;

    private const string Zsh = """
        #compdef keyeco
        # keyeco completion zsh > a folder of $fpath, as _keyeco
        _keyeco() {
          local line="${LBUFFER}"
          local -a found
          found=("${(@f)$(keyeco "[suggest:${#line}]" "$line" 2>/dev/null)}")
          [[ -n "${found[1]}" ]] && compadd -- "${found[@]}" || _files
        }
        compdef _keyeco keyeco
        """;

    private const string Pwsh = """
        # keyeco completion pwsh >> $PROFILE
        Register-ArgumentCompleter -Native -CommandName keyeco -ScriptBlock {
          param($word, $line, $position)
          $text = $line.ToString()
          if ($position -gt $text.Length) { $text = $text.PadRight($position) }
          keyeco "[suggest:$position]" $text 2>$null | Where-Object { $_ -like "$word*" } | ForEach-Object {
            [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
          }
        }
        """;

    public static Command Build()
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or pwsh. 外壳名称。" };
        shell.AcceptOnlyFromAmong("bash", "zsh", "pwsh");
        var verb = new Command("completion", "Prints a script that completes this command in your shell. 输出命令补全脚本。") { shell };
        verb.SetAction(parsed =>
        {
            parsed.InvocationConfiguration.Output.WriteLine(parsed.GetValue(shell) switch { "bash" => Bash, "zsh" => Zsh, _ => Pwsh });
            return ExitCode.Done;
        });
        return verb;
    }
}
