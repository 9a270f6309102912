using System.Net;
using IntegrityChannel.Crypto.Protocol.Platform;
using Microsoft.AspNetCore.Connections;

namespace IntegrityChannel.Intake.Host.Budgets;

/// <summary>Where every connection comes in, before TLS and before a byte of HTTP: it is counted to its source, and its address forgotten.</summary>
internal sealed class ConnectionDoor(VisitorsMode mode, OpenConnections connections, SourceKeys keys, TimeProvider clock)
{
    private static readonly TimeSpan LineWithin = TimeSpan.FromSeconds(10);

    internal async Task EnterAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var visitor = new Visitor(clock.GetTimestamp(), () => connection.Abort(new ConnectionAbortedException()));
        visitor.Source = keys.Of(mode == VisitorsMode.Addresses ? (connection.RemoteEndPoint as IPEndPoint)?.Address : null);
        if (!connections.TryEnter(visitor))
        {
            connection.Abort(new ConnectionAbortedException());
            return;
        }

        try
        {
            if (mode == VisitorsMode.Line && !await TryReadLineAsync(connection, visitor))
            {
                connection.Abort(new ConnectionAbortedException());
                return;
            }

            connection.Features.Set(visitor);
            await next(connection);
        }
        finally
        {
            connections.Leave(visitor);
        }
    }

    private async Task<bool> TryReadLineAsync(ConnectionContext connection, Visitor visitor)
    {
        using var limit = new CancellationTokenSource(LineWithin, clock);
        try
        {
            while (true)
            {
                var read = await connection.Transport.Input.ReadAsync(limit.Token);
                if (ProxyLine.TryRead(read.Buffer, out var line))
                {
                    connection.Transport.Input.AdvanceTo(read.Buffer.GetPosition(line.Length));
                    visitor.Source = keys.Of(line.Address);
                    return true;
                }

                connection.Transport.Input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                if (read.IsCompleted)
                {
                    return false;
                }
            }
        }
        catch (Exception fault) when (fault is InvalidDataException or OperationCanceledException or IOException)
        {
            return false;
        }
    }
}
