using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using IntegrityChannel.Crypto.Protocol.Containers;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Intake.Mailbox;
using IntegrityChannel.Testing;

namespace IntegrityChannel.Intake.Tests;

/// <summary>Attachments of a reporter's browser, and what it gets back, over real HTTP.</summary>
[Collection(OneRunningIntake.Name)]
public sealed class UploadsOverHttpTests(SharedIntake intake)
{
    [Fact]
    public async Task A_container_is_uploaded_in_parts_resumed_and_taken_over_by_its_report()
    {
        var container = new SampleContainer(intake.Process.Organisation, 3_000_000);
        Assert.Empty(await HeldAsync(container));
        Assert.Equal(PutCode.Accepted, await SendAsync(container.Body(1)));
        Assert.Equal([1], await HeldAsync(container));

        Assert.All(await Task.WhenAll(Enumerable.Range(0, container.Parts).Select(index => SendAsync(container.Body(index)))), code => Assert.Equal(PutCode.Accepted, code));

        Assert.Equal(Enumerable.Range(0, container.Parts), (await HeldAsync(container)).Order());
        using var report = intake.Process.NewReport();
        Assert.Equal(PutCode.Accepted, (await intake.PutAsync(report.Report(container.Name))).Code);
        using var second = intake.Process.NewReport();
        Assert.Equal(PutCode.ContainerMissing, (await intake.PutAsync(second.Report(container.Name))).Code);
    }

