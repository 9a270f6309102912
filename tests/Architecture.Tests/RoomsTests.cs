using System.Xml.Linq;

namespace IntegrityChannel.Architecture.Tests;

/// <summary>The table of rooms in docs/architecture.md, read from the project files.</summary>
public sealed class RoomsTests
{
    private static readonly Dictionary<string, string[]> MayReference = new(StringComparer.Ordinal)
    {
        ["Crypto.Protocol"] = [],
        ["Crypto.Cli"] = ["Crypto.Protocol", "Casework.Rules"],
        ["Intake.Mailbox"] = ["Crypto.Protocol"],
        ["Intake.Host"] = ["Crypto.Protocol", "Intake.Mailbox"],
        ["Casework.Rules"] = [],
        ["Casework.Host"] = ["Crypto.Protocol", "Intake.Mailbox", "Casework.Rules"],
    };

    private static readonly Dictionary<string, string[]> MayUsePackages = new(StringComparer.Ordinal)
    {
        ["Crypto.Protocol"] = ["NSec.Cryptography"],
        ["Crypto.Cli"] = ["System.CommandLine"],
        ["Intake.Mailbox"] = ["Microsoft.EntityFrameworkCore.Sqlite", "SQLitePCLRaw.bundle_e_sqlite3", "SQLitePCLRaw.core"],
        ["Intake.Host"] = [],
        ["Casework.Rules"] = [],
        ["Casework.Host"] =
        [
            "Microsoft.EntityFrameworkCore.Sqlite", "SQLitePCLRaw.bundle_e_sqlite3", "SQLitePCLRaw.core", "Polly.Core",
            "Quartz", "Hangfire.AspNetCore", "Hangfire.Storage.SQLite", "SQLitePCLRaw.bundle_green", "SQLitePCLRaw.lib.e_sqlite3", "MailKit",
        ],
    };

    public static TheoryData<string> Projects => [.. MayReference.Keys];

    [Fact]
    public void Every_source_project_stands_in_the_table() =>
        Assert.Equal(MayReference.Keys.Order(StringComparer.Ordinal), SourceProjects().Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_room_references_only_the_rooms_it_may(string project) =>
        Assert.Empty(References(project, "ProjectReference").Select(Path.GetFileNameWithoutExtension).Except(MayReference[project]));

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_room_uses_only_the_packages_it_may(string project) =>
        Assert.Empty(References(project, "PackageReference").Except(MayUsePackages[project]));

    [Theory]
    [InlineData("Intake.Mailbox")]
    [InlineData("Intake.Host")]
    [InlineData("Casework.Host")]
    public void A_host_cannot_name_the_room_that_opens_envelopes(string project) =>
        Assert.Contains("eng/Hosts.props", Repository.Read(SourceProjects()[project]), StringComparison.Ordinal);

    [Fact]
    public void The_ban_on_opening_names_the_namespace_that_exists()
    {
        Assert.Contains("N:IntegrityChannel.Crypto.Protocol.Opening;", Repository.Read("eng/BannedSymbols.Hosts.txt"), StringComparison.Ordinal);
        Assert.Contains(
            Repository.Files("src/Crypto/Protocol/Opening", ".cs"),
            file => Repository.Read(file).Contains("namespace IntegrityChannel.Crypto.Protocol.Opening", StringComparison.Ordinal));
    }

    /// <summary>
    /// The path without script seals and opens in its own process, behind one small door (docs/decisions/0020-without-script.md). Everywhere else in the hosts the
    /// compiler refuses the name; the door lifts the ban in its own files, file by file, and this says which.
    /// </summary>
    [Fact]
    public void The_ban_on_opening_is_lifted_in_one_folder_and_nowhere_else_in_the_hosts()
    {
        var lifted = HostFiles().Where(file => Repository.Read(file).Contains("RS0030", StringComparison.Ordinal));
        Assert.Equal(["src/Intake/Host/Assisted/Sealing/HeldMailbox.cs", "src/Intake/Host/Assisted/Sealing/SealingDoor.cs"], lifted);
        Assert.Empty(HostFiles().Where(file => Repository.Read(file).Contains("Protocol.Opening", StringComparison.Ordinal)).Except(lifted));
        Assert.DoesNotContain("RS0030", string.Concat(Repository.Files("src/Intake", ".editorconfig", ".globalconfig", ".csproj").Concat(Repository.Files("src/Casework", ".editorconfig", ".globalconfig", ".csproj")).Select(Repository.Read)), StringComparison.Ordinal);
    }

    /// <summary>What the lifted ban would let through besides: the door holds to it all the same.</summary>
    [Theory]
    [InlineData("src/Intake/Host/Assisted/Sealing/HeldMailbox.cs")]
    [InlineData("src/Intake/Host/Assisted/Sealing/SealingDoor.cs")]
    public void The_door_names_nothing_else_that_is_banned(string file) =>
        Assert.DoesNotMatch(@"DateTime|TimeProvider|TimeZoneInfo|Guid|\bRandom\b|RandomNumberGenerator", Repository.Read(file));

    /// <summary>What would make a text a string or a file in the process that sees it (docs/decisions/0020-without-script.md).</summary>
    [Fact]
    public void The_path_without_script_reads_no_form_by_the_framework_and_makes_no_string_of_words()
    {
        var pattern = new System.Text.RegularExpressions.Regex(@"ReadFormAsync|IFormFile|IFormCollection|\.Form\b(?=\[)|ToPublicString|UTF8\.GetString|EnableBuffering|FileBufferingReadStream|\bILogger\b");
        Assert.Empty(Repository.Files("src/Intake/Host/Assisted", ".cs").Where(file => pattern.IsMatch(Repository.Read(file).Replace("turn.Form[", "", StringComparison.Ordinal))));
    }

    [Fact]
    public void The_solution_holds_every_project()
    {
        var solution = Repository.Read("IntegrityChannel.sln").Replace('\\', '/');
        Assert.All(Repository.Files("", ".csproj"), project => Assert.Contains(project, solution, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Pages/WebManifest.cs")]
    [InlineData("Pages/WebAsset.cs")]
    [InlineData("Startup/HostVersion.cs")]
    [InlineData("Startup/OwnCertificate.cs")]
    [InlineData("Startup/RepeatedOrigins.cs")]
    [InlineData("Startup/StartRefused.cs")]
    [InlineData("Security/PermissionsPolicy.cs")]
    public void Twin_files_of_the_hosts_differ_by_their_namespace_only(string file) =>
        Assert.Equal(
            Repository.Read($"src/Casework/Host/{file}").Replace("IntegrityChannel.Casework.Host", "IntegrityChannel.Intake.Host", StringComparison.Ordinal),
            Repository.Read($"src/Intake/Host/{file}"));

    private static IEnumerable<string> HostFiles() =>
        Repository.Files("src/Intake", ".cs").Concat(Repository.Files("src/Casework", ".cs")).Order(StringComparer.Ordinal);

    private static Dictionary<string, string> SourceProjects() =>
        Repository.Files("src", ".csproj").ToDictionary(file => Path.GetFileNameWithoutExtension(file)!, StringComparer.Ordinal);

    private static IEnumerable<string> References(string project, string element) =>
        XDocument.Parse(Repository.Read(SourceProjects()[project]))
            .Descendants(element)
            .Select(reference => reference.Attribute("Include")!.Value);
}
