using Microsoft.Extensions.DependencyInjection;

namespace KeyEcosystem.Platform.Telemetry;

/// <summary>Puts something around a service that is registered already, so that measuring it changes no line of it.</summary>
internal static class ServiceDecoration
{
    public static IServiceCollection Decorate<T>(this IServiceCollection services, Func<T, IServiceProvider, T> around)
        where T : class
    {
        var inner = services.Last(d => d.ServiceType == typeof(T) && !d.IsKeyedService);
        services.Remove(inner);
        return services.AddSingleton(s => around(Make<T>(inner, s), s));
    }

    private static T Make<T>(ServiceDescriptor descriptor, IServiceProvider services)
        where T : class => descriptor switch
        {
            { ImplementationInstance: { } instance } => (T)instance,
            { ImplementationFactory: { } factory } => (T)factory(services),
            _ => (T)ActivatorUtilities.CreateInstance(services, descriptor.ImplementationType!),
        };
}
