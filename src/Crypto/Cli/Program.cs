using System.CommandLine;
using IntegrityChannel.Crypto.Cli.Deadlines;

var root = new RootCommand("Integrity Channel on the command line.")
{
    DeadlinesCommand.Create(),
};

return root.Parse(args).Invoke();
