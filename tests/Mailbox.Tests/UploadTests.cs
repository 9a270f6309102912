using IntegrityChannel.Crypto.Protocol.Containers;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Intake.Mailbox.Uploads;
using IntegrityChannel.Testing;

namespace IntegrityChannel.Mailbox.Tests;

/// <summary>Parts that arrive, parts that stay, and who may have them.</summary>
public sealed class UploadTests
{
    private const int Files = 3_000_000;

    [Fact]
    public async Task Parts_come_in_any_order_and_again_and_are_held()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        var container = new SampleContainer(mailbox.Organisation, Files);
        Assert.Empty(mailbox.Intake.Uploads.Held(container.UploadId, container.Bytes.Length));

        foreach (var index in (int[])[2, 0, 2])
        {
            Assert.Equal(PutCode.Accepted, await container.SendAsync(mailbox.Intake, index));
        }

        Assert.Equal([0, 2], mailbox.Intake.Uploads.Held(container.UploadId, container.Bytes.Length).Order());
        // Casework sees what intake received: both hosts share the store.
        Assert.Equal([0, 2], mailbox.Casework.Uploads.Held(container.UploadId, container.Bytes.Length).Order());
        Assert.Empty(mailbox.Intake.Uploads.Held(container.UploadId, container.Bytes.Length + 16));
    }

    [Fact]
    public async Task Other_bytes_another_total_and_a_short_body_change_nothing()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        var container = new SampleContainer(mailbox.Organisation, Files);
        await container.SendAsync(mailbox.Intake, 0);
        var other = container.Part(0).ToArray();
        other[^1] ^= 1;

        Assert.Equal(PutCode.PartRefused, await container.SendAsync(mailbox.Intake, 0, other));
        Assert.Equal(PutCode.Malformed, await container.SendAsync(mailbox.Intake, 1, container.Part(1)[..^1]));
        Assert.Equal(PutCode.TooLarge, await container.SendAsync(mailbox.Intake, 1, limit: container.Bytes.Length - 1));
        await using var body = new MemoryStream(new byte[ContainerLengths.PartSize]);
        var wrongTotal = new PartHead(container.UploadId, ContainerLengths.Sealed(9_000_000), 1);
        Assert.Equal(PutCode.PartRefused, (await mailbox.Intake.Uploads.StoreAsync(wrongTotal, body, long.MaxValue, TestMailbox.Cancel)).Code);

        Assert.Equal([0], mailbox.Intake.Uploads.Held(container.UploadId, container.Bytes.Length));
    }

    [Fact]
    public async Task A_put_takes_over_a_complete_container_once_and_a_repeat_is_answered_alike()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        var container = new SampleContainer(mailbox.Organisation, Files);
        using var report = mailbox.NewReport();
        var bytes = report.Keep(report.Report(container.Name));

        Assert.Equal(PutCode.ContainerMissing, await mailbox.CodeAsync(bytes));
        await container.SendAsync(mailbox.Intake, 0);
        Assert.Equal(PutCode.ContainerMissing, await mailbox.CodeAsync(bytes));
        Assert.Equal(0, TestMailbox.Ask(mailbox.MailboxFile, "SELECT count(*) FROM object"));
        await container.UploadAsync(mailbox.Intake);
        var first = await mailbox.PutAsync(bytes);
        Assert.Equal(PutCode.Accepted, first.Code);
        Assert.Equal(first.Encode(), (await mailbox.PutAsync(bytes)).Encode());

        // Nobody else gets a container that has its object, also not by naming the same hash.
        using var thief = mailbox.NewReport();
        Assert.Equal(PutCode.ContainerMissing, await mailbox.CodeAsync(thief.Report(container.Name)));
        Assert.Equal(PutCode.Accepted, await container.SendAsync(mailbox.Intake, 1));
    }

    [Fact]
    public async Task I_27_only_those_to_whom_the_object_was_sealed_read_its_container()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        var (evidence, letter, notes) = (new SampleContainer(mailbox.Organisation, Files), new SampleContainer(mailbox.Organisation, 5), new SampleContainer(mailbox.Organisation, 6));
        foreach (var each in (SampleContainer[])[evidence, letter, notes])
        {
            await each.UploadAsync(mailbox.Intake);
        }

        using var report = mailbox.NewReport();
        var objects = new List<byte[]> { report.Keep(report.Report(evidence.Name)) };
        Assert.Equal(PutCode.Accepted, await mailbox.CodeAsync(objects[0]));
        objects.Add(report.Keep(report.By(mailbox.Organisation.Responsible, ObjectKind.Reply, letter.Name)));
        Assert.Equal(PutCode.Accepted, await mailbox.OfficerCodeAsync(objects[1]));
        objects.Add(report.Keep(report.By(mailbox.Organisation.Deputy, ObjectKind.Note, notes.Name)));
        Assert.Equal(PutCode.Accepted, await mailbox.OfficerCodeAsync(objects[2]));

        var ids = objects.Select(bytes => SealedObject.TryParse(bytes, out var parsed, out _) ? parsed.Header.ObjectId : default).ToList();
        StoredPart? Find(Id16 who, int which, int index = 0) => mailbox.Casework.Uploads.Find(report.ReportId, who, ids[which], index);
        foreach (var officer in (Id16[])[mailbox.Organisation.Responsible.Id, mailbox.Organisation.Deputy.Id])
        {
            Assert.All(Enumerable.Range(0, evidence.Parts), index => Assert.Equal(evidence.Part(index).ToArray(), Read(Find(officer, 0, index))));
            Assert.Equal(letter.Bytes, Read(Find(officer, 1)));
            Assert.Equal(notes.Bytes, Read(Find(officer, 2)));
        }

        // The officer who was left out, and a stranger: nothing, whichever part they name.
        Assert.All(Enumerable.Range(0, 3), which => Assert.Null(Find(mailbox.Organisation.Confidant.Id, which)));
        Assert.Null(Find(Id16.From(mailbox.Organisation.Noise(16)), 0));
        // The reporter: what officers sent, never notes, nor the own files, which the code cannot open.
        Assert.Equal(letter.Bytes, Read(Find(Id16.Zeros, 1)));
        Assert.Null(Find(Id16.Zeros, 0));
        Assert.Null(Find(Id16.Zeros, 2));
        Assert.Null(Find(mailbox.Organisation.Responsible.Id, 0, evidence.Parts));
        Assert.Null(mailbox.Casework.Uploads.Find(ids[0], mailbox.Organisation.Responsible.Id, ids[0], 0));
    }

    /// <summary>The control: the parts lie there, and it is the wrap alone that the answer hangs on.</summary>
    [Fact]
    public async Task I_27_without_the_wrap_a_stranger_would_read_the_container()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        var evidence = new SampleContainer(mailbox.Organisation, 10);
        await evidence.UploadAsync(mailbox.Intake);
        using var report = mailbox.NewReport();
        var bytes = report.Report(evidence.Name);
        await mailbox.PutAsync(bytes);
        Assert.True(SealedObject.TryParse(bytes, out var parsed, out _));
        StoredPart? Find() => mailbox.Casework.Uploads.Find(report.ReportId, mailbox.Organisation.Confidant.Id, parsed.Header.ObjectId, 0);
        Assert.Null(Find());

        var confidant = Convert.ToHexString(mailbox.Organisation.Confidant.Id.Span);
        TestMailbox.Ask(mailbox.MailboxFile, $"INSERT INTO wrap SELECT object_id, randomblob(16), x'{confidant}', place FROM wrap LIMIT 1 RETURNING 1");
        Assert.Equal(evidence.Bytes, Read(Find()));
    }

    /// <summary>The control: a row that names a slot whose bytes never came is what the order of syncs forbids.</summary>
    [Fact]
    public async Task A_row_that_preceded_its_bytes_would_be_a_lie()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        var container = new SampleContainer(mailbox.Organisation, 10);
        var (id, size) = (Convert.ToHexString(container.UploadId.Span), Convert.ToHexString(BitConverter.GetBytes(System.Net.IPAddress.HostToNetworkOrder((long)container.Bytes.Length))));
        TestMailbox.Ask(mailbox.MailboxFile, $"INSERT INTO container (container_id, size, staged_day) VALUES (x'{id}', x'{size}', {TestMailbox.Today}) RETURNING 1");
        TestMailbox.Ask(mailbox.MailboxFile, $"INSERT INTO part VALUES (x'{id}', 0, 0, 7, zeroblob(32)) RETURNING 1");

        Assert.Equal([0], mailbox.Intake.Uploads.Held(container.UploadId, container.Bytes.Length));
        Assert.False(Directory.Exists(Path.Combine(mailbox.Folder, "slabs")) && Holds(mailbox, container));
    }

    [Fact]
    public async Task Uploads_that_no_object_named_go_on_the_second_day_and_leave_no_bytes()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        var (kept, dropped) = (new SampleContainer(mailbox.Organisation, Files), new SampleContainer(mailbox.Organisation, 70_000));
        await kept.UploadAsync(mailbox.Intake);
        await dropped.UploadAsync(mailbox.Intake);
        using var report = mailbox.NewReport();
        Assert.Equal(PutCode.Accepted, await mailbox.CodeAsync(report.Report(kept.Name)));
        Assert.True(Holds(mailbox, dropped));

        mailbox.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, mailbox.Intake.Uploads.DropAbandoned());
        mailbox.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(dropped.Parts, mailbox.Intake.Uploads.DropAbandoned());

        Assert.Empty(mailbox.Intake.Uploads.Held(dropped.UploadId, dropped.Bytes.Length));
        Assert.False(Holds(mailbox, dropped));
        Assert.True(Holds(mailbox, kept));
        Assert.Equal(kept.Parts, TestMailbox.Ask(mailbox.MailboxFile, "SELECT count(*) FROM part"));
        Assert.Equal(0, mailbox.Intake.Uploads.DropAbandoned());
    }

    [Fact]
    public async Task A_slot_that_is_used_again_keeps_nothing_of_what_it_held()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        var first = new SampleContainer(mailbox.Organisation, ContainerLengths.PartSize);
        await first.SendAsync(mailbox.Intake, 0);
        var place = TestMailbox.Ask(mailbox.MailboxFile, "SELECT slot FROM part");
        TestMailbox.Ask(mailbox.MailboxFile, "DELETE FROM part RETURNING 1");
        TestMailbox.Ask(mailbox.MailboxFile, "DELETE FROM container RETURNING 1");

        // Every other slot is taken, so that the next part can lie only where the first one did.
        TestMailbox.Ask(mailbox.MailboxFile, $"WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 1023) INSERT INTO part SELECT zeroblob(16), i, 0, i, zeroblob(32) FROM n WHERE i <> {place} RETURNING 1");
        await mailbox.ReopenAsync();
        var second = new SampleContainer(mailbox.Organisation, 10);
        await second.UploadAsync(mailbox.Intake);

        Assert.Equal(place, TestMailbox.Ask(mailbox.MailboxFile, "SELECT slot FROM part WHERE hash <> zeroblob(32)"));
        Assert.False(Holds(mailbox, first));
        Assert.True(Holds(mailbox, second));
        // The slab is full now: the next part goes to another one.
        await new SampleContainer(mailbox.Organisation, 20).UploadAsync(mailbox.Intake);
        Assert.Equal(1, TestMailbox.Ask(mailbox.MailboxFile, "SELECT count(*) FROM part WHERE slab <> 0"));
    }

    [Fact]
    public async Task Unfinished_uploads_have_a_limit_and_stored_ones_do_not_count()
    {
        await using var mailbox = await TestMailbox.OpenAsync(mostStaged: 3);
        var first = new SampleContainer(mailbox.Organisation, Files);
        await first.UploadAsync(mailbox.Intake);
        var second = new SampleContainer(mailbox.Organisation, 10);

        Assert.Equal(PutCode.UploadsFull, await second.SendAsync(mailbox.Intake, 0));
        Assert.Equal(PutCode.Accepted, await first.SendAsync(mailbox.Intake, 2));
        using var report = mailbox.NewReport();
        Assert.Equal(PutCode.Accepted, await mailbox.CodeAsync(report.Report(first.Name)));
        Assert.Equal(PutCode.Accepted, await second.SendAsync(mailbox.Intake, 0));
    }

    [Fact]
    public async Task A_filling_disk_refuses_files_before_texts()
    {
        var free = new DriveInfo(Path.GetTempPath()).AvailableFreeSpace;
        await using var mailbox = await TestMailbox.OpenAsync(minimumFreeBytes: free / 2);
        Assert.Equal(PutCode.StorageFull, await new SampleContainer(mailbox.Organisation, 10).SendAsync(mailbox.Intake, 0));
        Assert.Equal(PutCode.Accepted, await mailbox.CodeAsync(mailbox.NewReport().Report()));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(1024, true)]
    [InlineData(1025, false)]
    public void The_limit_lies_between_one_mebibyte_and_one_gibibyte(int mebibytes, bool allowed)
    {
        var limit = AttachmentLimit.TryCreate(mebibytes);
        Assert.Equal(allowed, limit is not null);
        // Files that just reach the limit make a container that is taken, whatever padding adds.
        Assert.True(limit is null || ContainerLengths.Sealed((long)mebibytes << 20) <= limit.Bytes);
        Assert.True(limit is null || ContainerLengths.Sealed(((long)mebibytes << 20) + 1) > limit.Bytes);
    }

    [Fact]
    public async Task Nothing_is_uploaded_to_a_channel_that_is_not_open()
    {
        await using var mailbox = await TestMailbox.OpenAsync(published: false);
        Assert.Equal(PutCode.NotOpen, await new SampleContainer(mailbox.Organisation, 10).SendAsync(mailbox.Intake, 0));
    }

    [Fact]
    public async Task A_part_whose_bytes_were_written_and_never_named_is_not_held_and_can_be_sent_again()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        var container = new SampleContainer(mailbox.Organisation, 10);
        mailbox.Intake.Uploads.Writer.BeforeNaming = () => throw new IOException("the machine stops here");
        Assert.Equal(PutCode.Internal, await container.SendAsync(mailbox.Intake, 0));
        Assert.Empty(mailbox.Intake.Uploads.Held(container.UploadId, container.Bytes.Length));

        await mailbox.ReopenAsync();
        await container.UploadAsync(mailbox.Intake);
        Assert.True(Holds(mailbox, container));
    }

    [Fact]
    public async Task Both_hosts_receive_at_once_and_never_share_a_slot()
    {
        await using var mailbox = await TestMailbox.OpenAsync();
        var containers = Enumerable.Range(0, 8).Select(number => new SampleContainer(mailbox.Organisation, Files + number)).ToList();

        await Task.WhenAll(containers.Select((container, number) => container.UploadAsync(number % 2 == 0 ? mailbox.Intake : mailbox.Casework)));

        Assert.Equal(2, TestMailbox.Ask(mailbox.MailboxFile, "SELECT count(DISTINCT slab) FROM part"));
        Assert.All(containers, container => Assert.True(Holds(mailbox, container)));
    }

    private static byte[] Read(StoredPart? part)
    {
        var bytes = new byte[part!.Length];
        Assert.Equal(part.Length, part.Read(0, bytes));
        return bytes;
    }

    /// <summary>True where every part lies whole in some slot; false where no slot has the beginning or the end of any.</summary>
    private static bool Holds(TestMailbox mailbox, SampleContainer container)
    {
        using var slabs = new OpenSlabs(Path.Combine(mailbox.Folder, "slabs"));
        var parts = Enumerable.Range(0, container.Parts).Select(container.Part).ToList();
        var whole = parts.TrueForAll(part => slabs.Find(part[..64], 0).Any(slot => OpenSlabs.Read(slot, 0, part.Length).AsSpan().SequenceEqual(part.Span)));
        Assert.True(whole || parts.TrueForAll(part => !slabs.Find(part[..64], 0).Any() && !slabs.Find(part[^64..], part.Length - 64).Any()));
        return whole;
    }

    /// <summary>The slab files as anybody with the disk sees them.</summary>
    private sealed class OpenSlabs(string folder) : IDisposable
    {
        private readonly List<FileStream> files = [.. Directory.GetFiles(folder, "*.slab").Select(file => new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite))];

        internal IEnumerable<(FileStream File, int Slot)> Find(ReadOnlyMemory<byte> bytes, int offset) =>
            from file in files
            from slot in Enumerable.Range(0, (int)((file.Length >> 20) + 1))
            where Read((file, slot), offset, bytes.Length).AsSpan().SequenceEqual(bytes.Span)
            select (file, slot);

        internal static byte[] Read((FileStream File, int Slot) place, int offset, int length)
        {
            var bytes = new byte[length];
            var read = RandomAccess.Read(place.File.SafeFileHandle, bytes, ((long)place.Slot << 20) + offset);
            return bytes[..read];
        }

        public void Dispose() => files.ForEach(file => file.Dispose());
    }
}
