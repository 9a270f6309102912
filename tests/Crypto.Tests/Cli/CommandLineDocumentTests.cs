using System.CommandLine;
using System.Globalization;
using System.Reflection;
using IntegrityChannel.Crypto.Cli;
using IntegrityChannel.Crypto.Cli.Exports;
using IntegrityChannel.Crypto.Cli.Mailboxes;
using IntegrityChannel.Crypto.Cli.Officers;
using IntegrityChannel.Crypto.Cli.Receipts;
using IntegrityChannel.Crypto.Cli.Reports;
using IntegrityChannel.Crypto.Cli.Seeding;
using IntegrityChannel.Crypto.Cli.Verifying;

namespace IntegrityChannel.Crypto.Tests.Cli;

/// <summary>docs/command-line.md against the program: every command, option, argument and exit code of the clients, no more and no less.</summary>
public sealed class CommandLineDocumentTests
{
    [Fact]
    public void Every_option_of_every_client_command_stands_in_the_document_and_the_other_way_round()
    {
        Command[] clients = [ReportCommand.Create(), MailboxCommand.Create(), OfficerCommand.Create(), ReceiptCommand.Create(), SeedCommand.Create(), VerifyCommand.Create(), ExportCommand.Create()];
        Assert.Equal(
            clients.SelectMany(command => Words(command, "")).Order(StringComparer.Ordinal),
            Rows("| command | option | meaning |").Select(row => $"{row[0]} {row[1].Trim('`')}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_exit_code_stands_in_the_document() => Assert.Equal(
        typeof(ExitCode).GetFields(BindingFlags.Static | BindingFlags.NonPublic).Select(field => ((int)field.GetRawConstantValue()!).ToString(CultureInfo.InvariantCulture)).Order(StringComparer.Ordinal),
        Rows("| code | meaning |").Select(row => row[0]).Order(StringComparer.Ordinal));

    private static IEnumerable<string> Words(Command command, string above)
    {
        var path = $"{above} {command.Name}".Trim();
        var own = command.Options.Select(option => option.Name).Concat(command.Arguments.Select(argument => argument.Name)).ToList();
        IEnumerable<string> nothing = own.Count == 0 && command.Subcommands.Count == 0 ? ["-"] : own;
        return nothing.Select(word => $"{path} {word}").Concat(command.Subcommands.SelectMany(sub => Words(sub, path)));
    }

    private static IEnumerable<string[]> Rows(string header) => Lines()
        .SkipWhile(line => line != header).Skip(2).TakeWhile(line => line.StartsWith('|'))
        .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray());

    private static string[] Lines()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "IntegrityChannel.sln")))
            {
                return File.ReadAllLines(Path.Combine(folder.FullName, "docs", "command-line.md"));
            }
        }

        throw new InvalidOperationException("the test runs outside the repository");
    }
}
