using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Crypto.Tests.Codec;

public sealed class SicReaderTests
{
    [Fact]
    public void What_is_written_is_read_back()
    {
        using var writer = new SicWriter();
        writer.U8(1).U16(2).U32(3).U64(4).Vector([5, 6]).Text(Utf8Text.From("zeven é 🙂")).Name("acht").Day(new CivilDay(9));
        var reader = new SicReader(writer.ToArray());
        Assert.Equal(1, reader.U8());
        Assert.Equal(2, reader.U16());
        Assert.Equal(3u, reader.U32());
        Assert.Equal(4ul, reader.U64());
        Assert.Equal([5, 6], reader.Vector().ToArray());
        Assert.Equal("zeven é 🙂", reader.Text(100).ToPublicString());
        Assert.Equal("acht", reader.Name(100));
        Assert.Equal(new CivilDay(9), reader.Day());
        Assert.True(reader.Finish());
    }

    [Fact]
    public void The_first_violation_sticks_and_nothing_is_read_after_it()
    {
        var reader = new SicReader(new byte[] { 0xFF, 0xFF, 1, 2, 3 });
        Assert.True(reader.Vector().IsEmpty);
        reader.Fail(FailureClass.UnknownKind);
        Assert.Equal(0, reader.U8());
        Assert.Equal(FailureClass.Malformed, reader.Failure);
    }

    [Fact]
    public void A_text_that_is_no_utf8_is_malformed()
    {
        var reader = new SicReader(new byte[] { 0, 0, 0, 2, 0xC0, 0x80 });
        reader.Text(10);
        Assert.Equal(FailureClass.Malformed, reader.Failure);
    }

    [Fact]
    public void A_text_over_its_limit_is_refused_before_it_is_read()
    {
        var reader = new SicReader(new byte[] { 0, 0, 0, 2, 65, 65 });
        reader.Text(1);
        Assert.Equal(FailureClass.Malformed, reader.Failure);
    }

    [Fact]
    public void A_byte_too_many_is_malformed()
    {
        var reader = new SicReader(new byte[2]);
        reader.U8();
        Assert.False(reader.Finish());
    }

    [Fact]
    public void The_labelled_hash_tells_lists_of_parts_apart()
    {
        var one = Sic.Hash("sic1/test"u8, [1, 2]);
        Assert.NotEqual(one, Sic.Hash("sic1/test"u8, [1], [2]));
        Assert.NotEqual(one, Sic.Hash("sic1/tes"u8, [(byte)'t', 1, 2]));
    }

    [Fact]
    public void Every_failure_class_has_a_name_that_reads_back()
    {
        foreach (var failure in Enum.GetValues<FailureClass>())
        {
            Assert.True(FailureClassNames.TryParse(failure.Name(), out var back));
            Assert.Equal(failure, back);
        }

        Assert.False(FailureClassNames.TryParse("other", out _));
    }

    [Fact]
    public void A_civil_day_turns_at_midnight_of_the_zone()
    {
        var brussels = TimeZoneInfo.FindSystemTimeZoneById("Europe/Brussels");
        var before = new DateTimeOffset(2026, 3, 1, 22, 59, 59, TimeSpan.Zero);
        Assert.Equal(new DateOnly(2026, 3, 1), CivilDay.At(before, brussels).Date);
        Assert.Equal(new DateOnly(2026, 3, 2), CivilDay.At(before.AddSeconds(1), brussels).Date);
        Assert.Equal(CivilDay.From(new DateOnly(2026, 3, 2)), CivilDay.At(before.AddSeconds(1), brussels));
    }
}
