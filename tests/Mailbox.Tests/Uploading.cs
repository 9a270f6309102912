using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Intake.Mailbox;
using IntegrityChannel.Testing;

namespace IntegrityChannel.Mailbox.Tests;

/// <summary>What a host does with the parts of a sample container.</summary>
internal static class Uploading
{
    internal static async Task<PutCode> SendAsync(this SampleContainer container, MailboxStore store, int index, ReadOnlyMemory<byte>? bytes = null, long limit = long.MaxValue)
    {
        await using var body = new MemoryStream((bytes ?? container.Part(index)).ToArray());
        return (await store.Uploads.StoreAsync(container.Head(index), body, limit, TestMailbox.Cancel)).Code;
    }

    internal static async Task UploadAsync(this SampleContainer container, MailboxStore store)
    {
        var codes = await Task.WhenAll(Enumerable.Range(0, container.Parts).Select(index => container.SendAsync(store, index)));
        Assert.All(codes, code => Assert.Equal(PutCode.Accepted, code));
    }
}
