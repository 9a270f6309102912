using System.CommandLine;
using System.Text;
using IntegrityChannel.Crypto.Protocol.Platform;

namespace IntegrityChannel.Crypto.Cli.Vectors;

/// <summary><c>integrity vectors write|check DIR</c> and <c>vectors random</c>: known answers of SIC-1. Exit code 0, 3 (folder unusable) or 4 (an answer differs).</summary>
internal static class VectorsCommand
{
    internal const string Pattern = "*.vector";

    /// <summary>Below the folder of all known answers, those that this implementation writes.</summary>
    internal const string OwnFolder = "sic1";

    private const long LargestFile = 4 * 1024 * 1024;

    internal static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("DIR") { Description = "Folder of .vector files." };
        var write = new Command("write", "Write the known answers of this implementation into DIR/sic1.") { folder };
        write.SetAction(result => Write(result.GetValue(folder)!, result.InvocationConfiguration));
        var check = new Command("check", "Check every .vector file below a folder, whoever wrote it.") { folder };
        check.SetAction(result => Check(result.GetValue(folder)!, result.InvocationConfiguration));
        return new Command("vectors", "Known answers of the protocol.") { write, check, CreateRandom() };
    }

    private static Command CreateRandom()
    {
        var count = new Option<int>("--count") { Description = $"How many of each sort, 1 to {RandomCases.Most}.", DefaultValueFactory = _ => 200 };
        count.Validators.Add(result =>
        {
            if (result.GetValue(count) is < 1 or > RandomCases.Most)
            {
                result.AddError($"--count must lie between 1 and {RandomCases.Most}.");
            }
        });
        var random = new Command("random", "New questions with this implementation's answers, as lines of JSON, for another implementation to compare with.") { count };
        random.SetAction(result => RandomCases.Write(result.GetValue(count), SystemEntropy.Instance, result.InvocationConfiguration.Output));
        return random;
    }

    private static int Write(DirectoryInfo folder, InvocationConfiguration console)
    {
        var own = folder.CreateSubdirectory(OwnFolder);
        foreach (var (name, text) in VectorCases.All())
        {
            File.WriteAllText(Path.Combine(own.FullName, name), text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }

        console.Output.WriteLine($"{VectorCases.All().Count} known answers written.");
        return ExitCode.Done;
    }

    private static int Check(DirectoryInfo folder, InvocationConfiguration console)
    {
        var files = folder.Exists ? folder.GetFiles(Pattern, SearchOption.AllDirectories) : [];
        if (files.Length == 0)
        {
            console.Error.WriteLine("There is no .vector file in this folder.");
            return ExitCode.Refused;
        }

        var wrong = 0;
        foreach (var file in files.OrderBy(file => file.FullName, StringComparer.Ordinal))
        {
            if (Judge(file) is { } problem)
            {
                wrong++;
                console.Error.WriteLine($"{Path.GetRelativePath(folder.FullName, file.FullName)}: {problem}");
            }
        }

        console.Output.WriteLine($"{files.Length - wrong} of {files.Length} known answers hold.");
        return wrong == 0 ? ExitCode.Done : ExitCode.NotVerified;
    }

    private static string? Judge(FileInfo file)
    {
        if (file.Length > LargestFile)
        {
            return "larger than 4 MiB";
        }

        try
        {
            return VectorProcedures.Check(VectorFile.Parse(File.ReadAllText(file.FullName)));
        }
        catch (FormatException fault)
        {
            return fault.Message;
        }
    }
}
