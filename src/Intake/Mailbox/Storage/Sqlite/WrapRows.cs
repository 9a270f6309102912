using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Intake.Mailbox.Shredding;
using Microsoft.Data.Sqlite;

namespace IntegrityChannel.Intake.Mailbox.Storage.Sqlite;

/// <summary>Says whose wrap lies where beside an object's content, and appends those that come later, by a grant or by recovery. For one transaction at a time.</summary>
internal sealed class WrapRows : IDisposable
{
    private readonly Statement add;
    private readonly Statement contentOf;
    private readonly Statement append;

    internal WrapRows(SqliteConnection connection)
    {
        add = new Statement(connection, "INSERT INTO wrap (object_id, key_id, who, place) VALUES ($1, $2, $3, $4)", 4);
        contentOf = new Statement(
            connection, $"SELECT c.id, length(c.wraps) / {ShredLayer.StoredSize} FROM object o JOIN content c ON c.id = content_id(o.object_hash) WHERE o.object_id = $1", 1);
        // What is joined counts as text until it is said to be bytes; none of them changes.
        append = new Statement(connection, "UPDATE content SET wraps = CAST(wraps || $2 AS BLOB) WHERE id = $1", 2);
    }

    /// <summary>Names the owner of the wrap at a place of the content, counted from 0.</summary>
    internal void Name(byte[] objectId, Id16 keyId, Id16 who, long place) => add.Run(objectId, keyId.ToArray(), who.ToArray(), place);

    /// <summary>Puts a wrap of 1212 bytes behind the others of a stored object.</summary>
    /// <exception cref="InvalidOperationException">The object is not there, which the caller found out before, under the same lock.</exception>
    internal void Append(byte[] objectId, Id16 keyId, Id16 who, byte[] stored)
    {
        long content, place;
        using (var found = contentOf.Read(objectId))
        {
            (content, place) = found.Read() ? (found.GetInt64(0), found.GetInt64(1)) : throw new InvalidOperationException("a later wrap names an object that is not there");
        }

        Name(objectId, keyId, who, place);
        append.Run(content, stored);
    }

    public void Dispose()
    {
        add.Dispose();
        contentOf.Dispose();
        append.Dispose();
    }
}
