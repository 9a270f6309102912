using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Testing;

namespace IntegrityChannel.Casework.Tests.Storage;

public sealed class CaseFilesTests
{
    private static readonly CivilDay Day = new(20_514);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Opening_twice_keeps_the_number_and_the_day()
    {
        await using var database = await TemporaryDatabase.CreateAsync();
        var files = new CaseFiles(database, new SeededEntropy("numbers"));
        await files.OpenAsync(Id(1), Day, Token);
        var first = (await files.ReadAllAsync(Token))[Id(1)];

        await files.OpenAsync(Id(1), Day.AddDays(5), Token);

        var again = Assert.Single(await files.ReadAllAsync(Token)).Value;
        Assert.Equal((first.CaseNumber, Day.Value), (again.CaseNumber, again.OpenedDay));
        Assert.Matches("^[0-9A-HJKMNP-TV-Z]{4}$", first.CaseNumber);
    }

    [Fact]
    public async Task A_number_that_is_taken_is_drawn_again_and_grows()
    {
        await using var database = await TemporaryDatabase.CreateAsync();

        // Four symbols are drawn as 0000 for ever, so only the longer numbers are free for the second and third report.
        var files = new CaseFiles(database, new Constant());
        await files.OpenAsync(Id(1), Day, Token);
        await files.OpenAsync(Id(2), Day, Token);
        await files.OpenAsync(Id(3), Day, Token);

        Assert.Equal(["0000", "00000", "000000"], (await files.ReadAllAsync(Token)).Values.Select(row => row.CaseNumber).Order(StringComparer.Ordinal));
        await Assert.ThrowsAsync<InvalidOperationException>(() => files.OpenAsync(Id(4), Day, Token));
    }

    [Fact]
    public async Task Numbers_do_not_follow_the_order_of_opening()
    {
        await using var database = await TemporaryDatabase.CreateAsync();
        var files = new CaseFiles(database, new SeededEntropy("order"));
        for (byte index = 1; index <= 20; index++)
        {
            await files.OpenAsync(Id(index), Day, Token);
        }

        var numbers = (await files.ReadAllAsync(Token)).OrderBy(entry => entry.Key).Select(entry => entry.Value.CaseNumber).ToList();

        Assert.Equal(20, numbers.Distinct().Count());
        Assert.NotEqual(numbers.Order(StringComparer.Ordinal), numbers);
        Assert.NotEqual(numbers.OrderDescending(StringComparer.Ordinal), numbers);
    }

    private static Id16 Id(byte value)
    {
        var bytes = new byte[Id16.Size];
        bytes[^1] = value;
        return Id16.From(bytes);
    }

    private sealed class Constant : IEntropy
    {
        public void Fill(Span<byte> destination) => destination.Clear();
    }
}
