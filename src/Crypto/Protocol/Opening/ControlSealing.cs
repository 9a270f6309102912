using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Crypto.Protocol.Vaults;

namespace IntegrityChannel.Crypto.Protocol.Opening;

/// <summary>Signs what an officer orders about a case (kind 9), in clear: the host that carries it out has to read it, and so has the reporter.</summary>
public static class ControlSealing
{
    /// <summary>Signs one order.</summary>
    /// <param name="order">What is ordered.</param>
    /// <param name="opened">Opened after the officer's last object was accepted: it holds the heads the new one builds on.</param>
    /// <param name="vault">Of the officer.</param>
    /// <param name="directory">In use; its day is the day of the object.</param>
    /// <param name="entropy">Object id.</param>
    /// <param name="failure">
    /// wrong-organisation; not-an-officer (key, or a role that does not release or erase); not-a-recipient (author, or whom to remove; also the last one left);
    /// wrong-chain (own objects hidden, or an order that is not there); malformed (objects that cannot be erased by themselves).
    /// </param>
    public static byte[]? Seal(ControlOrder order, OpenedCase opened, VaultContent vault, DirectoryInUse directory, IEntropy entropy, out FailureClass failure)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(opened);
        ArgumentNullException.ThrowIfNull(vault);
        ArgumentNullException.ThrowIfNull(directory);
        using var key = OfficerSigningKey.FromSeed(vault.SigningSeed.Span);
        failure = OfficerSealing.JudgePlace(NeedsDecider(order) ? ObjectKind.Decision : ObjectKind.Control, opened, vault, directory, key);
        failure = failure == FailureClass.None ? Judge(order, opened, vault.OfficerId) : failure;
        var body = order.Encode();
        failure = failure == FailureClass.None && !ControlOrder.TryParse(body, out _) ? FailureClass.Malformed : failure;
        if (failure != FailureClass.None)
        {
            return null;
        }

        var placement = ReportSealing.Placement(directory, opened.ReportId, ObjectIds.Create(entropy));
        return ClearObject.Sign(ChainHeads.Next(placement, opened.Heads, vault.OfficerId, 0).Header(ObjectKind.Control, vault.OfficerId, 0), body, key);
    }

    // Both roles write kind 6, and only they.
    private static bool NeedsDecider(ControlOrder order) => order.Action is ControlAction.Release or ControlAction.Erase;

    private static FailureClass Judge(ControlOrder order, OpenedCase opened, Id16 own) => order.Action switch
    {
        ControlAction.RemoveRecipient => opened.Recipients.Contains(order.Subject) && opened.Recipients.Count > 1 ? FailureClass.None : FailureClass.NotARecipient,
        ControlAction.Erase => order.Objects.All(id => opened.Items.Any(item => item.Header.ObjectId == id && item.Header.Kind.MayBeErased())) ? FailureClass.None : FailureClass.Malformed,
        ControlAction.Release => IsThere(order.Target, opened, action => action == ControlAction.Hold) ? FailureClass.None : FailureClass.WrongChain,
        ControlAction.Confirm or ControlAction.ObjectTo => IsThere(order.Target, opened, IsOrder, notBy: own) ? FailureClass.None : FailureClass.WrongChain,
        _ => FailureClass.None,
    };

    private static bool IsOrder(ControlAction action) =>
        action is ControlAction.RetainUntil or ControlAction.Release or ControlAction.RemoveRecipient or ControlAction.Erase;

    private static bool IsThere(Hash32 wanted, OpenedCase opened, Func<ControlAction, bool> action, Id16? notBy = null) => opened.Items.Any(item =>
        item.ObjectHash == wanted && item.Header.Author != notBy && item.State != ItemState.NotFromYourOfficers
        && item.Content is OpenedContent.Control control && action(control.Order.Action));
}
