namespace IntegrityChannel.Casework.Host.Jobs;

/// <summary>Every job of this process. There is one, and its cadence carries no date: what is due is decided by the rules at each tick.</summary>
internal static class JobTable
{
    internal const string EveryMinute = "* * * * *";

    internal static void Register(IJobRegistrar engine) =>
        engine.AddOrUpdate<Tick>("tick", EveryMinute);
}
