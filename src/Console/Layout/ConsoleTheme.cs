using MudBlazor;

namespace KeyEcosystem.WebConsole.Layout;

/// <summary>The console's colours: ink and sea on paper, and the same at night. Every pair of text and ground has at least 4.5:1.</summary>
internal static class ConsoleTheme
{
    private static readonly string[] Fonts =
        ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "WenQuanYi Micro Hei", "sans-serif"];

    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#12506b",
            PrimaryContrastText = "#ffffff",
            Secondary = "#7a4a00",
            SecondaryContrastText = "#ffffff",
            Tertiary = "#4f4a7a",
            Info = "#1f5fa8",
            Success = "#1e6b3c",
            Warning = "#8a5300",
            WarningContrastText = "#ffffff",
            Error = "#b3261e",
            Background = "#f5f7f8",
            Surface = "#ffffff",
            AppbarBackground = "#12384a",
            AppbarText = "#ffffff",
            DrawerBackground = "#ffffff",
            DrawerText = "#1b2430",
            DrawerIcon = "#4a5768",
            TextPrimary = "#1b2430",
            TextSecondary = "#4a5768",
            TextDisabled = "#6b7684",
            ActionDefault = "#4a5768",
            Divider = "#d5dce2",
            LinesDefault = "#d5dce2",
            LinesInputs = "#76828f",
            TableLines = "#d5dce2",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#7fc4de",
            PrimaryContrastText = "#0b1a22",
            Secondary = "#e6b566",
            SecondaryContrastText = "#1d1402",
            Tertiary = "#b7b1e6",
            Info = "#8fbcf0",
            InfoContrastText = "#0b1a22",
            Success = "#7bcb96",
            SuccessContrastText = "#08190e",
            Warning = "#e6b566",
            WarningContrastText = "#1d1402",
            Error = "#f2a29b",
            ErrorContrastText = "#270a07",
            Background = "#11171d",
            Surface = "#19212a",
            AppbarBackground = "#0c1319",
            AppbarText = "#e6ebf0",
            DrawerBackground = "#151c24",
            DrawerText = "#e6ebf0",
            DrawerIcon = "#a9b6c3",
            TextPrimary = "#e6ebf0",
            TextSecondary = "#a9b6c3",
            TextDisabled = "#8592a0",
            ActionDefault = "#a9b6c3",
            Divider = "#2c3743",
            LinesDefault = "#2c3743",
            LinesInputs = "#8592a0",
            TableLines = "#2c3743",
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "4px", DrawerWidthLeft = "232px" },
        Typography = new Typography { Default = new DefaultTypography { FontFamily = Fonts }, Button = new ButtonTypography { TextTransform = "none", FontFamily = Fonts, FontWeight = "600" } },
    };
}
