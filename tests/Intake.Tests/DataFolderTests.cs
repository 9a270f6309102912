using IntegrityChannel.Intake.Host.Startup;

namespace IntegrityChannel.Intake.Tests;

public sealed class DataFolderTests
{
    [Fact]
    public void A_data_folder_that_this_host_makes_is_for_its_owner_only()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "this system has no file modes");
        var parent = Directory.CreateTempSubdirectory("data-").FullName;
        try
        {
            var data = DataFolder.Create(Path.Combine(parent, "data"));
            Assert.All(
                (string[])[data.Root, .. Directory.GetDirectories(data.Root, "*", SearchOption.AllDirectories)],
                folder => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, ModeOf(folder)));
        }
        finally
        {
            Directory.Delete(parent, recursive: true);
        }
    }

    private static UnixFileMode ModeOf(string folder) =>
        OperatingSystem.IsWindows() ? throw new PlatformNotSupportedException() : File.GetUnixFileMode(folder);
}
