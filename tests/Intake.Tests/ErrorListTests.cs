using System.Text.RegularExpressions;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Intake.Host.Security;
using IntegrityChannel.Intake.Mailbox;
using IntegrityChannel.Testing;

namespace IntegrityChannel.Intake.Tests;

/// <summary>docs/errors.md against the code, and the small parts that need no process.</summary>
public sealed partial class ErrorListTests
{
    [Fact]
    public void The_documented_list_is_the_list_of_the_code()
    {
        var documented = Row().Matches(File.ReadAllText(Path.Combine(Root(), "docs", "errors.md")))
            .Select(row => (int.Parse(row.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), row.Groups[2].Value, int.Parse(row.Groups[3].Value, System.Globalization.CultureInfo.InvariantCulture)));
        var coded = Enum.GetValues<PutCode>().Select(code => ((int)code, code.ToString(), code == PutCode.Accepted ? 200 : new PutOutcome.Refused(code).Status));

        Assert.Equal(coded, documented);
    }

    [Fact]
    public void A_nonce_made_before_midnight_counts_for_five_minutes_and_no_longer()
    {
        var clock = ManualClock.At("2026-03-02T23:58:00Z");
        var nonces = new LoginNonces(new byte[32], clock, new SeededEntropy("nonce"));
        var nonce = nonces.Create();

        clock.Advance(TimeSpan.FromMinutes(4));
        Assert.True(nonces.Check(nonce));
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.False(nonces.Check(nonce));
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "IntegrityChannel.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }

    [GeneratedRegex(@"^\| E-(\d\d) \| (\w+) \| (\d{3}) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
