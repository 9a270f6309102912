using IntegrityChannel.Casework.Host.Notifications.Pickup;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace IntegrityChannel.Casework.Host.Notifications;

/// <summary>State of the breaker between us and the mail server.</summary>
internal enum BreakerState
{
    Closed,
    Open,
    HalfOpen,
}

/// <summary>
/// Gets one letter to the transport: retries with growing waits, gives up on silence, and leaves a failing server alone for a while.
/// Answers with a problem of the closed list; nothing of what a server said leaves this class.
/// </summary>
internal sealed class MailDelivery
{
    private readonly CircuitBreakerStateProvider breaker = new();
    private readonly ResiliencePipeline<MailProblem> pipeline;
    private readonly Func<ISmtpSession> openSession;
    private readonly TimeProvider steady;
    private readonly TimeSpan leaveAlone;
    private long openedAt;

    internal MailDelivery(Func<ISmtpSession> openSession, TimeProvider clock, DeliveryPatience patience)
    {
        this.openSession = openSession;
        steady = new MonotonicClock(clock);
        leaveAlone = patience.Break;
        pipeline = Build(patience);
    }

    /// <summary>Open means: nothing is tried now. The engine itself says so until the next try, which then nobody would make.</summary>
    internal BreakerState Breaker => breaker.CircuitState switch
    {
        CircuitState.Closed => BreakerState.Closed,
        CircuitState.Open when steady.GetElapsedTime(Interlocked.Read(ref openedAt)) < leaveAlone => BreakerState.Open,
        _ => BreakerState.HalfOpen,
    };

    /// <summary>Sends by these settings; <see cref="MailProblem.None"/> once the transport took the letter.</summary>
    internal async Task<MailProblem> SendAsync(MailSetup setup, MailLetter letter, CancellationToken cancellationToken) => setup switch
    {
        MailSetup.Wrong wrong => wrong.Problem,
        MailSetup.Pickup pickup => await TryAsync(() => PickupFolder.WriteAsync(pickup.Folder, letter, cancellationToken)),
        MailSetup.Smtp smtp => await SendGuardedAsync(smtp, letter, cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(setup)),
    };

    private async Task<MailProblem> SendGuardedAsync(MailSetup.Smtp setup, MailLetter letter, CancellationToken cancellationToken)
    {
        try
        {
            return await pipeline.ExecuteAsync(
                async token => await TryAsync(() => ConverseAsync(setup, letter, token)), cancellationToken);
        }
        catch (TimeoutRejectedException)
        {
            return MailProblem.TimedOut;
        }
        catch (BrokenCircuitException)
        {
            return MailProblem.BreakerOpen;
        }
    }

    private async Task ConverseAsync(MailSetup.Smtp setup, MailLetter letter, CancellationToken cancellationToken)
    {
        using var session = openSession();
        session.LocalDomain = setup.Domain;
        await session.ConnectAsync(setup.Host, setup.Port, setup.Security, cancellationToken);
        if (setup.Credential is { } credential)
        {
            await session.AuthenticateAsync(credential, cancellationToken);
        }

        await session.SendAsync(letter, cancellationToken);
        await session.DisconnectAsync(quit: true, cancellationToken);
    }

    private static async Task<MailProblem> TryAsync(Func<Task> work)
    {
        try
        {
            await work();
            return MailProblem.None;
        }
        catch (MailTransportException fault)
        {
            return fault.Problem;
        }
    }

    private ResiliencePipeline<MailProblem> Build(DeliveryPatience patience)
    {
        var builder = new ResiliencePipelineBuilder<MailProblem> { TimeProvider = steady };
        if (patience.Retries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<MailProblem>
            {
                MaxRetryAttempts = patience.Retries,
                Delay = patience.RetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = new PredicateBuilder<MailProblem>().HandleResult(problem => problem.MayPass()).Handle<TimeoutRejectedException>(),
            });
        }

        return builder
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<MailProblem>
            {
                FailureRatio = 0.9,
                MinimumThroughput = patience.FailuresToBreak,
                SamplingDuration = TimeSpan.FromMinutes(1),
                BreakDuration = patience.Break,
                ShouldHandle = new PredicateBuilder<MailProblem>().HandleResult(problem => problem.ConcernsServer()).Handle<TimeoutRejectedException>(),
                StateProvider = breaker,
                OnOpened = _ =>
                {
                    Interlocked.Exchange(ref openedAt, steady.GetTimestamp());
                    return default;
                },
            })
            .AddTimeout(patience.Attempt)
            .Build();
    }
}
