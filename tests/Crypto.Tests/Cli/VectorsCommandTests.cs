using System.CommandLine;
using IntegrityChannel.Crypto.Cli;
using IntegrityChannel.Crypto.Cli.Vectors;

namespace IntegrityChannel.Crypto.Tests.Cli;

public sealed class VectorsCommandTests : IDisposable
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("vectors-").FullName;

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);

    [Fact]
    public void What_was_written_holds_and_a_changed_file_is_not_verified()
    {
        Assert.Equal(ExitCode.Refused, Run("check"));
        Assert.Equal(ExitCode.Done, Run("write"));
        Assert.Equal(ExitCode.Done, Run("check"));
        var file = Path.Combine(folder, VectorsCommand.OwnFolder, "receipt-in-order.vector");
        File.WriteAllText(file, File.ReadAllText(file).Replace("expect: success", "expect: expired", StringComparison.Ordinal));
        Assert.Equal(ExitCode.NotVerified, Run("check"));
    }

    private int Run(string verb) => new RootCommand { VectorsCommand.Create() }
        .Parse(["vectors", verb, folder])
        .Invoke(new InvocationConfiguration { Output = TextWriter.Null, Error = TextWriter.Null });
}
