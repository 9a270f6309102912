using System.CommandLine;
using IntegrityChannel.Crypto.Cli;
using IntegrityChannel.Crypto.Cli.Ceremony;
using IntegrityChannel.Crypto.Cli.Deadlines;
using IntegrityChannel.Crypto.Cli.Exports;
using IntegrityChannel.Crypto.Cli.Mailboxes;
using IntegrityChannel.Crypto.Cli.Officers;
using IntegrityChannel.Crypto.Cli.Receipts;
using IntegrityChannel.Crypto.Cli.Reports;
using IntegrityChannel.Crypto.Cli.Restoring;
using IntegrityChannel.Crypto.Cli.Seeding;
using IntegrityChannel.Crypto.Cli.Vectors;
using IntegrityChannel.Crypto.Cli.Verifying;

var root = new RootCommand("Integrity Channel on the command line.")
{
    CeremonyCommand.Create(),
    DeadlinesCommand.Create(),
    ExportCommand.Create(),
    RestoreCommand.Create(),
    MailboxCommand.Create(),
    OfficerCommand.Create(),
    ReceiptCommand.Create(),
    ReportCommand.Create(),
    SeedCommand.Create(),
    VectorsCommand.Create(),
    VerifyCommand.Create(),
};
VersionAnswer.Install(root);
var parsed = root.Parse(args);
return parsed.Errors.Count > 0 ? Usage.Explain(parsed) : await parsed.InvokeAsync();
