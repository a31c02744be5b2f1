using KeyEcosystem.WebConsole.Shared;

namespace KeyEcosystem.WebConsole.Pages.Ledger;

/// <summary>How metered quantities are written, by what was measured.</summary>
internal static class Quantities
{
    public static string Say(string kind, long quantity) => kind switch
    {
        "device.ms" => Sizes.Duration(quantity),
        "bytes" => Sizes.Bytes(quantity),
        _ => quantity.ToString("N0"),
    };
}
