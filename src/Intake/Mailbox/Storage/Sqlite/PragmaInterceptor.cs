using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace IntegrityChannel.Intake.Mailbox.Storage.Sqlite;

/// <summary>Gives every connection that EF opens the settings on which the promises of storage rest.</summary>
internal sealed class PragmaInterceptor : DbConnectionInterceptor
{
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) =>
        Pragmas.Apply(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Pragmas.Apply(connection);
        return Task.CompletedTask;
    }
}