    [Theory]
    [InlineData("another site", PutCode.Malformed, HttpStatusCode.BadRequest)]
    [InlineData("another type", PutCode.Malformed, HttpStatusCode.BadRequest)]
    [InlineData("one byte too many", PutCode.TooLarge, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData("one byte too few", PutCode.PartRefused, HttpStatusCode.BadRequest)]
    [InlineData("a part that is not there", PutCode.PartRefused, HttpStatusCode.BadRequest)]
    [InlineData("a total of no container", PutCode.PartRefused, HttpStatusCode.BadRequest)]
    [InlineData("above the limit", PutCode.TooLarge, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_refusal_has_the_length_of_every_answer(string fault, PutCode code, HttpStatusCode status)
    {
        var container = new SampleContainer(intake.Process.Organisation, 3_000_000);
        var body = container.Body(0);
        var large = new PartHead(container.UploadId, ContainerLengths.Sealed(101L << 20), 0);
        using var request = fault switch
        {
            "another site" => intake.Post("/r/part", body, origin: "https://example.org"),
            "another type" => intake.Post("/r/part", body, type: "text/plain"),
            "one byte too many" => intake.Post("/r/part", [.. body, 0]),
            "one byte too few" => intake.Post("/r/part", body[..^1]),
            "a part that is not there" => intake.Post("/r/part", [.. body[..31], (byte)container.Parts, .. body[32..]]),
            "a total of no container" => intake.Post("/r/part", [.. body[..27], (byte)(body[27] ^ 1), .. body[28..]]),
            _ => intake.Post("/r/part", [.. large.Encode(), .. new byte[ContainerLengths.PartSize]]),
        };

        var (response, answer) = await intake.SendAsync(request);

        Assert.True(PutAnswer.TryParse(answer, out var parsed, out _));
        Assert.Equal((code, status), (parsed.Code, response.StatusCode));
        Assert.Empty(await HeldAsync(container));
    }

    [Fact]
    public async Task A_question_about_more_than_the_organisation_takes_is_refused_before_a_part_goes()
    {
        var head = new PartHead(Id16.From(intake.Process.Organisation.Noise(Id16.Size)), ContainerLengths.Sealed(101L << 20), 0);
        using var request = intake.Post("/r/parts", head.EncodeQuestion());
        var (response, answer) = await intake.SendAsync(request);
        Assert.Null(HeldParts.TryParse(answer, head.Parts, out var code));
        Assert.Equal((PutCode.TooLarge, HttpStatusCode.RequestEntityTooLarge), (code, response.StatusCode));
    }

    [Fact]
    public async Task I_16_whoever_proves_the_code_gets_the_part_and_everybody_else_as_many_random_bytes()
    {
        using var report = intake.Process.NewReport();
        Assert.Equal(PutCode.Accepted, (await intake.PutAsync(report.Report())).Code);
        var letter = new SampleContainer(intake.Process.Organisation, 1_500_000);
        var reply = report.Keep(report.By(intake.Process.Organisation.Deputy, ObjectKind.Reply, letter.Name));
        await using (var casework = await intake.Process.OpenMailboxAsync())
        {
            for (var index = 0; index < letter.Parts; index++)
            {
                await using var body = new MemoryStream(letter.Part(index).ToArray());
                Assert.Equal(PutCode.Accepted, (await casework.Uploads.StoreAsync(letter.Head(index), body, long.MaxValue, IntakeProcess.Cancel)).Code);
            }

            Assert.Equal(PutCode.Accepted, (await casework.PutAsync(reply, PutAudience.Casework, IntakeProcess.Cancel)).Code);
        }

        Assert.True(SealedObject.TryParse(reply, out var parsed, out _));
        var objectId = parsed.Header.ObjectId;
        using var stranger = intake.Process.NewReport();
        var (known, last) = await ReadAsync(report, report, objectId, letter.Parts - 1);
        Assert.Equal(letter.Part(letter.Parts - 1).ToArray(), Part(last));
        Assert.Equal(letter.Part(0).ToArray(), Part((await ReadAsync(report, report, objectId, 0)).Body));

        var nothing = new[]
        {
            await ReadAsync(stranger, stranger, objectId, 0), await ReadAsync(report, stranger, objectId, 0),
            await ReadAsync(report, report, Id16.From(intake.Process.Organisation.Noise(16)), 0), await ReadAsync(report, report, objectId, letter.Parts),
            await ReadAsync(report, report, objectId, -1),
        };
        Assert.All(nothing, answer => Assert.Equal((known.StatusCode, last.Length), (answer.Response.StatusCode, answer.Body.Length)));
        Assert.All(nothing, answer => Assert.Equal(SharedIntake.Headers(known), SharedIntake.Headers(answer.Response)));
        Assert.All(nothing, answer => Assert.NotEqual(letter.Part(0).ToArray(), Part(answer.Body)));
    }

    [Fact]
    public async Task Kill_9_in_the_middle_of_uploads_leaves_no_part_that_is_said_to_be_held_and_is_not_there()
    {
        await using var own = await IntakeProcess.StartAsync();
        using var client = own.Client();
        var containers = Enumerable.Range(0, 4).Select(_ => new SampleContainer(own.Organisation, 12_000_000)).ToList();
        var answered = new System.Collections.Concurrent.ConcurrentBag<(SampleContainer Container, int Index)>();

        var uploads = containers.Select(async container =>
        {
            for (var index = 0; index < container.Parts; index++)
            {
                try
                {
                    if (await SendAsync(client, own.Origin, container.Body(index)) == PutCode.Accepted)
                    {
                        answered.Add((container, index));
                    }
                }
                catch (HttpRequestException)
                {
                    // The process is gone.
                }
            }
        }).ToList();
        while (answered.Count < 12)
        {
            await Task.Delay(1, IntakeProcess.Cancel);
        }

        await own.KillAsync();
        await Task.WhenAll(uploads);
        var before = answered.ToList();
        await own.RunAsync();

        foreach (var container in containers)
        {
            var held = HeldParts.TryParse(await PostAsync(client, own.Origin, "/r/parts", container.Head(0).EncodeQuestion()), container.Parts, out _)!;
            Assert.All(before.Where(each => each.Container == container), each => Assert.Contains(each.Index, held));

            // What is held needs no second sending: with the rest the hash of the whole is right, which it would not be if a held part were damaged.
            foreach (var index in Enumerable.Range(0, container.Parts).Except(held))
            {
                Assert.Equal(PutCode.Accepted, await SendAsync(client, own.Origin, container.Body(index)));
            }

            using var report = own.NewReport();
            var bytes = report.Report(container.Name);
            Assert.True(PutAnswer.TryParse(await PostAsync(client, own.Origin, "/r/put", bytes), out var put, out _));
            Assert.Equal(PutCode.Accepted, put.Code);
            await using var mailbox = await own.OpenMailboxAsync();
            Assert.True(SealedObject.TryParse(bytes, out var parsed, out _));
            foreach (var index in held)
            {
                var part = mailbox.Uploads.Find(report.ReportId, own.Organisation.Responsible.Id, parsed.Header.ObjectId, index)!;
                var stored = new byte[part.Length];
                part.Read(0, stored);
                Assert.True(container.Part(index).Span.SequenceEqual(stored), $"part {index} is said to be held and is not there");
            }
        }
    }

    private static byte[] Part(byte[] answer) => answer[sizeof(uint)..][..(int)BinaryPrimitives.ReadUInt32BigEndian(answer)];

    private async Task<(HttpResponseMessage Response, byte[] Body)> ReadAsync(SampleReport mailbox, SampleReport signer, Id16 objectId, int index)
    {
        var nonce = await intake.HelloAsync();
        var number = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(number, index);
        return await intake.SendAsync(intake.Post(
            "/r/read", [.. mailbox.MailboxId, .. nonce, .. signer.LoginSignature(intake.Process.Origin, nonce), .. objectId.Span, .. number]));
    }

    private async Task<IReadOnlySet<int>> HeldAsync(SampleContainer container)
    {
        var (_, answer) = await intake.SendAsync(intake.Post("/r/parts", container.Head(0).EncodeQuestion()));
        Assert.Equal(512, answer.Length);
        return HeldParts.TryParse(answer, container.Parts, out _)!;
    }

    private async Task<PutCode> SendAsync(byte[] body)
    {
        var (_, answer) = await intake.SendAsync(intake.Post("/r/part", body));
        return PutAnswer.TryParse(answer, out var parsed, out _) ? parsed.Code : throw new InvalidOperationException("not a put answer");
    }

    private static async Task<PutCode> SendAsync(HttpClient client, string origin, byte[] body) =>
        PutAnswer.TryParse(await PostAsync(client, origin, "/r/part", body), out var parsed, out _) ? parsed.Code : throw new InvalidOperationException("not a put answer");

    private static async Task<byte[]> PostAsync(HttpClient client, string origin, string path, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Headers.Add("Origin", origin);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var response = await client.SendAsync(request, IntakeProcess.Cancel);
        return await response.Content.ReadAsByteArrayAsync(IntakeProcess.Cancel);
    }
}
