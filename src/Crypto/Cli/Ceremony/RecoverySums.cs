using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Opening;

namespace IntegrityChannel.Crypto.Cli.Ceremony;

/// <summary>What came of the reports of a request, in numbers: nobody here needs to know which report it was.</summary>
internal sealed class RecoverySums
{
    private readonly SortedDictionary<string, int> failures = new(StringComparer.Ordinal);
    private int recovered;
    private int objects;
    private int left;
    private int refused;
    private int leftOut;

    /// <summary>Whether everything was what an honest channel stores.</summary>
    internal bool IsClean => failures.Count == 0 && left == 0;

    internal void Add(RecoveryOutcome outcome)
    {
        switch (outcome)
        {
            case RecoveryOutcome.Recovered done:
                recovered++;
                objects += done.Opened;
                left += done.Left;
                break;
            case RecoveryOutcome.RefusedByReporter:
                refused++;
                break;
            case RecoveryOutcome.LeftOut:
                leftOut++;
                break;
            case RecoveryOutcome.NotVerified failed:
                failures[failed.Failure.Name()] = failures.GetValueOrDefault(failed.Failure.Name()) + 1;
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    internal void Write(TextWriter output)
    {
        output.WriteLine($"Reports recovered: {recovered}, with {objects} messages. Notes of officers are sealed to no recovery key and stay with their readers.");
        Line(output, refused, "Reports whose reporter refused recovery; they stay closed, with any number of shares");
        Line(output, leftOut, "Reports from which the reporter left this officer out; they stay closed to this officer");
        Line(output, left, "ATTENTION: messages that do not open or do not belong to their report; they were not handed on");
        foreach (var (failure, count) in failures)
        {
            Line(output, count, $"ATTENTION: reports that do not verify ({failure}); nothing of them was opened");
        }
    }

    private static void Line(TextWriter output, int count, string what)
    {
        if (count > 0)
        {
            output.WriteLine($"{what}: {count}.");
        }
    }
}
