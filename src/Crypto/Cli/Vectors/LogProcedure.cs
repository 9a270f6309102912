using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Logs;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Crypto.Cli.Vectors;

/// <summary>Verifies a keys log and says how it stands to what was seen before.</summary>
internal static class LogProcedure
{
    internal static VectorResult Run(VectorFile file)
    {
        var day = new CivilDay(file.Number("day"));
        var (size, root) = ((int)file.Number("since-size"), Hash32.From(file.Hex("since-root")));
        if (!UntrustedDirectory.TryParse(file.Hex("directory"), out var untrusted, out _) || !untrusted.VerifyFirstRoot(out var directory, out _))
        {
            throw new FormatException("the directory of a log must verify");
        }

        var reader = new SicReader(file.Bytes);
        var (note, entries, openings) = (reader.LongVector(Checkpoint.MaximumSize), reader.LongVector(int.MaxValue), reader.LongVector(int.MaxValue));
        if (!reader.Finish())
        {
            throw new FormatException("a log is three blocks");
        }

        if (!Checkpoint.TryVerify(note.Span, directory, day, out var checkpoint, out var failure)
            || !KeysLog.TryPut(checkpoint, Bundles(entries, checkpoint.Size), Bundles(openings, checkpoint.Size), out var log, out failure))
        {
            return new VectorResult(failure);
        }

        return new VectorResult()
            .Add("root", checkpoint.Root.Span)
            .Add("entries", log.Entries.Select(entry => entry is null ? "-" : $"{(byte)entry.Kind}:{entry.Day.Value}:{entry.Hash}"))
            .Add("standing", [log.Since(size, root).ToString().ToLowerInvariant()]);
    }

    // A log of no entries has no bundle.
    private static ReadOnlyMemory<byte>[] Bundles(ReadOnlyMemory<byte> bundle, int size) => size == 0 && bundle.IsEmpty ? [] : [bundle];
}
