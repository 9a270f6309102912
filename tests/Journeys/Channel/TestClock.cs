using System.Globalization;

namespace IntegrityChannel.Journeys.Channel;

/// <summary>The clock file that both processes follow (INTEGRITY_CLOCK_FILE).</summary>
internal sealed class TestClock(string file)
{
    public string File { get; } = file;

    public void Set(string instant)
    {
        var parsed = DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);
        // Renamed into place, so that no process reads half a line.
        System.IO.File.WriteAllText(File + ".new", parsed.ToString("O", CultureInfo.InvariantCulture));
        System.IO.File.Move(File + ".new", File, overwrite: true);
    }
}
