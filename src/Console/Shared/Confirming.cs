using KeyEcosystem.WebConsole.Language;
using MudBlazor;

namespace KeyEcosystem.WebConsole.Shared;

/// <summary>Asks before something that can't be undone.</summary>
public static class Confirming
{
    /// <summary>Whether the person says yes.</summary>
    /// <param name="dialogs">The page's dialogs.</param>
    /// <param name="preferences">The person's language.</param>
    /// <param name="title">What is about to happen.</param>
    /// <param name="consequence">What it means.</param>
    /// <param name="action">The word on the button.</param>
    public static async Task<bool> Confirm(this IDialogService dialogs, Preferences preferences, Text title, string consequence, Text action)
    {
        ArgumentNullException.ThrowIfNull(dialogs);
        ArgumentNullException.ThrowIfNull(preferences);
        return await dialogs.ShowMessageBoxAsync(title.In(preferences.Language), consequence, action.In(preferences.Language), cancelText: SharedWords.Cancel.In(preferences.Language)) == true;
    }
}
