using IntegrityChannel.Casework.Host.Storage;

namespace IntegrityChannel.Casework.Host.Notifications;

/// <summary>Composition of this room. The host owns the configuration section and the folder.</summary>
internal static class NotificationServices
{
    internal static IServiceCollection AddNotifications(this IServiceCollection services, IConfigurationSection section, Func<IServiceProvider, MailSurroundings> around)
    {
        services.AddOptions<MailOptions>().Bind(section);
        services.AddSingleton(around);
        services.AddSingleton(MailTexts.Load());
        services.AddSingleton(new DeliveryPatience());
        services.AddSingleton(provider => new MailDelivery(
            MailTransport.Open, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<DeliveryPatience>()));
        services.AddSingleton<LastMailProblem>();
        services.AddSingleton<MailOutbox>();
        services.AddSingleton<MailPost>();
        services.AddSingleton<MailStatus>();
        return services;
    }
}
