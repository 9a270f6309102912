using System.Diagnostics;
using System.Reflection;
using System.Xml.Linq;

namespace IntegrityChannel.Architecture.Tests;

/// <summary>Two adapters behind four doors (docs/decisions/0002-two-adapters-per-door.md): the one that was chosen is compiled, and nothing of the other.</summary>
public sealed class AdapterSetsTests
{
    private const int LongestAdapter = 200;

    private static readonly (string Choice, string Assembly, string Package, string Door)[] Table =
    [
        ("crypto=nsec", "IntegrityChannel.Crypto.Protocol", "NSec.Cryptography", "src/Crypto/Protocol/Primitives/NSec"),
        ("jobs=quartz", "IntegrityChannel.Casework.Host", "Quartz", "src/Casework/Host/Jobs/Quartz"),
        ("jobs=hangfire", "IntegrityChannel.Casework.Host", "Hangfire.Core", "src/Casework/Host/Jobs/Hangfire"),
        ("mail=mailkit", "IntegrityChannel.Casework.Host", "MailKit", "src/Casework/Host/Notifications/MailKit"),
    ];

    private static readonly string[] Second = ["-p:Crypto=nsec", "-p:Jobs=hangfire", "-p:Mail=mailkit", "-p:Containers=testcontainers"];

    public static TheoryData<string> Choices => [.. Table.Select(row => row.Choice)];

    [Theory]
    [MemberData(nameof(Choices))]
    public void A_program_holds_the_package_of_the_adapter_that_was_chosen_and_only_that(string choice)
    {
        var (_, name, package, _) = Table.Single(row => row.Choice == choice);
        var assembly = Assembly.Load(name);
        var chosen = assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == "Adapters").Value!.Split(' ').Contains(choice);
        Assert.Equal(chosen, assembly.GetReferencedAssemblies().Any(reference => reference.Name == package));
    }

    [Theory]
    [MemberData(nameof(Choices))]
    [InlineData("containers=testcontainers")]
    public void An_adapter_is_short(string choice)
    {
        var door = Table.Where(row => row.Choice == choice).Select(row => row.Door).SingleOrDefault() ?? "tests/Casework.Tests/Servers/Testcontainers";
        Assert.InRange(Repository.Files(door, ".cs").Sum(file => Repository.Read(file).Count(letter => letter == '\n')), 1, LongestAdapter);
    }

    [Fact]
    public void A_package_of_the_second_set_is_asked_for_under_its_own_property_only()
    {
        var second = XDocument.Parse(Repository.Read("Directory.Packages.props")).Descendants("ItemGroup").Last().Elements("PackageVersion")
            .Select(package => package.Attribute("Include")!.Value).ToList();
        var references = Repository.Files("", ".csproj").SelectMany(file => XDocument.Parse(Repository.Read(file)).Descendants("PackageReference"))
            .Where(reference => second.Contains(reference.Attribute("Include")!.Value)).ToList();
        Assert.NotEmpty(references);
        Assert.All(references, reference => Assert.Matches(@"^'\$\((Crypto|Jobs|Mail|Containers)\)' == '(nsec|hangfire|mailkit|testcontainers)'$", reference.Attribute("Condition")?.Value ?? ""));
    }

    [Fact]
    public void Both_sets_have_a_lock_file_for_every_project_and_none_names_a_feed()
    {
        var locks = Repository.Files("", ".csproj").SelectMany(project => (string[])[$"{Path.GetDirectoryName(project)}/packages.lock.json", $"{Path.GetDirectoryName(project)}/packages.upstream.lock.json"]).ToList();
        Assert.All(locks, file => Assert.True(Repository.Has(file), file));
        Assert.All(locks, file => Assert.DoesNotContain("://", Repository.Read(file), StringComparison.Ordinal));
    }

    [Fact]
    [Trait("lane", "full")]
    public async Task A_feed_that_lacks_a_package_ends_the_build_with_its_name_and_changes_nothing()
    {
        var scratch = Directory.CreateTempSubdirectory("poor-feed-").FullName;
        var before = Repository.Read("src/Crypto/Protocol/packages.upstream.lock.json");
        var start = new ProcessStartInfo(
            "dotnet",
            ["restore", Path.Combine(Repository.Root, "src/Crypto/Protocol/Crypto.Protocol.csproj"), "--source", scratch, $"-p:ArtifactsPath={scratch}", .. Second])
        {
            RedirectStandardOutput = true,
            Environment = { ["NUGET_PACKAGES"] = Path.Combine(scratch, "packages") },
        };
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.NotEqual(0, process.ExitCode);
        Assert.Contains("NSec.Cryptography", said, StringComparison.Ordinal);
        Assert.Equal(before, Repository.Read("src/Crypto/Protocol/packages.upstream.lock.json"));
        Directory.Delete(scratch, recursive: true);
    }

    [Fact]
    public async Task An_adapter_that_does_not_exist_is_refused_by_name()
    {
        var start = new ProcessStartInfo("dotnet", ["msbuild", Path.Combine(Repository.Root, "src/Casework/Rules/Casework.Rules.csproj"), "-t:DemandKnownAdapters", "-p:Mail=pigeon"]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.NotEqual(0, process.ExitCode);
        Assert.Contains("Mail=pigeon: there is no such adapter (known: smtpclient, mailkit).", said, StringComparison.Ordinal);
    }

    [Fact]
    public void The_script_chooses_the_second_adapter_of_all_four_doors() =>
        Assert.Contains($"adapters=({string.Join(' ', Second)})", Repository.Read("eng/dev/build.sh"), StringComparison.Ordinal);

    [Fact]
    public void The_default_set_asks_for_no_package_of_the_second()
    {
        var locks = string.Concat(Repository.Files("", "packages.lock.json").Select(Repository.Read));
        Assert.All((string[])["NSec.Cryptography", "Hangfire", "MailKit", "Testcontainers"], package => Assert.DoesNotContain(package, locks, StringComparison.Ordinal));
    }
}
