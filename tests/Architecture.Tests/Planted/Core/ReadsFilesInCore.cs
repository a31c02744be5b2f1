namespace KeyEcosystem.Architecture.Tests.Planted.Core;

/// <summary>A planted violation: a core that reads a file.</summary>
internal static class ReadsFilesInCore
{
    public static bool Look() => File.Exists("clock");
}
