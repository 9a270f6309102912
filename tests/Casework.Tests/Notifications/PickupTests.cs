using System.Text;
using IntegrityChannel.Casework.Host.Notifications;
using IntegrityChannel.Casework.Host.Notifications.Pickup;

namespace IntegrityChannel.Casework.Tests.Notifications;

public sealed class PickupTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("pickup").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_letter_becomes_one_complete_file_and_the_same_letter_the_same_file()
    {
        var setup = new MailSetup.Pickup(Path.Combine(folder, "mail"), Letters.One.From, Letters.Domain);

        Assert.Equal(MailProblem.None, await Letters.Deliver().SendAsync(setup, Letters.One, Token));
        Assert.Equal(MailProblem.None, await Letters.Deliver().SendAsync(setup, Letters.One, Token));

        var file = Assert.Single(Directory.GetFiles(setup.Folder));
        Assert.Equal("0123456789abcdef0123456789abcdef.eml", Path.GetFileName(file));
    }

    [Fact]
    public void The_file_is_a_mail_as_the_standards_describe_it()
    {
        var text = Encoding.ASCII.GetString(LetterFormat.ToBytes(Letters.One));
        var lines = text.Split("\r\n");

        Assert.Contains("Date: Mon, 06 Apr 2026 06:00:00 +0000", lines);
        Assert.Contains("Subject: =?utf-8?B?SGVyaW5uZXJpbmcgw6nDqW4=?=", lines);
        Assert.Contains("Een datum is voorbij. Zo=C3=AB =3D 100 %.", lines);
        Assert.All(lines, line => Assert.True(line.Length <= 76, line));
        Assert.DoesNotContain(Environment.MachineName, text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("officer@zone.example\r\nBcc: other@zone.example")]
    [InlineData("officer@zone.example\nX: y")]
    public void An_address_cannot_bring_a_header_of_its_own(string to) =>
        Assert.Equal(
            MailProblem.AddressInvalid,
            Assert.Throws<MailTransportException>(() => LetterFormat.ToBytes(Letters.One with { To = to })).Problem);

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_named_as_such()
    {
        var file = Path.Combine(folder, "in-the-way");
        await File.WriteAllTextAsync(file, "", Token);

        Assert.Equal(
            MailProblem.FolderUnwritable,
            await Letters.Deliver().SendAsync(new MailSetup.Pickup(file, Letters.One.From, Letters.Domain), Letters.One, Token));
    }
}
