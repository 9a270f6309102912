using System.Text.Json;
using IntegrityChannel.Crypto.Cli.Terminal;
using IntegrityChannel.Crypto.Cli.Trusting;
using IntegrityChannel.Crypto.Protocol.Opening;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Crypto.Cli.Threads;

/// <summary>Prints whom recovery let into a report, and what only claims to.</summary>
internal static class RecoveryPrinting
{
    internal static void Print(Lines lines, IReadOnlyList<OpenedRecovery> recoveries, TrustedDirectory directory)
    {
        foreach (var recovery in recoveries)
        {
            lines.Row("recovered", recovery.Counts
                ? $"{directory.NameOf(recovery.Newcomer)} reads since {Days.Text(recovery.Day)}, by the recovery key: {Word(recovery.Reason)}"
                : $"! a recovery for {directory.NameOf(recovery.Newcomer)} does not count: left out, refused, or not signed by the root");
        }
    }

    internal static void Write(Utf8JsonWriter json, IReadOnlyList<OpenedRecovery> recoveries, TrustedDirectory directory)
    {
        json.WriteStartArray("recoveries");
        foreach (var recovery in recoveries)
        {
            json.WriteStartObject();
            json.WriteString("name", directory.NameOf(recovery.Newcomer));
            json.WriteString("day", Days.Text(recovery.Day));
            json.WriteString("reason", Word(recovery.Reason));
            json.WriteBoolean("counts", recovery.Counts);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Word(RecoveryReason reason) => reason switch
    {
        RecoveryReason.PassphraseLost => "passphrase-lost",
        RecoveryReason.OutOfReach => "out-of-reach",
        RecoveryReason.Left => "left",
        _ => "died",
    };
}
