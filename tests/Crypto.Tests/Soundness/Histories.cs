using System.Buffers.Binary;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Opening;
using IntegrityChannel.Crypto.Protocol.Vaults;

namespace IntegrityChannel.Crypto.Tests.Soundness;

/// <summary>Somebody who writes.</summary>
/// <param name="Author">Zeros for the reporter, who remembers nothing; everybody else has a vault.</param>
/// <param name="Kind">Of what is written.</param>
internal sealed record Writer(Id16 Author, ObjectKind Kind)
{
    internal static readonly Writer Reporter = new(Id16.Zeros, ObjectKind.ReporterMessage);

    internal static Writer Officer(byte number, ObjectKind kind = ObjectKind.Reply) => new(Id16.From(Enumerable.Repeat(number, Id16.Size).ToArray()), kind);

    internal bool Remembers => Author != Id16.Zeros;
}

/// <summary>One writing: who had been handed out what.</summary>
internal sealed record Writing(DeliveryModel Before, uint View, uint Memory, WrittenObject Written);

/// <summary>
/// Every history of a report up to a number of objects: at each step anybody writes, after the host handed them any selection of what exists, whether they noticed or not.
/// Predecessor and `seen` are chosen by the code that the clients use.
/// </summary>
internal sealed class Histories(IReadOnlyList<Writer> writers, int objects)
{
    private static readonly ObjectPlacement Anywhere = new()
    {
        OrganisationId = Id16.Zeros,
        DirectorySequence = 1,
        DirectoryHash = Hash32.Zeros,
        Day = new CivilDay(20_000),
        ReportId = Id16.Ones,
        ObjectId = Id16.Zeros,
    };

    private readonly HashSet<string> known = [];

    /// <summary>How somebody fills in what they name; for mutants.</summary>
    internal Func<ObjectPlacement, ObjectPlacement> Habit { get; init; } = placement => placement;

    /// <summary>Is told of every writing, also of those that lead to a history that was seen already.</summary>
    internal Action<Writing> Seen { get; init; } = _ => { };

    /// <summary>Every history of the full length; shorter ones are its deliveries.</summary>
    internal IEnumerable<DeliveryModel> All()
    {
        var report = Sign(Anywhere.Header(ObjectKind.Report, Id16.Zeros, 0));
        return Continue([WrittenObject.After([], report)], []);
    }

    private IEnumerable<DeliveryModel> Continue(List<WrittenObject> written, Dictionary<Id16, List<ChainHead>> memories)
    {
        var model = new DeliveryModel(written);
        return written.Count == objects
            ? [model]
            : from writer in writers
              from view in model.Views()
              where writer.Remembers || model.Objects(view).TrueForAll(item => item.Header.Stream == 0)
              from longer in Write(model, writer, view, memories)
              select longer;
    }

    private IEnumerable<DeliveryModel> Write(DeliveryModel model, Writer writer, uint view, Dictionary<Id16, List<ChainHead>> memories)
    {
        var memory = writer.Remembers && memories.TryGetValue(writer.Author, out var remembered) ? remembered : [];
        var heads = VaultMerge.HigherHeads(memory, new ChainJudgement(model.Objects(view), memory).Heads);
        var placement = ChainHeads.Next(Anywhere with { ObjectId = Number(model.Written.Count) }, heads, writer.Author, writer.Kind.Stream());
        var written = WrittenObject.After(model.Written, Sign(Habit(placement).Header(writer.Kind, writer.Author, 0)));
        Seen(new Writing(model, view, Indexes(model, memory), written));
        var next = new Dictionary<Id16, List<ChainHead>>(memories) { [writer.Author] = VaultMerge.HigherHeads(heads, [written.Signed.Head]) };
        List<WrittenObject> longer = [.. model.Written, written];
        return known.Add(Name(longer, next)) ? Continue(longer, next) : [];
    }

    internal static uint Indexes(DeliveryModel model, IEnumerable<ChainHead> heads) =>
        DeliveryModel.Set(heads.Select(head => Enumerable.Range(0, model.Written.Count).Single(index => model.Written[index].Signed.ObjectHash == head.ObjectHash)));

    private static string Name(List<WrittenObject> written, Dictionary<Id16, List<ChainHead>> memories) =>
        string.Join(' ', written.Select(item => item.Signed.ObjectHash)) + string.Join('|', memories.OrderBy(memory => memory.Key).Select(memory => $"{memory.Key}{string.Join(' ', memory.Value.Select(head => head.ObjectHash))}"));

    private static SignedHeader Sign(ObjectHeader header) => new(header, header.Encode(), Hash32.Zeros, new byte[64]);

    private static Id16 Number(int number)
    {
        var bytes = new byte[Id16.Size];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return Id16.From(bytes);
    }
}
