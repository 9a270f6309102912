using System.Net;
using IntegrityChannel.Casework.Tests.Host;
using IntegrityChannel.Crypto.Protocol.Containers;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Testing;

namespace IntegrityChannel.Casework.Tests.Features;

/// <summary>What officers send along and what they read of what came with a case.</summary>
public sealed class ContainersTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_officer_sends_files_and_the_other_recipients_read_them()
    {
        await using var host = new RunningHost();
        var sample = host.Files.Sample;
        using var report = await host.SubmitAsync(sample.Responsible, sample.Deputy);
        var browser = await host.Open().SignInAsync(host.Files.Deputy);
        var letter = new SampleContainer(sample, 1_200_000);
        for (var index = 0; index < letter.Parts; index++)
        {
            using var answer = await browser.PostBytesAsync("/o/part", letter.Body(index));
            Assert.Equal(PutCode.Accepted, await CodeAsync(answer));
        }

        using var held = await browser.PostBytesAsync("/o/parts", letter.Head(0).EncodeQuestion());
        Assert.Equal([0, 1], HeldParts.TryParse(await held.Content.ReadAsByteArrayAsync(Token), letter.Parts, out _)!.Order());
        var bytes = report.Keep(report.By(sample.Deputy, ObjectKind.Reply, letter.Name));
        using var put = await browser.PostBytesAsync("/o/put", bytes);
        Assert.Equal(PutCode.Accepted, await CodeAsync(put));

        var reader = await host.Open().SignInAsync(host.Files.Responsible);
        using var part = await reader.GetAsync(PathOf(report, bytes, 1));
        Assert.Equal("application/octet-stream", part.Content.Headers.ContentType!.ToString());
        Assert.Equal(letter.Part(1).ToArray(), await part.Content.ReadAsByteArrayAsync(Token));
    }

    [Fact]
    public async Task I_27_a_container_of_a_case_of_others_is_answered_like_one_that_does_not_exist()
    {
        await using var host = new RunningHost();
        var sample = host.Files.Sample;
        using var report = await host.SubmitAsync(sample.Deputy, sample.Confidant);
        var evidence = new SampleContainer(sample, 10);
        var writer = await host.Open().SignInAsync(host.Files.Deputy);
        using var sent = await writer.PostBytesAsync("/o/part", evidence.Body(0));
        var bytes = report.Keep(report.By(sample.Deputy, ObjectKind.Note, evidence.Name));
        using var put = await writer.PostBytesAsync("/o/put", bytes);
        Assert.Equal(PutCode.Accepted, await CodeAsync(put));

        var stranger = await host.Open().SignInAsync(host.Files.Responsible);
        using var known = await stranger.GetAsync(PathOf(report, bytes, 0));
        using var unknown = await stranger.GetAsync($"/o/cases/{OfficerBrowser.Text(new byte[16])}/containers/{OfficerBrowser.Text(new byte[16])}/0");
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (known.StatusCode, unknown.StatusCode));
        Assert.Equal(await known.Content.ReadAsStringAsync(Token), await unknown.Content.ReadAsStringAsync(Token));

        // The control: the same path answers an officer to whom the note was sealed.
        using var own = await writer.GetAsync(PathOf(report, bytes, 0));
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        foreach (var path in (string[])[PathOf(report, bytes, 1), PathOf(report, bytes, 0) + "0", PathOf(report, bytes, 0)[..^1] + "+0", PathOf(report, bytes, 0)[..^1] + "-1"])
        {
            using var missing = await writer.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        }
    }

    [Fact]
    public async Task A_part_that_does_not_fit_is_refused_with_512_bytes()
    {
        await using var host = new RunningHost();
        var browser = await host.Open().SignInAsync(host.Files.Deputy);
        var container = new SampleContainer(host.Files.Sample, 10);

        using var large = await browser.PostBytesAsync("/o/part", [.. container.Body(0), .. new byte[ContainerLengths.PartSize]]);
        using var cut = await browser.PostBytesAsync("/o/part", container.Body(0)[..^1]);
        using var question = await browser.PostBytesAsync("/o/parts", container.Body(0)[..20]);
        using var tooMuch = await browser.PostBytesAsync("/o/parts", new PartHead(container.UploadId, ContainerLengths.Sealed(101L << 20), 0).EncodeQuestion());

        Assert.Equal((PutCode.TooLarge, PutCode.PartRefused, PutCode.Malformed), (await CodeAsync(large), await CodeAsync(cut), await CodeAsync(question)));
        Assert.Equal(PutCode.TooLarge, await CodeAsync(tooMuch));
    }

    private static string PathOf(SampleReport report, byte[] bytes, int index) =>
        SealedObject.TryParse(bytes, out var parsed, out _)
            ? $"/o/cases/{OfficerBrowser.Text(report.ReportId.Span)}/containers/{OfficerBrowser.Text(parsed.Header.ObjectId.Span)}/{index}"
            : throw new InvalidOperationException("not an object");

    private static async Task<PutCode> CodeAsync(HttpResponseMessage response) =>
        PutAnswer.TryParse(await response.Content.ReadAsByteArrayAsync(Token), out var answer, out _) ? answer.Code : throw new InvalidOperationException("not a put answer");
}
