using Hangfire;

namespace IntegrityChannel.Casework.Host.Jobs.Hangfire;

/// <summary>One run of a job: never repeated by the engine, since the next minute makes up for it, and never beside another run in any process.</summary>
internal sealed class HangfireRun<TJob>(TJob job)
    where TJob : class, IRecurringJob
{
    [AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
    [DisableConcurrentExecution(timeoutInSeconds: 1)]
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await job.RunAsync(cancellationToken);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Hangfire stores an exception's text for its dashboard, and that text may quote what must not be kept.
            throw new InvalidOperationException("the job failed");
        }
    }
}
