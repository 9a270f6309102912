using System.Diagnostics.CodeAnalysis;
using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Crypto.Protocol.Envelopes;

/// <summary>What an officer orders about a case (docs/protocol.md section 22).</summary>
public enum ControlAction : byte
{
    /// <summary>Keep the case until a day.</summary>
    RetainUntil = 1,

    /// <summary>Nothing of the case is erased while this stands.</summary>
    Hold = 2,

    /// <summary>Ends one hold.</summary>
    Release = 3,

    /// <summary>An officer of the case reads nothing more of it.</summary>
    RemoveRecipient = 4,

    /// <summary>Some objects, or the whole report.</summary>
    Erase = 5,

    /// <summary>A colleague agrees with an order.</summary>
    Confirm = 6,

    /// <summary>A colleague stops an order.</summary>
    ObjectTo = 7,

    /// <summary>The report reached the organisation on an earlier day; the clock starts there.</summary>
    ReceivedEarlier = 8,
}

/// <summary>
/// Body of kind 9, in clear: action u8 ‖ day u32 ‖ reason u16 ‖ subject[16] ‖ objects u16×[16] (sorted) ‖ target[32]; from 57 bytes. A field that the action does
/// not use is zero, so that an order can be written in one way only.
/// </summary>
/// <param name="Action">What is ordered.</param>
/// <param name="Day">Actions 1 and 8; else 0.</param>
/// <param name="Reason">Actions 1 to 5: 0 to 8. Action 8, the way it came: 1 to 5. Else 0.</param>
/// <param name="Subject">Action 4: the officer who goes.</param>
/// <param name="Objects">Action 5: what is erased; empty for the whole report.</param>
/// <param name="Target">OH: of the hold (3) or of the order (6, 7).</param>
public sealed record ControlOrder(ControlAction Action, CivilDay Day, ushort Reason, Id16 Subject, IReadOnlyList<Id16> Objects, Hash32 Target)
{
    /// <summary>Reasons of actions 1 to 5 are numbered up to this.</summary>
    public const ushort HighestReason = 8;

    /// <summary>Ways of action 8 are numbered from 1 up to this.</summary>
    public const ushort HighestWay = 5;

    /// <summary>Action 1.</summary>
    public static ControlOrder RetainUntil(CivilDay day, ushort reason) => new(ControlAction.RetainUntil, day, reason, Id16.Zeros, [], Hash32.Zeros);

    /// <summary>Action 2.</summary>
    public static ControlOrder Hold(ushort reason) => new(ControlAction.Hold, default, reason, Id16.Zeros, [], Hash32.Zeros);

    /// <summary>Action 3.</summary>
    public static ControlOrder Release(Hash32 hold, ushort reason) => new(ControlAction.Release, default, reason, Id16.Zeros, [], hold);

    /// <summary>Action 4.</summary>
    public static ControlOrder Remove(Id16 officer, ushort reason) => new(ControlAction.RemoveRecipient, default, reason, officer, [], Hash32.Zeros);

    /// <summary>Action 5.</summary>
    /// <param name="objects">In any order; none for the whole report.</param>
    /// <param name="reason">Why.</param>
    public static ControlOrder Erase(IEnumerable<Id16> objects, ushort reason) => new(ControlAction.Erase, default, reason, Id16.Zeros, [.. objects.Order()], Hash32.Zeros);

    /// <summary>Action 6.</summary>
    public static ControlOrder Confirm(Hash32 order) => new(ControlAction.Confirm, default, 0, Id16.Zeros, [], order);

    /// <summary>Action 7.</summary>
    public static ControlOrder ObjectTo(Hash32 order) => new(ControlAction.ObjectTo, default, 0, Id16.Zeros, [], order);

    /// <summary>Action 8.</summary>
    public static ControlOrder ReceivedEarlier(CivilDay day, ushort way) => new(ControlAction.ReceivedEarlier, day, way, Id16.Zeros, [], Hash32.Zeros);

    /// <summary>Reads a body that <see cref="SealedObject.TryParse"/> or <see cref="ObjectEntry"/> accepted.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> body, [NotNullWhen(true)] out ControlOrder? order)
    {
        var reader = new SicReader(body);
        order = Read(ref reader);
        return reader.Finish();
    }

    /// <summary>The one encoding.</summary>
    internal byte[] Encode()
    {
        using var writer = new SicWriter(64 + (Objects.Count * Id16.Size));
        writer.U8((byte)Action).Day(Day).U16(Reason).Id(Subject);
        SortedIds.Write(writer, Objects);
        return writer.Hash(Target).ToArray();
    }

    internal static ControlOrder Read(ref SicReader reader)
    {
        var action = reader.U8();
        reader.Require(action is >= (byte)ControlAction.RetainUntil and <= (byte)ControlAction.ReceivedEarlier);
        var order = new ControlOrder((ControlAction)action, reader.Day(), reader.U16(), reader.Id(), SortedIds.Read(ref reader), reader.Hash());
        reader.Require(order.HasAllowedReason && order.UsesItsFieldsOnly);
        return order;
    }

    private bool HasAllowedReason => Action switch
    {
        ControlAction.Confirm or ControlAction.ObjectTo => Reason == 0,
        ControlAction.ReceivedEarlier => Reason is >= 1 and <= HighestWay,
        _ => Reason <= HighestReason,
    };

    private bool UsesItsFieldsOnly =>
        (Day != default) == (Action is ControlAction.RetainUntil or ControlAction.ReceivedEarlier)
        && (Action == ControlAction.RemoveRecipient ? Subject.NamesAnOfficer : Subject == Id16.Zeros)
        && (Objects.Count == 0 || Action == ControlAction.Erase)
        && (Target != Hash32.Zeros) == (Action is ControlAction.Release or ControlAction.Confirm or ControlAction.ObjectTo);
}
