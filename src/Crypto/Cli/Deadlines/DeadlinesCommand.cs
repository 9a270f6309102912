using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using IntegrityChannel.Casework.Rules.Deadlines;

namespace IntegrityChannel.Crypto.Cli.Deadlines;

/// <summary>
/// <c>integrity deadlines</c>: the statutory clock on the command line, by the same rules as the hosts. Asks no clock: every
/// date comes from the caller. Exit code 0, or 2 when an input cannot be read.
/// </summary>
internal static class DeadlinesCommand
{
    private const int Unreadable = 2;

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,

        // The output is a file or a terminal, never a page: "+01:00" and "2°" stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The command, ready to be added to the root.</summary>
    internal static Command Create()
    {
        var received = new Option<string?>("--received") { Description = "Instant (2026-01-05T10:00:00+01:00), or date or wall time in the zone." };
        var acknowledged = new Option<string?>("--acknowledged") { Description = "Date or wall time in the zone (2026-01-12T16:00); leave out when nothing was sent." };
        var batch = new Option<FileInfo?>("--batch") { Description = "JSON file with rows in the format of tests/Vectors/deadlines.json." };
        var zone = new Option<string?>("--zone") { Description = "IANA time zone of the organisation (default Europe/Brussels, or the file's time_zone)." };
        var json = new Option<bool>("--json") { Description = "JSON instead of lines." };
        var command = new Command("deadlines", "Compute the statutory dates of a report (rules R1 to R8).") { received, acknowledged, batch, zone, json };
        command.SetAction(result => (result.GetValue(received), result.GetValue(batch)) switch
        {
            ({ } text, null) => One(text, result.GetValue(acknowledged), result.GetValue(zone), result.GetValue(json), result.InvocationConfiguration),
            (null, { } file) => Many(file, result.GetValue(zone), result.GetValue(json), result.InvocationConfiguration),
            _ => Refuse(result.InvocationConfiguration, "Give either --received or --batch."),
        });
        return command;
    }

    private static int One(string received, string? acknowledged, string? zoneName, bool json, InvocationConfiguration console)
    {
        if (FindZone(zoneName ?? DefaultZone) is not { } zone)
        {
            return Refuse(console, "The time zone is not known on this machine.");
        }

        if (DeadlineAnswer.TryDerive(null, received, acknowledged, zone) is not { } answer)
        {
            return Refuse(console, "A date could not be read, lies outside 1970 to 9990, or the acknowledgement lies before receipt.");
        }

        Write(console.Output, answer, json);
        return 0;
    }

    private static int Many(FileInfo file, string? zoneName, bool json, InvocationConfiguration console)
    {
        if (DeadlineBatch.TryRead(file) is not { Examples: not null } batch)
        {
            return Refuse(console, "The file is missing, larger than 16 MiB, or not JSON rows.");
        }

        var name = zoneName ?? batch.TimeZone ?? DefaultZone;
        if (FindZone(name) is not { } zone)
        {
            return Refuse(console, "The time zone is not known on this machine.");
        }

        if (batch.TryDerive(zone, out var faulty) is not { } answers)
        {
            return Refuse(console, $"Row {faulty} has a date that cannot be read or an acknowledgement before receipt.");
        }

        if (json)
        {
            console.Output.WriteLine(JsonSerializer.Serialize(new { time_zone = name, examples = answers }, Indented));
            return 0;
        }

        foreach (var answer in answers)
        {
            console.Output.WriteLine($"id: {answer.Id}");
            Write(console.Output, answer, json: false);
            console.Output.WriteLine();
        }

        return 0;
    }

    private const string DefaultZone = "Europe/Brussels";

    private static OrganisationZone? FindZone(string name) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? new OrganisationZone(zone) : null;

    private static void Write(TextWriter output, DeadlineAnswer answer, bool json)
    {
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(answer, Indented));
            return;
        }

        foreach (var (name, value) in answer.Lines())
        {
            output.WriteLine($"{name}: {value}");
        }
    }

    private static int Refuse(InvocationConfiguration console, string sentence)
    {
        console.Error.WriteLine(sentence);
        return Unreadable;
    }
}
