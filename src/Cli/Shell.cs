using System.CommandLine;
using System.Diagnostics;

namespace KeyEcosystem.Cli;

/// <summary>What the command has around it: variables, folders, a browser. Tests put others in its place.</summary>
internal sealed class Shell : InvocationConfiguration
{
    /// <summary>Reads a variable of the environment.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>Folder of the user's settings for this command.</summary>
    public string SettingsFolder { get; init; } = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify), "keyeco");

    /// <summary>Folder of what this command keeps for the user, such as the memory of agents.</summary>
    public string KeptFolder { get; init; } = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "keyeco");

    /// <summary>The current folder: a node's data folder is looked for in it.</summary>
    public string WorkFolder { get; init; } = Environment.CurrentDirectory;

    /// <summary>Opens an address in the user's browser; false when there is none.</summary>
    public Func<Uri, bool> OpenBrowser { get; init; } = Open;

    /// <summary>Reads a secret from the user without showing it.</summary>
    public Func<string, string?> ReadSecret { get; init; } = Secret;

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Whether a person looks on: progress is drawn and columns fit the window.</summary>
    public bool Interactive { get; init; } = !Console.IsOutputRedirected && !Console.IsErrorRedirected;

    /// <summary>The shell that a command line was invoked in.</summary>
    public static Shell Of(ParseResult parsed) => parsed.InvocationConfiguration as Shell ?? new Shell();

    private static bool Open(Uri address)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                return Process.Start(new ProcessStartInfo(address.AbsoluteUri) { UseShellExecute = true }) is not null;
            }

            if (OperatingSystem.IsLinux() && Environment.GetEnvironmentVariable("DISPLAY") is null && Environment.GetEnvironmentVariable("WAYLAND_DISPLAY") is null)
            {
                return false;
            }

            var start = new ProcessStartInfo(OperatingSystem.IsMacOS() ? "open" : "xdg-open") { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
            start.ArgumentList.Add(address.AbsoluteUri);
            return Process.Start(start) is not null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static string? Secret(string prompt)
    {
        if (Console.IsInputRedirected)
        {
            return Console.In.ReadLine();
        }

        Console.Error.Write(prompt);
        var text = new System.Text.StringBuilder();
        for (var key = Console.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(intercept: true))
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                text.Length = Math.Max(0, text.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar))
            {
                text.Append(key.KeyChar);
            }
        }

        Console.Error.WriteLine();
        return text.ToString();
    }
}
