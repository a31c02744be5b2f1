using KeyEcosystem.WebConsole.Language;
using KeyEcosystem.WebConsole.Shared;

namespace KeyEcosystem.WebConsole.Pages.Ledger;

/// <summary>How metered quantities are written, by what was measured.</summary>
internal static class Quantities
{
    public static Text Say(string kind, long quantity) => kind switch
    {
        "device.ms" => Same(Sizes.Duration(quantity)),
        "bytes" => Same(Sizes.Bytes(quantity)),
        "rows" => new Text($"{quantity:N0} 行", $"rows: {quantity:N0}"),
        "count" => new Text($"{quantity:N0} 次", $"uses: {quantity:N0}"),
        _ => Same(quantity.ToString("N0")),
    };

    private static Text Same(string said) => new(said, said);
}
