using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Logs;

namespace IntegrityChannel.Crypto.Tests.Logs;

public sealed class LogTileTests
{
    [Theory]
    [InlineData(0, 256, "000")]
    [InlineData(5, 256, "005")]
    [InlineData(999, 1, "999.p/1")]
    [InlineData(1000, 256, "x001/000")]
    [InlineData(1234067, 255, "x001/x234/067.p/255")]
    public void Every_place_has_one_spelling(int index, int width, string place)
    {
        var tile = new LogTile(0, index, width);
        Assert.Equal(place, tile.Place);
        Assert.Equal(tile, LogTile.TryRead(0, place));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("0005")]
    [InlineData("x000/005")]
    [InlineData("001/000")]
    [InlineData("000.p/0")]
    [InlineData("000.p/256")]
    [InlineData("000.p/01")]
    [InlineData("000.p/")]
    [InlineData("000/")]
    [InlineData("../000")]
    [InlineData("-01")]
    [InlineData("")]
    [InlineData("x999/x999/x999/999")]
    public void Any_other_spelling_is_refused(string place) => Assert.Null(LogTile.TryRead(0, place));

    [Fact]
    public void A_tree_of_600_leaves_has_the_tiles_that_the_specification_counts()
    {
        Hash32[] leaves = [.. Enumerable.Range(0, 600).Select(index => MerkleTree.LeafHash([unchecked((byte)index), (byte)(index >> 8)]))];
        Assert.Equal(["000", "001", "002.p/88"], LogTile.Bottom(600).Select(tile => tile.Place));
        Assert.Equal(256 * 32, new LogTile(0, 1, 256).HashesIn(leaves)!.Length);
        Assert.Null(new LogTile(0, 2, 89).HashesIn(leaves));
        Assert.Null(new LogTile(1, 0, 3).HashesIn(leaves));

        // A hash of level 1 is the root of a full tile below.
        var above = new LogTile(1, 0, 2).HashesIn(leaves)!;
        Assert.Equal(MerkleTree.Root(leaves.AsSpan(256, 256)), Hash32.From(above.AsSpan(32)));
    }
}
