using System.Buffers.Binary;
using IntegrityChannel.Crypto.Protocol.Backups;

namespace IntegrityChannel.Crypto.Cli.Restoring;

/// <summary>Reads a backup without keeping anything of it but names and the schema versions of its databases.</summary>
internal sealed class InspectingTarget : IArchiveTarget
{
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> schemas = new(StringComparer.Ordinal);

    internal IReadOnlySet<string> Names => names;

    /// <summary>SQLite's user_version by file name.</summary>
    internal IReadOnlyDictionary<string, int> Schemas => schemas;

    public Stream Begin(string name, long length)
    {
        names.Add(name);
        return name.EndsWith(".db", StringComparison.Ordinal) ? new DatabaseHead(version => schemas[name] = version) : Stream.Null;
    }

    /// <summary>Keeps the first hundred bytes of a database, in which its version stands at 60.</summary>
    private sealed class DatabaseHead(Action<int> found) : MemoryStream
    {
        private const int VersionAt = 60;
        private readonly byte[] head = new byte[VersionAt + sizeof(int)];
        private int held;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = Math.Min(head.Length - held, buffer.Length);
            buffer.Span[..count].CopyTo(head.AsSpan(held));
            held += count;
            return ValueTask.CompletedTask;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                found(BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(VersionAt)));
            }

            base.Dispose(disposing);
        }
    }
}
