using System.CommandLine;
using IntegrityChannel.Crypto.Cli.Terminal;
using IntegrityChannel.Crypto.Cli.Trusting;
using IntegrityChannel.Crypto.Cli.Wire;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Platform;

namespace IntegrityChannel.Crypto.Cli.Seeding;

/// <summary>
/// <c>integrity seed</c>: fills a demonstration with twenty invented cases of the last four months. Everything goes through both hosts as people would do
/// it; they must run in Development on the clock file that this command moves. <c>./dev run --seed</c> arranges all of that.
/// </summary>
internal static class SeedCommand
{
    internal static Command Create()
    {
        var data = new Option<DirectoryInfo>("--data") { Description = "Data folder of a demonstration.", Required = true };
        var intake = new Option<string>("--intake") { Description = "Address of intake.", Required = true };
        var casework = new Option<string>("--casework") { Description = "Address of casework.", Required = true };
        var clock = new Option<FileInfo>("--clock") { Description = "The clock file that both hosts follow.", Required = true };
        var firstDay = new Command("first-day", "Print the civil day on which the ceremony of such a demonstration must have been, and write the clock file.") { clock };
        firstDay.SetAction((parsed, cancel) => ClientRun.RunAsync(parsed.InvocationConfiguration, () => StartClockAsync(parsed.GetValue(clock)!, parsed.InvocationConfiguration, cancel)));
        var cases = new Command("cases", "Let twenty invented cases happen in a new demonstration.") { data, intake, casework, clock };
        cases.SetAction((parsed, cancel) => ClientRun.RunAsync(parsed.InvocationConfiguration, () => RunAsync(
            DemoFolder.Open(parsed.GetValue(data)!), Address(parsed.GetValue(intake)!), Address(parsed.GetValue(casework)!), parsed.GetValue(clock)!, parsed.InvocationConfiguration, cancel)));
        return new Command("seed", "Fill a demonstration with invented cases.") { firstDay, cases };
    }

    /// <summary>The zone of the demonstration's plan: before the ceremony there is no directory to ask.</summary>
    private static async Task<int> StartClockAsync(FileInfo file, InvocationConfiguration console, CancellationToken cancellationToken)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(Ceremony.DemoPlan.Read().Zone);
        var first = SeedCalendar.FirstDay(CivilDay.At(ServerOptions.DeviceClock().GetUtcNow(), zone).Date);
        await new SeedClock(file.FullName, zone).SetAsync(first, SeedClock.Morning, cancellationToken);
        await console.Output.WriteLineAsync(Days.Text(first));
        return ExitCode.Done;
    }

    private static async Task<int> RunAsync(DemoFolder folder, ServerAddress intake, ServerAddress casework, FileInfo clockFile, InvocationConfiguration console, CancellationToken cancellationToken)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(folder.FirstDirectory.Content.Zone);
        var now = ServerOptions.DeviceClock().GetUtcNow();
        var today = CivilDay.At(now, zone);
        var calendar = new SeedCalendar(SeedStory.ReadAll(), today.Date);
        if (folder.FirstDirectory.Content.Issued.Date > calendar.Days.First().Day)
        {
            throw CommandStopped.Refused("This demonstration is younger than the cases that would be invented. Start a new one: ./dev run --seed --data DIR");
        }

        // The device's day would say that the keys are old: these people live on the days of the clock file.
        var trust = ServerOptions.TrustIn(folder.FirstDirectory.Fingerprint, OfPast(clockFile));
        using var server = new IntakeServer(intake);
        using var people = new SeedPeople(folder, casework, trust);
        await people.DemandEmptyAsync(cancellationToken);
        using var run = new SeedRun(new SeedClock(clockFile.FullName, zone), server, people, trust);
        await run.RunAsync(calendar, now, cancellationToken);
        using var sheet = new WipedBuffer();
        run.WriteCodes(sheet);
        folder.KeepCodes(sheet.Written.Span);
        await console.Output.WriteLineAsync($"{run.Count} invented cases from {Days.Text(calendar.Days.First().Day)} to {Days.Text(today)}. Their codes are in demo/codes.txt.");
        return ExitCode.Done;
    }

    private static ClockFile OfPast(FileInfo clockFile) =>
        ClockFile.TryOpen(clockFile.FullName) ?? throw CommandStopped.Usage($"{clockFile.Name} holds no instant.");

    private static ServerAddress Address(string text) => ServerAddress.TryParse(text, out var address) ? address : throw CommandStopped.Usage(ServerAddress.Shape);
}
