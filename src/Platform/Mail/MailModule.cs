using Microsoft.Extensions.DependencyInjection;

namespace KeyEcosystem.Platform.Mail;

/// <summary>The front door of mail.</summary>
public static class MailModule
{
    /// <summary>Adds delivery by a mail server; without one letters stay files in the outbox.</summary>
    /// <param name="services">The node's services, identity among them.</param>
    /// <param name="options">The server; null for none.</param>
    public static IServiceCollection AddMailDelivery(this IServiceCollection services, SmtpOptions? options) => options is null ? services : services
        .AddSingleton(options)
        .AddSingleton<MailDelivery>()
        .AddHostedService(s => s.GetRequiredService<MailDelivery>());
}
