using System.Text.Json;
using System.Text.RegularExpressions;
using IntegrityChannel.Casework.Host.Features.AdministratorStatus;
using IntegrityChannel.Casework.Host.Features.ChangePassphrase;
using IntegrityChannel.Casework.Host.Features.CheckSetUpCode;
using IntegrityChannel.Casework.Host.Features.Hello;
using IntegrityChannel.Casework.Host.Features.ListCases;
using IntegrityChannel.Casework.Host.Features.ListPeople;
using IntegrityChannel.Casework.Host.Features.ListSessions;
using IntegrityChannel.Casework.Host.Features.MailStatus;
using IntegrityChannel.Casework.Host.Features.ReadVault;
using IntegrityChannel.Casework.Host.Features.SendTestMail;
using IntegrityChannel.Casework.Host.Features.ShowAbsence;
using IntegrityChannel.Casework.Host.Features.ShowSession;

namespace IntegrityChannel.Casework.Tests.Host;

/// <summary>The page's own description of the wire and the host's records name the same members: neither can drift from the other unseen.</summary>
public sealed partial class WireTests
{
    public static TheoryData<string, Type> Shapes => new()
    {
        { "HelloAnswer", typeof(HelloEndpoint.Response) },
        { "SessionAnswer", typeof(ShowSessionEndpoint.Response) },
        { "VaultAnswer", typeof(ReadVaultEndpoint.Response) },
        { "CasesAnswer", typeof(CaseList) },
        { "WireCase", typeof(CaseLine) },
        { "NextDate", typeof(NextLine) },
        { "WireHead", typeof(HeadLine) },
        { "MailAnswer", typeof(MailStatusEndpoint.Response) },
        { "StatusAnswer", typeof(StatusAnswer) },
        { "TickLine", typeof(TickLine) },
        { "OfficerKeyLine", typeof(OfficerLine) },
        { "SessionLine", typeof(ListSessionsEndpoint.Line) },
        { "AwayLine", typeof(AwayLine) },
        { "SessionsAnswer", typeof(ListSessionsEndpoint.Response) },
        { "AbsenceAnswer", typeof(ShowAbsenceEndpoint.Response) },
        { "PassphraseRequest", typeof(ChangePassphraseEndpoint.Request) },
        { "SetUpAnswer", typeof(CheckSetUpCodeEndpoint.Response) },
        { "SetUpMail", typeof(CheckSetUpCodeEndpoint.MailLine) },
        { "PeopleAnswer", typeof(PeopleAnswer) },
        { "TestMailAnswer", typeof(SendTestMailEndpoint.Response) },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_pages_interface_has_the_members_of_the_hosts_record(string name, Type record)
    {
        var text = File.ReadAllText(Path.Combine(RepositoryRoot(), "src", "Casework", "Web", "wire.ts"));
        var start = text.IndexOf($"interface {name} {{", StringComparison.Ordinal);
        var body = text[start..text.IndexOf("\n}", start, StringComparison.Ordinal)];

        var described = Member().Matches(body).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal);
        var sent = record.GetProperties().Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)).Order(StringComparer.Ordinal);

        Assert.Equal(sent, described);
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "IntegrityChannel.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("the tests run inside the repository");
        }

        return folder.FullName;
    }

    // Members at the first level of indentation only: nested object types are checked by their own tests.
    [GeneratedRegex(@"^  readonly (\w+):", RegexOptions.Multiline)]
    private static partial Regex Member();
}
