using KeyEcosystem.Fixtures;
using KeyEcosystem.Host.Identity;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace KeyEcosystem.Identity.Tests;

/// <summary>Identity with its real store and lane on a free loopback port; time stands still until a test moves it.</summary>
internal sealed class RunningIdentity : IAsyncDisposable
{
    public const string Password = "correct horse battery";

    private readonly WebApplication app;
    private readonly string folder;

    private RunningIdentity(WebApplication app, string folder, FakeTimeProvider clock)
    {
        this.app = app;
        this.folder = folder;
        Clock = clock;
    }

    public FakeTimeProvider Clock { get; }

    public string Folder => folder;

    public Uri Address => new(app.Urls.First());

    public UserDirectory Users => Get<UserDirectory>();

    public MemberId Member { get; } = new(Guid.Parse("01900000-0000-7000-8000-000000000001"));

    public MemberId Other { get; } = new(Guid.Parse("01900000-0000-7000-8000-000000000002"));

    public static async Task<RunningIdentity> Start(int attemptsPerMinuteMax = 10_000, TimeSpan? rotateKeysEvery = null, int passwordRounds = 1_000)
    {
        var folder = Directory.CreateTempSubdirectory("keyeco-identity-").FullName;
        var clock = new FakeTimeProvider(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0/");
        builder.Logging.ClearProviders();
        builder.Services
            .AddSingleton<TimeProvider>(clock)
            .AddNodeStore(new StoreOptions { NodeId = "test", Folder = folder, Postgres = TestStores.Target(folder, MakeTables) })
            .AddNodeIdentity(new NodeIdentityOptions { NodeId = "test", PublicUrl = new Uri("http://127.0.0.1/"), LoopbackUrl = new Uri("http://127.0.0.1/"), Folder = folder, Postgres = TestStores.Target(folder), AttemptsPerMinuteMax = attemptsPerMinuteMax, RotateKeysEvery = rotateKeysEvery ?? TimeSpan.FromDays(90), PasswordRounds = passwordRounds });
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRateLimiter();
        app.MapNodeIdentity();
        app.MapIdentityApi();

        // What the console's static pages will do.
        app.MapPost("/test/password", async (HttpContext http, SignInService signIns) => Answer(await signIns.WithPassword(http, http.Request.Form["name"]!, http.Request.Form["password"]!, default))).DisableAntiforgery();
        app.MapPost("/test/link", async (HttpContext http, SignInService signIns) => Answer(await signIns.WithLink(http, http.Request.Form["ticket"]!, default))).DisableAntiforgery();
        app.MapPost("/test/sign-out", async (HttpContext http, SignInService signIns) => await signIns.SignOut(http, default));
        foreach (var role in NodeRoles.All)
        {
            app.MapGet("/test/only/" + role, () => "yes").RequireAuthorization(role);
        }

        await app.Services.PrepareNodeStore(default);
        await NodeIdentity.Prepare(app.Services, default);
        await app.StartAsync();
        return new RunningIdentity(app, folder, clock);

        static IResult Answer(Result<UserId> signedIn) => signedIn.IsOk ? Results.Text(signedIn.Value.ToString()) : Results.Text(signedIn.Refusal.Code, statusCode: 403);
    }

    /// <summary>Goes forward without what would have happened meanwhile: years of rounds every few seconds take minutes to run.</summary>
    public void Jump(TimeSpan later) => Clock.AdjustTime(Clock.GetUtcNow() + later);

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public Person Visitor() => new(Address);

    public async Task<UserAccount> Account(string name = "anna", MemberId? member = null, params string[] roles) =>
        (await Users.Create(new NewUser(name, name, member ?? Member, roles.Length == 0 ? [NodeRoles.MemberUser] : roles, Password), "node", default)).Value;

    /// <summary>A new account, signed in, with tokens.</summary>
    public async Task<(UserAccount Account, Person Person)> SignedIn(string name = "anna", MemberId? member = null, params string[] roles)
    {
        var account = await Account(name, member, roles);
        var person = Visitor();
        await person.SignIn(name, Password);
        await person.GetTokens();
        return (account, person);
    }

    public async Task<Person> Machine(MemberId member, params string[] roles)
    {
        var (clientId, secret) = (await Get<MachineClients>().Make(member, roles.Length == 0 ? [NodeRoles.MemberUser] : roles, "meter reader", "node", default)).Value;
        var machine = Visitor();
        machine.ClientId = clientId;
        machine.Secret = secret;
        await machine.GetMachineToken();
        return machine;
    }

    public async Task<IReadOnlyList<T>> All<T>()
        where T : class
    {
        await using var db = await Get<IDbContextFactory<NodeContext>>().CreateDbContextAsync();
        return await db.Set<T>().ToListAsync();
    }

    private static void MakeTables(string folder, PostgresTarget? target)
    {
        using var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System)
            .AddNodeStore(new StoreOptions { NodeId = "template", Folder = folder, Postgres = target })
            .AddNodeIdentity(new NodeIdentityOptions { NodeId = "template", PublicUrl = new Uri("http://127.0.0.1/"), LoopbackUrl = new Uri("http://127.0.0.1/"), Folder = folder, Postgres = target })
            .BuildServiceProvider();
        using var scope = services.CreateScope();
        using var node = services.GetRequiredService<IDbContextFactory<NodeContext>>().CreateDbContext();
        node.Database.EnsureCreated();
        using var identity = scope.ServiceProvider.GetRequiredService<IdentityContext>();
        identity.Database.Migrate();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        TestStores.Delete(folder);
    }
}
