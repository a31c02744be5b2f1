using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;

namespace KeyEcosystem.WebConsole.Shared;

/// <summary>A file control. What was chosen before the page had come to life is chosen all the same: its event is raised once more.</summary>
public sealed class FileChoice : InputFile
{
    [Inject] private IJSRuntime Script { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        await base.OnAfterRenderAsync(firstRender);
        if (firstRender && Element is { } control)
        {
            await Script.InvokeVoidAsync("keyeco.chosen", control);
        }
    }
}
