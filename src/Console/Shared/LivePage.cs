using KeyEcosystem.Client;
using KeyEcosystem.WebConsole.Session;
using Microsoft.AspNetCore.Components;

namespace KeyEcosystem.WebConsole.Shared;

/// <summary>A page that looks again by itself while it is open.</summary>
public abstract class LivePage : ConsolePage
{
    /// <summary>The node's clock.</summary>
    [Inject]
    protected TimeProvider Clock { get; set; } = default!;

    /// <summary>Looks again and again; what can't be read leaves the page as it was. Not awaited: it ends with the page.</summary>
    /// <param name="beat">How often.</param>
    /// <param name="goesOn">Whether to look once more.</param>
    /// <param name="look">Reads.</param>
    protected async Task Follow(TimeSpan beat, Func<bool> goesOn, Func<Task> look)
    {
        using var timer = new PeriodicTimer(beat, Clock);
        try
        {
            while (goesOn() && await timer.WaitForNextTickAsync(Stop))
            {
                await InvokeAsync(() => Look(look));
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or ObjectDisposedException)
        {
            // The page is left.
        }
    }

    /// <summary>Reads once more and draws the page.</summary>
    /// <param name="look">Reads.</param>
    protected async Task Look(Func<Task> look)
    {
        ArgumentNullException.ThrowIfNull(look);
        try
        {
            await look();
        }
        catch (Exception failure) when (failure is NodeProblemException or HttpRequestException)
        {
            // What is shown stays as it was; the next look asks again.
        }
        catch (Exception gone) when (gone is SessionEndedException or OperationCanceledException)
        {
            return;
        }

        StateHasChanged();
    }
}
