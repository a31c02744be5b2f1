namespace KeyEcosystem.Kernel.Policies;

/// <summary>Carries the place of a mistake out of the reader's recursion.</summary>
internal sealed class PolicyFormatException(string path, string must) : Exception(must)
{
    public string Path { get; } = path;

    public string Must { get; } = must;
}
