using System.Buffers;
using System.Text;
using IntegrityChannel.Intake.Host.Assisted.Memory;
using IntegrityChannel.Intake.Host.Assisted.Pages;

namespace IntegrityChannel.Intake.Tests.Forms;

/// <summary>The two kinds of memory that words go through: blocks of connections, and the page.</summary>
public sealed class FormMemoryTests
{
    [Fact]
    public void A_block_comes_back_empty_and_is_nobodys_after_that()
    {
        using var pool = new ZeroingMemoryPool();
        var owner = pool.Rent();
        var memory = owner.Memory;
        Encoding.UTF8.GetBytes("kanarie", memory.Span);
        owner.Dispose();
        owner.Dispose();

        Assert.False(memory.Span.ContainsAnyExcept((byte)0));
        using var first = pool.Rent(1);
        using var second = pool.Rent(ZeroingMemoryPool.BlockSize);
        Assert.False(first.Memory.Span.Overlaps(second.Memory.Span));
        Assert.Throws<ArgumentOutOfRangeException>(() => pool.Rent(ZeroingMemoryPool.BlockSize + 1));
        Assert.Throws<ObjectDisposedException>(() => owner.Memory);
    }

    /// <summary>The control: the pool that Kestrel takes by itself.</summary>
    [Fact]
    public void A_block_of_the_shared_pool_would_keep_what_was_written()
    {
        var owner = MemoryPool<byte>.Shared.Rent(4096);
        var memory = owner.Memory;
        Encoding.UTF8.GetBytes("kanarie", memory.Span);
        owner.Dispose();
        Assert.True(memory.Span.ContainsAnyExcept((byte)0));
    }

    [Fact]
    public void A_page_shows_words_as_they_are_and_leaves_none_behind()
    {
        ReadOnlyMemory<byte> page;
        using (var writer = new PageWriter())
        {
            writer.Markup("<p>"u8).Words(Encoding.UTF8.GetBytes("<b>\"'&\né")).Say("{a} <").Markup("</p>"u8).Words(new byte[40_000]);
            page = writer.Finish();
            Assert.Equal(64 * 1024, page.Length);
            Assert.StartsWith("<p>&lt;b&gt;&quot;&#39;&amp;&#10;é{a} &lt;</p>", Encoding.UTF8.GetString(page.Span), StringComparison.Ordinal);
        }

        Assert.False(page.Span.ContainsAnyExcept((byte)0));
    }
}
