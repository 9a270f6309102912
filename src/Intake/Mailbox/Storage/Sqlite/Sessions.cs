using System.Collections.Concurrent;

namespace IntegrityChannel.Intake.Mailbox.Storage.Sqlite;

/// <summary>Keeps a few sessions ready, so that a request prepares no statement. A session that failed is thrown away, not lent again.</summary>
internal sealed class Sessions<TSession>(Func<TSession> create) : IDisposable
    where TSession : class, IDisposable
{
    private const int Kept = 16;
    private readonly ConcurrentBag<TSession> idle = [];
    private int held;
    private volatile bool closed;

    internal T Use<T>(Func<TSession, T> question)
    {
        if (idle.TryTake(out var session))
        {
            Interlocked.Decrement(ref held);
        }
        else
        {
            session = create();
        }

        try
        {
            var answer = question(session);
            Return(session);
            return answer;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        closed = true;
        while (idle.TryTake(out var session))
        {
            session.Dispose();
        }
    }

    private void Return(TSession session)
    {
        // Counted here, since the bag's own count stops everybody; once closed nobody asks for it any more.
        if (closed || Interlocked.Increment(ref held) > Kept)
        {
            Interlocked.Decrement(ref held);
            session.Dispose();
        }
        else
        {
            idle.Add(session);
        }
    }
}
