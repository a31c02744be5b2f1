using KeyEcosystem.Compute.Core;

namespace KeyEcosystem.Compute.Store;

/// <summary>The scripts inside this assembly.</summary>
internal static class Bundle
{
    /// <summary>A bundled job's script, checked against its pin.</summary>
    /// <exception cref="InvalidOperationException">The script is not the one that was pinned: the build is wrong.</exception>
    public static string Script(string name)
    {
        using var reader = new StreamReader(typeof(Bundle).Assembly.GetManifestResourceStream(name + ".sh") ?? throw new InvalidOperationException($"No bundled job \"{name}\"."));
        // A checkout on Windows may have changed the line ends; the pin is over the script as it was written.
        var script = reader.ReadToEnd().ReplaceLineEndings("\n");
        return BundledJobs.IsPinned(BundledJobs.Command, script) ? script : throw new InvalidOperationException($"Bundled job \"{name}\" does not have its pinned hash.");
    }
}
