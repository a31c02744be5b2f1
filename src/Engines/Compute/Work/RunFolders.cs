namespace KeyEcosystem.Compute.Work;

/// <summary>The folders of a run, as its files name them.</summary>
internal static class RunFolders
{
    /// <summary>Data sets.</summary>
    public const string In = "in";

    /// <summary>The archive of code.</summary>
    public const string Code = "code";

    /// <summary>What an earlier run saved, and where this one may save.</summary>
    public const string Checkpoint = "checkpoint";

    /// <summary>Results.</summary>
    public const string Out = "out";
}
