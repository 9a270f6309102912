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
        var documented = Row().Matches(Section("## Answers to a put"))
            .Select(row => (int.Parse(row.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), row.Groups[2].Value, int.Parse(row.Groups[3].Value, System.Globalization.CultureInfo.InvariantCulture)));
        var coded = Enum.GetValues<PutCode>().Select(code => ((int)code, code.ToString(), code == PutCode.Accepted ? 200 : new PutOutcome.Refused(code).Status));

        Assert.Equal(coded, documented);
    }

    [Theory]
    [InlineData("## Answers of casework", "src/Casework/Host/Security/ErrorCodes.cs", @"const string (?<name>\w+) = ""E-(?<code>\d\d)""")]
    [InlineData("## State of the channel", "src/Intake/Mailbox/ChannelState.cs", @"^    (?<name>\w+) = (?<code>[1-9]\d),")]
    [InlineData("## Mail", "src/Casework/Host/Notifications/MailProblem.cs", @"^    (?<name>\w+) = (?<code>[1-9]\d),")]
    public void The_other_lists_are_those_of_their_sources(string section, string source, string pattern)
    {
        var documented = ShortRow().Matches(Section(section)).Select(row => (row.Groups[1].Value, row.Groups[2].Value));
        var coded = Regex.Matches(File.ReadAllText(Path.Combine(Root(), source)), pattern, RegexOptions.Multiline)
            .Select(found => (found.Groups["code"].Value, found.Groups["name"].Value));

        Assert.Equal(coded.Order(), documented.Order());
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

    private static string Section(string heading)
    {
        var text = File.ReadAllText(Path.Combine(Root(), "docs", "errors.md"));
        var start = text.IndexOf(heading, StringComparison.Ordinal);
        var end = text.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return end < 0 ? text[start..] : text[start..end];
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

    [GeneratedRegex(@"^\| E-(\d\d) \| (\w+) \|", RegexOptions.Multiline)]
    private static partial Regex ShortRow();
}
