using KeyEcosystem.Platform.Identity;
using Xunit;

namespace KeyEcosystem.Identity.Tests;

public sealed class IdentityKeysTests
{
    [Fact]
    public async Task Of_many_that_make_the_keys_at_once_all_have_the_same()
    {
        using var folder = new Folder();

        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => IdentityKeys.LoadOrCreate(folder.File))));

        Assert.Single(made.Select(k => (k.Signing.KeyId, k.ConsoleSecret)).Distinct());
        Assert.Equal([folder.File], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Keys_that_others_may_read_are_refused()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("There are no file modes.");
            return;
        }

        using var folder = new Folder();
        IdentityKeys.LoadOrCreate(folder.File).Dispose();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.File));
        File.SetUnixFileMode(folder.File, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        Assert.Throws<InvalidOperationException>(() => IdentityKeys.LoadOrCreate(folder.File));
    }

    private sealed class Folder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("keyeco-keys-").FullName;

        public string File => System.IO.Path.Combine(Path, "identity.keys");

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
