using System.CommandLine;
using System.Globalization;

namespace IntegrityChannel.Crypto.Cli.Terminal;

/// <summary>
/// How far a long transfer is, on one line of standard error that is written over. Only where a person looks: nothing when standard error is no terminal,
/// and nothing with --json.
/// </summary>
internal sealed class ProgressLine(TextWriter? terminal)
{
    private const double Million = 1_000_000;
    private int width;
    private long shown = -1;

    /// <summary>Says nothing.</summary>
    internal static ProgressLine None { get; } = new(null);

    internal static ProgressLine For(InvocationConfiguration console, Printout printout) =>
        Console.IsErrorRedirected || printout.Json ? None : new ProgressLine(console.Error);

    /// <param name="act">What is being done: "sending".</param>
    /// <param name="done">Bytes of <paramref name="total"/>.</param>
    internal void Show(string act, long done, long total)
    {
        // A tenth of a per cent is the least that an eye notices.
        if (terminal is null || (done != total && done * 1000 / total == shown))
        {
            return;
        }

        shown = done * 1000 / total;
        var line = string.Create(CultureInfo.InvariantCulture, $"  {act}: {done / Million:F1} of {total / Million:F1} MB");
        terminal.Write($"\r{line.PadRight(width)}");
        width = line.Length;
    }

    /// <param name="act">What is being done: "recovering".</param>
    /// <param name="done">Things of <paramref name="total"/>.</param>
    internal void Count(string act, int done, int total)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"  {act}: {done} of {total}");
        terminal?.Write($"\r{line.PadRight(width)}");
        width = line.Length;
    }

    /// <summary>Takes the line away, so that other words may stand there.</summary>
    internal void Clear()
    {
        if (width > 0)
        {
            terminal?.Write($"\r{new string(' ', width)}\r");
        }

        (width, shown) = (0, -1);
    }
}
