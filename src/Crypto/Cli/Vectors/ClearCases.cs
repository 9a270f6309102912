using System.Buffers.Binary;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using static IntegrityChannel.Crypto.Cli.Vectors.VectorCase;

namespace IntegrityChannel.Crypto.Cli.Vectors;

/// <summary>Orders of officers and removals of the reporter (kinds 9 and 10): every action as it should be, and every field where it may not be.</summary>
internal sealed class ClearCases
{
    private static readonly CivilDay Later = new(20_700);
    private readonly VectorOrganisation organisation;
    private readonly VectorObjects objects;

    private ClearCases(VectorOrganisation organisation)
    {
        this.organisation = organisation;
        objects = new VectorObjects(organisation);
    }

    internal static IEnumerable<VectorCase> Of(VectorOrganisation organisation)
    {
        var cases = new ClearCases(organisation);
        return [.. cases.Good(), .. cases.Bad()];
    }

    private IEnumerable<VectorCase> Good()
    {
        var deputy = organisation.Officers[1].Id;
        var hash = VectorObjects.SomeHash;
        yield return Order("retain-until", "kind 9, action 1: keep until a day", ControlOrder.RetainUntil(Later, 2));
        yield return Order("hold", "action 2", ControlOrder.Hold(1));
        yield return Order("release", "action 3, of one hold", ControlOrder.Release(hash, 3));
        yield return Order("remove-recipient", "action 4", ControlOrder.Remove(deputy, 7));
        yield return Order("erase-objects", "action 5, two objects", ControlOrder.Erase([Id(2), Id(1)], 5));
        yield return Order("erase-report", "action 5 without objects: everything", ControlOrder.Erase([], 4));
        yield return Order("confirm", "action 6", ControlOrder.Confirm(hash));
        yield return Order("object-to", "action 7", ControlOrder.ObjectTo(hash));
        yield return Order("received-earlier", "action 8, by letter", ControlOrder.ReceivedEarlier(new CivilDay(20_500), 1));
        yield return Removal("removal", "kind 10: two answers", new RemovedAnswers([Id(1), Id(2)]).Encode());
    }

    private IEnumerable<VectorCase> Bad()
    {
        yield return Body("action-0", "no such action", Raw(0));
        yield return Body("action-9", "no such action", Raw(9));
        yield return Body("retain-without-day", "action 1 without a day", Raw(1));
        yield return Body("hold-with-day", "action 2 uses no day", Raw(2, day: 1));
        yield return Body("hold-of-reason-9", "no such reason", Raw(2, reason: 9));
        yield return Body("release-without-hold", "action 3 names no hold", Raw(3));
        yield return Body("remove-nobody", "action 4 names nobody", Raw(4));
        yield return Body("remove-the-channel", "action 4 names all ones", Raw(4, subject: 255));
        yield return Body("hold-of-somebody", "action 2 uses no subject", Raw(2, subject: 1));
        yield return Body("erase-unsorted", "objects in falling order", Raw(5, objects: [2, 1]), FailureClass.NotCanonical);
        yield return Body("erase-twice", "one object twice", Raw(5, objects: [1, 1]), FailureClass.NotCanonical);
        yield return Body("hold-of-objects", "action 2 uses no objects", Raw(2, objects: [1]));
        yield return Body("confirm-nothing", "action 6 names no order", Raw(6));
        yield return Body("confirm-with-reason", "action 6 uses no reason", Raw(6, reason: 1, target: 1));
        yield return Body("received-no-way", "action 8 without the way it came", Raw(8, day: 1));
        yield return Body("erase-cut", "ids beyond the body", Raw(5)[..^20]);
        yield return Body("hold-trailing", "a byte behind the target", [.. Raw(2), 0]);
        yield return Removal("removal-of-nothing", "no answer at all", [0, 0], FailureClass.Malformed);
        yield return Removal("removal-unsorted", "answers in falling order", [0, 2, .. Id(2).Span, .. Id(1).Span], FailureClass.NotCanonical);
        yield return Removal("removal-cut", "an id too few", [0, 2, .. Id(1).Span], FailureClass.Malformed);
        yield return Removal("removal-changed", "a bit of an id", new RemovedAnswers([Id(1)]).Encode(), FailureClass.WrongSignature, flip: -65);
    }

    private static Id16 Id(byte value) => Id16.From(Enumerable.Repeat(value, Id16.Size).ToArray());

    private static byte[] Raw(byte action, uint day = 0, ushort reason = 0, byte subject = 0, byte[]? objects = null, byte target = 0)
    {
        var fields = new byte[7];
        fields[0] = action;
        BinaryPrimitives.WriteUInt32BigEndian(fields.AsSpan(1), day);
        BinaryPrimitives.WriteUInt16BigEndian(fields.AsSpan(5), reason);
        byte[] ids = [0, (byte)(objects?.Length ?? 0), .. (objects ?? []).SelectMany(value => Id(value).ToArray())];
        return [.. fields, .. Id(subject).Span, .. ids, .. Enumerable.Repeat(target, 32)];
    }

    private VectorCase Order(string name, string comment, ControlOrder order) => Body(name, comment, order.Encode(), FailureClass.None);

    private VectorCase Body(string name, string comment, byte[] body, FailureClass expect = FailureClass.Malformed) =>
        Of($"control-{name}", comment, expect, objects.Clear($"control-{name}", ObjectKind.Control, body), organisation.Officers[0].SigningKey.PublicKey);

    private VectorCase Removal(string name, string comment, byte[] body, FailureClass expect = FailureClass.None, int? flip = null)
    {
        var bytes = objects.Clear(name, ObjectKind.Removal, body);
        return Of(name, comment, expect, flip is { } at ? Flip(bytes, at) : bytes, organisation.Code.Auth.PublicKey);
    }

    private static VectorCase Of(string name, string comment, FailureClass expect, byte[] bytes, Hash32 authorKey) => new(
        $"object-{name}", "object", expect, comment, bytes, ("author-key", Hex(authorKey.Span)), ("who", ""), ("kem-seed", ""));
}
