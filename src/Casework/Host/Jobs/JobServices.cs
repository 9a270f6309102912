using IntegrityChannel.Casework.Host.Organisation;
using IntegrityChannel.Casework.Host.Storage;

namespace IntegrityChannel.Casework.Host.Jobs;

/// <summary>Composition of this room: the steps in the order in which a tick runs them, and the engine that ticks.</summary>
internal static class JobServices
{
    /// <param name="services">Has storage, mailbox, organisation, channel key and notifications.</param>
    internal static IServiceCollection AddJobs(this IServiceCollection services) => services
        .AddSingleton(provider => new NoticeSetting(() => provider.GetRequiredService<OrganisationNow>().Settings?.AutomaticAcknowledgement ?? true))
        .AddSingleton(provider => new MailRuleSetting(() => provider.GetRequiredService<OrganisationNow>().Settings?.MailRule ?? Casework.Rules.Reminders.MailRule.Discreet))
        .AddSingleton<TickResults>()
        .AddSingleton<ReadMarks>()
        .AddSingleton<ITickStep, OpenCaseFiles>()
        .AddSingleton<ITickStep, ApplyOrders>()
        .AddSingleton<ITickStep, PutChannelNotices>()
        .AddSingleton<ITickStep, KeepLog>()
        .AddSingleton<ITickStep, PlanMails>()
        .AddSingleton<ITickStep, SendMails>()
        .AddSingleton<TickTurn>()
        .AddTransient<Tick>()
        .AddHostedService<HurriedTick>()
        .AddJobEngine();
}
