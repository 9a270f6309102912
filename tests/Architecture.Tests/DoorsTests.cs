using System.Text.RegularExpressions;

namespace IntegrityChannel.Architecture.Tests;

/// <summary>Each third-party package, and each dangerous part of the system, is named behind one door only.</summary>
public sealed class DoorsTests
{
    private static readonly (string Named, Regex Pattern, string[] Doors)[] Table =
    [
        ("Entity Framework Core", new Regex(@"\bMicrosoft\.EntityFrameworkCore\b"), ["src/Intake/Mailbox/Storage/", "src/Casework/Host/Storage/"]),
        ("SQLite", new Regex(@"\bMicrosoft\.Data\.Sqlite\b|\bSQLitePCL\b"), ["src/Intake/Mailbox/Storage/", "src/Casework/Host/Storage/"]),
        ("Quartz", new Regex(@"\bQuartz\b(?!\w)"), ["src/Casework/Host/Jobs/"]),
        ("Polly", new Regex(@"\bPolly\b"), ["src/Casework/Host/Notifications/"]),
        ("mail transport", new Regex(@"\bSystem\.Net\.Mail\b"), ["src/Casework/Host/Notifications/"]),
        ("libsodium", new Regex(@"\bLibraryImport\b|\bDllImport\b"), ["src/Crypto/Protocol/Primitives/"]),
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
        Assert.Empty(CodeFiles().Where(file => !InDoor(file, doors) && pattern.IsMatch(Code(file))));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_door_that_nobody_uses_would_make_the_rule_empty(string named)
    {
        var (_, pattern, doors) = Table.Single(row => row.Named == named);
        Assert.Contains(CodeFiles(), file => InDoor(file, doors) && pattern.IsMatch(Code(file)));
    }

    private static IReadOnlyList<string> CodeFiles() => Repository.Files("src", ".cs");

    private static bool InDoor(string file, string[] doors) => doors.Any(door => file.StartsWith(door, StringComparison.Ordinal));

    // Comments may name a package; code may not.
    private static string Code(string file) => string.Join('\n', Repository.Read(file).Split('\n').Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)));
}
