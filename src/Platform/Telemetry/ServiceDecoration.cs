using Microsoft.Extensions.DependencyInjection;

namespace KeyEcosystem.Platform.Telemetry;

/// <summary>Puts something around a service that is registered already, so that measuring it changes no line of it.</summary>
public static class ServiceDecoration
{
    /// <summary>Puts something around the last registration of a service.</summary>
    /// <typeparam name="T">The service.</typeparam>
    /// <param name="services">The node's services.</param>
    /// <param name="around">Makes the outer from the inner one.</param>
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
