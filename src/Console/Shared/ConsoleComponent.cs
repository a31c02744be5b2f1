using KeyEcosystem.Client;
using KeyEcosystem.WebConsole.Language;
using Microsoft.AspNetCore.Components;

namespace KeyEcosystem.WebConsole.Shared;

/// <summary>What every component of the console knows: its language, the node, and when it is gone.</summary>
public abstract class ConsoleComponent : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource gone = new();

    /// <summary>What the person has chosen.</summary>
    [Inject]
    public Preferences Preferences { get; set; } = default!;

    /// <summary>The node's API, with the session's token.</summary>
    [Inject]
    protected NodeHttp Node { get; set; } = default!;

    /// <summary>Remembers its token, which may be asked for after the component is gone.</summary>
    protected ConsoleComponent() => Stop = gone.Token;

    /// <summary>Cancelled when the component is gone.</summary>
    protected CancellationToken Stop { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Words in the person's language.</summary>
    /// <param name="words">Both languages.</param>
    protected string T(Text words) => words.In(Preferences.Language);

    /// <summary>Words with values put in.</summary>
    /// <param name="words">Both languages, with {0}, {1} and so on.</param>
    /// <param name="values">The values.</param>
    protected string T(Text words, params ReadOnlySpan<object?> values) => string.Format(words.In(Preferences.Language), values);

    /// <summary>What a view says in both languages.</summary>
    /// <param name="zh">Chinese.</param>
    /// <param name="en">English.</param>
    protected string T(string? zh, string? en) => (Preferences.Language == Tongue.Chinese ? zh ?? en : en ?? zh) ?? "";

    /// <inheritdoc/>
    protected override void OnInitialized() => Preferences.Changed += OnChanged;

    /// <summary>Lets go of what the component holds.</summary>
    /// <param name="disposing">Whether called by Dispose.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && !gone.IsCancellationRequested)
        {
            Preferences.Changed -= OnChanged;
            gone.Cancel();
            gone.Dispose();
        }
    }

    /// <summary>Called after a choice, on the component's own thread.</summary>
    protected virtual Task OnPreferencesChanged() => Task.CompletedTask;

    private void OnChanged(object? sender, EventArgs e) => _ = InvokeAsync(async () =>
    {
        StateHasChanged();
        await OnPreferencesChanged();
    });
}
