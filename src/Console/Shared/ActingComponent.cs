using KeyEcosystem.Client;
using KeyEcosystem.WebConsole.Session;

namespace KeyEcosystem.WebConsole.Shared;

/// <summary>A part of a page that changes something at the node and shows what was refused.</summary>
public abstract class ActingComponent : ConsoleComponent
{
    /// <summary>Why the last change was refused; null when it was not.</summary>
    protected Trouble? Trouble { get; private set; }

    /// <summary>Whether a change is under way; its button is disabled.</summary>
    protected bool IsBusy { get; private set; }

    /// <summary>Makes a change.</summary>
    /// <param name="change">The calls.</param>
    protected async Task Act(Func<Task> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        (Trouble, IsBusy) = (null, true);
        try
        {
            await change();
        }
        catch (Exception failure) when (failure is NodeProblemException or HttpRequestException)
        {
            Trouble = Trouble.Of(failure);
        }
        catch (Exception gone) when (gone is SessionEndedException || (gone is OperationCanceledException && Stop.IsCancellationRequested))
        {
            // The page is about to be left.
        }
        finally
        {
            IsBusy = false;
        }
    }
}
