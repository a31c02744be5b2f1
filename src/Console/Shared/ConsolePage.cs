using KeyEcosystem.Client;
using KeyEcosystem.WebConsole.Session;

namespace KeyEcosystem.WebConsole.Shared;

/// <summary>A page that reads something from the node: loading, refused, failed or there. Put its content into <see cref="PageBody"/>.</summary>
public abstract class ConsolePage : ConsoleComponent
{
    private bool demonstration;

    /// <summary>Whether the page waits for the node.</summary>
    public bool IsLoading { get; private set; } = true;

    /// <summary>Why there is nothing to show; null when there is.</summary>
    public Trouble? Trouble { get; private set; }

    /// <summary>Reads the page's content anew.</summary>
    public Task Reload() => Try(async () =>
    {
        IsLoading = true;
        StateHasChanged();
        await Load(Stop);
    });

    /// <summary>Does something; what the node refuses is shown on the page.</summary>
    /// <param name="work">What is done.</param>
    public async Task Try(Func<Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        Trouble = null;
        try
        {
            await work();
        }
        catch (SessionEndedException)
        {
            // The page is about to show the sign-in.
        }
        catch (OperationCanceledException) when (Stop.IsCancellationRequested)
        {
            // Nobody waits any more.
        }
        catch (Exception failure) when (failure is NodeProblemException or HttpRequestException)
        {
            Trouble = Trouble.Of(failure);
        }
        finally
        {
            IsLoading = false;

            // A part of the page may have asked for it: then nobody else draws the page anew.
            if (!Stop.IsCancellationRequested)
            {
                StateHasChanged();
            }
        }
    }

    /// <summary>Reads the page's content from the node.</summary>
    /// <param name="stop">Cancelled when the page is gone.</param>
    protected abstract Task Load(CancellationToken stop);

    /// <summary>Content is read once, by the circuit; what is rendered before it shows that it is loading.</summary>
    protected override async Task OnInitializedAsync()
    {
        demonstration = Preferences.Demonstration;
        if (RendererInfo.IsInteractive)
        {
            await Reload();
        }
    }

    /// <inheritdoc/>
    protected override async Task OnPreferencesChanged()
    {
        if (demonstration != Preferences.Demonstration)
        {
            demonstration = Preferences.Demonstration;
            await Reload();
            StateHasChanged();
        }
    }
}
