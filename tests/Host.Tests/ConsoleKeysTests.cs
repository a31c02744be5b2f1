using KeyEcosystem.Platform.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace KeyEcosystem.Host.Tests;

public sealed class ConsoleKeysTests
{
    [Fact]
    public async Task The_console_takes_id_tokens_of_a_key_that_was_made_after_its_start()
    {
        await using var node = await RunningNode.Start();
        var scheme = Assert.Single(await node.Services.GetRequiredService<IAuthenticationSchemeProvider>().GetAllSchemesAsync(), s => s.HandlerType == typeof(OpenIdConnectHandler));
        var validation = node.Services.GetRequiredService<IOptionsMonitor<OpenIdConnectOptions>>().Get(scheme.Name).TokenValidationParameters;
        var keys = node.Services.GetRequiredService<IdentityKeys>();
        var next = IdentityKey.Make(DateTimeOffset.UnixEpoch.AddYears(200));

        keys.Keep([.. keys.All, next]);

        Assert.Equal([keys.All[0].Id, next.Id], validation.IssuerSigningKeyResolver("", null!, "", validation).Select(k => k.KeyId));
    }
}
