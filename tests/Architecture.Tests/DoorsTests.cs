using System.Text.RegularExpressions;

namespace IntegrityChannel.Architecture.Tests;

/// <summary>Each third-party package, and each dangerous part of the system, is named behind one door only.</summary>
public sealed class DoorsTests
{
    private static readonly (string Named, Regex Pattern, string[] Doors)[] Table =
    [
        ("Entity Framework Core", new Regex(@"\bMicrosoft\.EntityFrameworkCore\b"), ["src/Intake/Mailbox/Storage/", "src/Casework/Host/Storage/"]),
        ("SQLite", new Regex(@"\bMicrosoft\.Data\.Sqlite\b|\bSQLitePCL\b"), ["src/Intake/Mailbox/Storage/", "src/Casework/Host/Storage/"]),
        ("Quartz", new Regex(@"\bQuartz\b"), ["src/Casework/Host/Jobs/Quartz/"]),
        ("Hangfire", new Regex(@"\bHangfire\b|\bSQLite\.\w"), ["src/Casework/Host/Jobs/Hangfire/"]),
        ("Polly", new Regex(@"\bPolly\b"), ["src/Casework/Host/Notifications/"]),
        ("MailKit", new Regex(@"\b(MailKit|MimeKit)\b"), ["src/Casework/Host/Notifications/MailKit/"]),
        ("NSec", new Regex(@"\bNSec\b"), ["src/Crypto/Protocol/Primitives/NSec/"]),
        ("Testcontainers", new Regex(@"\bDotNet\.Testcontainers\b"), ["tests/Casework.Tests/Servers/Testcontainers/"]),
        ("mail transport", new Regex(@"\bSystem\.Net\.Mail\b"), ["src/Casework/Host/Notifications/"]),
        ("libsodium", new Regex(@"\bLibraryImport\b|\bDllImport\b"), ["src/Crypto/Protocol/Primitives/Libsodium/"]),
        ("system randomness", new Regex(@"\bRandomNumberGenerator\b"), ["src/Crypto/Protocol/Platform/"]),
        ("system clock", new Regex(@"\bTimeProvider\.System\b"), ["src/Crypto/Protocol/Platform/"]),
        ("outgoing HTTP", new Regex(@"\bHttpClient\b|\bSocketsHttpHandler\b"), ["src/Crypto/Cli/Wire/"]),
        ("command line parser", new Regex(@"\bSystem\.CommandLine\b"), ["src/Crypto/Cli/"]),
    ];

    public static TheoryData<string> Names => [.. Table.Select(row => row.Named)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_package_is_named_behind_its_door_only(string named)
    {
        var (_, pattern, doors) = Table.Single(row => row.Named == named);
        var bound = CodeFiles().Where(file => file.StartsWith("src/", StringComparison.Ordinal) || doors.All(door => door.StartsWith("tests/", StringComparison.Ordinal)));
        Assert.Empty(bound.Where(file => !InDoor(file, doors) && pattern.IsMatch(Code(file))));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_door_that_nobody_uses_would_make_the_rule_empty(string named)
    {
        var (_, pattern, doors) = Table.Single(row => row.Named == named);
        Assert.Contains(CodeFiles(), file => InDoor(file, doors) && pattern.IsMatch(Code(file)));
    }

    // Tests may name what the product names behind a door, and are bound where the door is theirs. Both adapters of a door lie in the sources,
    // whichever of them is compiled: the rule holds under every set.
    private static IReadOnlyList<string> CodeFiles() =>
        [.. Repository.Files("src", ".cs"), .. Repository.Files("tests", ".cs").Where(file => !file.StartsWith("tests/Architecture.Tests/", StringComparison.Ordinal))];

    private static bool InDoor(string file, string[] doors) => doors.Any(door => file.StartsWith(door, StringComparison.Ordinal));

    // Comments may name a package; code may not.
    private static string Code(string file) => string.Join('\n', Repository.Read(file).Split('\n').Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)));
}
