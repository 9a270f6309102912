using System.Buffers.Binary;
using IntegrityChannel.Casework.Rules.Cases;

namespace IntegrityChannel.Casework.Rules.Orders;

/// <summary>Actions of orders, numbered as in SIC-1.</summary>
public enum OrderAction : byte
{
    /// <summary>Keep the case until a day.</summary>
    RetainUntil = 1,

    /// <summary>Nothing is erased while this stands.</summary>
    Hold = 2,

    /// <summary>Ends one hold.</summary>
    Release = 3,

    /// <summary>An officer reads nothing more of the case.</summary>
    RemoveRecipient = 4,

    /// <summary>Some objects, or the whole report.</summary>
    Erase = 5,

    /// <summary>A colleague agrees.</summary>
    Confirm = 6,

    /// <summary>A colleague stops it.</summary>
    ObjectTo = 7,

    /// <summary>The report came in on an earlier day.</summary>
    ReceivedEarlier = 8,
}

/// <summary>The name of an order: the 32 bytes of its object hash.</summary>
public readonly record struct OrderName(UInt128 High, UInt128 Low)
{
    /// <summary>Names nothing.</summary>
    public static OrderName None => default;

    /// <summary>Reads 32 bytes.</summary>
    /// <exception cref="ArgumentException">Another length.</exception>
    public static OrderName From(ReadOnlySpan<byte> bytes) => bytes.Length == 32
        ? new OrderName(BinaryPrimitives.ReadUInt128BigEndian(bytes), BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]))
        : throw new ArgumentException("A name is 32 bytes.", nameof(bytes));
}

/// <summary>An order as it stands in clear; the store took it from somebody who received the case then.</summary>
/// <param name="Name">Its own name.</param>
/// <param name="Author">Who signed it.</param>
/// <param name="Seq">Place in the author's chain.</param>
/// <param name="PutDay">Civil day of the server at its storing.</param>
/// <param name="Action">What is ordered.</param>
/// <param name="Day">Of actions 1 and 8; else null.</param>
/// <param name="Subject">Of action 4; else null.</param>
/// <param name="Objects">Of action 5: ids; empty for the whole report.</param>
/// <param name="Target">Of actions 3, 6 and 7; else none.</param>
public sealed record OrderFact(
    OrderName Name, PartyId Author, uint Seq, DateOnly PutDay, OrderAction Action, DateOnly? Day, PartyId? Subject, IReadOnlyList<PartyId> Objects, OrderName Target)
{
    /// <summary>Of action 5: no object is named, so all of the report goes.</summary>
    public bool NamesTheWholeReport => Objects.Count == 0;
}
