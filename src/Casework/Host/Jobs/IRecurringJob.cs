namespace IntegrityChannel.Casework.Host.Jobs;

/// <summary>
/// Work that comes round. Running it twice, late or after a jump of the clock changes nothing that the first run had done; it takes no
/// argument. The shape is that of a Hangfire job: a type from the container with one method that takes a token.
/// </summary>
internal interface IRecurringJob
{
    Task RunAsync(CancellationToken cancellationToken);
}

/// <summary>
/// The job engine, in the shape of Hangfire's <c>IRecurringJobManager.AddOrUpdate&lt;T&gt;(id, j =&gt; j.RunAsync(…), cron)</c>: an adapter
/// registers each line of the table with its engine. A run that is still going is never joined by a second one.
/// </summary>
internal interface IJobRegistrar
{
    /// <param name="id">Name of the job in the engine.</param>
    /// <param name="cron">Five fields, UTC. It says how often to look, never when something is due by law.</param>
    void AddOrUpdate<TJob>(string id, string cron)
        where TJob : class, IRecurringJob;
}
