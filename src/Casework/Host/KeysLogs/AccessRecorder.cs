using System.Collections.Concurrent;
using IntegrityChannel.Casework.Host.Organisation;
using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Logs;
using IntegrityChannel.Crypto.Protocol.Platform;

namespace IntegrityChannel.Casework.Host.KeysLogs;

/// <summary>
/// Notes what an officer does in a case, before it is done: what cannot be noted does not happen. Once a day for each officer, action and case; a file of a thousand
/// parts is one entry.
/// </summary>
internal sealed class AccessRecorder(AccessEntries entries, HostKeys keys, CivilClock clock, IEntropy entropy)
{
    internal const string KeyName = "access";
    private readonly ConcurrentDictionary<AccessEntry, bool> noted = new();
    private byte[]? key;

    internal async Task NoteAsync(Id16 officer, AccessAction action, Id16 reportId, CancellationToken cancellationToken)
    {
        var entry = new AccessEntry(officer, action, AccessEntry.ReportOf(await KeyAsync(cancellationToken), reportId), clock.Today);
        if (noted.ContainsKey(entry))
        {
            return;
        }

        await entries.RecordAsync(entry, cancellationToken);
        foreach (var old in noted.Keys.Where(known => known.Day != entry.Day))
        {
            noted.TryRemove(old, out _);
        }

        noted[entry] = true;
    }

    /// <summary>What tells an auditor which report an entry is about; of no use without the report's identifier.</summary>
    internal async Task<byte[]> KeyAsync(CancellationToken cancellationToken)
    {
        if (key is null)
        {
            var fresh = new byte[Hash32.Size];
            entropy.Fill(fresh);
            key = await keys.ReadOrAddAsync(KeyName, fresh, cancellationToken);
        }

        return key;
    }
}
