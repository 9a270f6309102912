using IntegrityChannel.Crypto.Protocol.Recovering;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Crypto.Tests.Opening;

namespace IntegrityChannel.Crypto.Tests.Fuzz;

/// <summary>A recovery request and its answer, as casework and the offline machine make them.</summary>
internal static class RecoverySamples
{
    private static readonly Lazy<(byte[] Request, byte[] Answer)> Made = new(Make);

    internal static byte[] Request => Made.Value.Request;

    internal static byte[] Answer => Made.Value.Answer;

    private static (byte[] Request, byte[] Answer) Make()
    {
        var dialogue = new Dialogue();
        dialogue.Report(true, 0);
        var report = dialogue.Recoverable()!;
        var wish = new RecoveryWish(dialogue.Sample.Officers[0].Id, dialogue.Sample.Officers[1].Id, RecoveryReason.PassphraseLost, "A", "B");
        var sealing = dialogue.RecoveryFor(1);
        sealing.Recover(report, dialogue.Day, wish.Reason);
        return (RecoveryRequest.Create(dialogue.Sample.Id, dialogue.Day, wish, [1, 2, 3], [4, 5], [report], dialogue.Sample.Casework), sealing.Answer(dialogue.Day));
    }
}
