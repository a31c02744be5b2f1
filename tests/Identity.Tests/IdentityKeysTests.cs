using System.Security.Cryptography;
using System.Text;
using KeyEcosystem.Fixtures;
using KeyEcosystem.Platform;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Secrets;
using KeyEcosystem.Platform.Store;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace KeyEcosystem.Identity.Tests;

public sealed class IdentityKeysTests : IDisposable
{
    private readonly TestFolder folder = new("keyeco-keys-");

    [Fact]
    public async Task Of_many_that_make_the_keys_at_once_all_have_the_same()
    {
        for (var round = 0; round < 20; round++)
        {
            var place = Directory.CreateDirectory(Path.Combine(folder.Path, $"{round}")).FullName;
            using var start = new Barrier(8);
            var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait();
                    return IdentityKeys.LoadOrCreate(KeyChest.Open(place, null), TimeProvider.System);
                },
                TestContext.Current.CancellationToken,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default)));

            Assert.Single(made.Select(k => (k.Signing.KeyId, k.ConsoleSecret)).Distinct());
            Assert.Equal(2, Directory.GetFiles(place).Length);
        }
    }

    [Fact]
    public void Keys_that_others_may_read_are_refused()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("There are no file modes.");
            return;
        }

        using var chest = KeyChest.Open(folder.Path, null);
        IdentityKeys.LoadOrCreate(chest, TimeProvider.System);
        var file = Path.Combine(folder.Path, "identity.keys");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        Assert.Throws<InvalidOperationException>(() => IdentityKeys.LoadOrCreate(chest, TimeProvider.System));
    }

    [Fact]
    public async Task Cookies_protected_by_keys_in_clear_are_opened_after_the_start_has_sealed_them()
    {
        var keys = Directory.CreateDirectory(Path.Combine(folder.Path, "cookie-keys"));
        using var older = new ServiceCollection().AddDataProtection().SetApplicationName("keyeco:test").PersistKeysToFileSystem(keys).Services.BuildServiceProvider();
        var cookie = older.GetRequiredService<IDataProtectionProvider>().CreateProtector("cookie").Protect("a session");
        var file = Assert.Single(keys.GetFiles()).FullName;
        var secret = Assert.Single(System.Xml.Linq.XElement.Load(file).Descendants("value")).Value;
        Assert.Contains(secret, await File.ReadAllTextAsync(file), StringComparison.Ordinal);

        await using var node = await Start();

        Assert.DoesNotContain(secret, await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        Assert.Equal("a session", node.GetRequiredService<IDataProtectionProvider>().CreateProtector("cookie").Unprotect(cookie));
    }

    [Fact]
    public async Task New_keys_for_cookies_are_sealed_and_another_process_of_the_node_opens_them()
    {
        await using var node = await Start();
        var cookie = node.GetRequiredService<IDataProtectionProvider>().CreateProtector("cookie").Protect("a session");
        await node.DisposeAsync();
        await using var again = await Start();

        Assert.Equal("a session", again.GetRequiredService<IDataProtectionProvider>().CreateProtector("cookie").Unprotect(cookie));
        var key = System.Xml.Linq.XElement.Load(Assert.Single(Directory.GetFiles(Path.Combine(folder.Path, "cookie-keys"))));
        Assert.Empty(key.Descendants("masterKey"));
        Assert.NotEmpty(key.Descendants("sealed"));
    }

    [Fact]
    public void The_keys_of_an_older_version_stay_the_same()
    {
        using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        PrivateFile.MakeOnce(Path.Combine(folder.Path, "identity.keys"), $"{Convert.ToBase64String(made.ExportPkcs8PrivateKey())}\n{Convert.ToBase64String(new byte[32])}\n");
        using var chest = KeyChest.Open(folder.Path, null);

        var keys = IdentityKeys.LoadOrCreate(chest, TimeProvider.System);

        Assert.Equal(Convert.ToHexStringLower(made.ExportParameters(false).Q.X!), Convert.ToHexStringLower(keys.Signing.ECDsa.ExportParameters(false).Q.X!));
        Assert.Equal(Convert.ToHexStringLower(HKDF.DeriveKey(HashAlgorithmName.SHA256, new byte[32], 32, info: "console-client-secret"u8.ToArray())), keys.ConsoleSecret);
        Assert.StartsWith("keyeco-sealed-1\n", Encoding.ASCII.GetString(File.ReadAllBytes(Path.Combine(folder.Path, "identity.keys"))), StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private async Task<ServiceProvider> Start()
    {
        var services = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddLogging()
            .AddNodeStore(TestStores.Options(folder.Path))
            .AddNodeIdentity(new NodeIdentityOptions { NodeId = "test", PublicUrl = new Uri("http://127.0.0.1/"), LoopbackUrl = new Uri("http://127.0.0.1/"), Folder = folder.Path, Postgres = TestStores.Target(folder.Path) })
            .BuildServiceProvider();
        await services.PrepareNodeStore(default);
        return services;
    }
}
