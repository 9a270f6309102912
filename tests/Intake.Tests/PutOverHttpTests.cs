using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Intake.Mailbox;

namespace IntegrityChannel.Intake.Tests;

/// <summary>A put as a browser makes it, and everything that is not one: a code from the list, one length, nothing stored.</summary>
[Collection(OneRunningIntake.Name)]
public sealed class PutOverHttpTests(SharedIntake intake)
{
    public static TheoryData<string, PutCode, int> BadRequests => new()
    {
        { "no origin", PutCode.Malformed, 400 },
        { "other origin", PutCode.Malformed, 400 },
        { "origin null", PutCode.Malformed, 400 },
        { "our origin with a slash", PutCode.Malformed, 400 },
        { "form content", PutCode.Malformed, 400 },
        { "no content type", PutCode.Malformed, 400 },
        { "no length", PutCode.Malformed, 400 },
        { "too long", PutCode.TooLarge, 413 },
        { "empty", PutCode.Malformed, 400 },
        { "noise", PutCode.Malformed, 400 },
        { "other suite", PutCode.UnknownSuite, 400 },
        { "kind of officers", PutCode.UnknownKind, 400 },
        { "unknown recipient", PutCode.UnknownRecipient, 400 },
        { "wrong signature", PutCode.WrongSignature, 400 },
        { "unknown report", PutCode.UnknownReport, 400 },
        { "wrong directory", PutCode.WrongDirectory, 400 },
        { "stale day", PutCode.Stale, 409 },
    };

    [Theory]
    [MemberData(nameof(BadRequests))]
    public async Task A_bad_put_is_answered_with_its_code_in_the_one_shape_and_leaves_nothing(string fault, PutCode code, int status)
    {
        var before = await CountAsync();
        using var report = intake.Process.NewReport();
        using var request = Spoil(fault, report);

        var (response, body) = await intake.SendAsync(request);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.True(PutAnswer.TryParse(body, out var answer, out _));
        Assert.Equal(code, answer.Code);
        Assert.Equal("application/octet-stream", SharedIntake.Headers(response)["Content-Type"]);
        Assert.Equal("512", SharedIntake.Headers(response)["Content-Length"]);
        Assert.Equal(before, await CountAsync());
    }

    [Fact]
    public async Task A_report_is_accepted_with_a_receipt_and_again_with_the_same_one()
    {
        using var report = intake.Process.NewReport();
        var bytes = report.Report();

        var (first, body) = await intake.SendAsync(intake.Post("/r/put", bytes));
        var (_, again) = await intake.SendAsync(intake.Post("/r/put", bytes));

        Assert.Equal(200, (int)first.StatusCode);
        Assert.Equal(body, again);
        Assert.True(SealedObject.TryParse(bytes, out var sent, out _));
        Assert.True(PutAnswer.TryParse(body, out var answer, out _));
        Assert.True(Receipt.TryParse(answer.Receipt, out var receipt, out _));
        Assert.True(receipt.Verify(intake.Process.Organisation.Directory, sent.ObjectHash, out _));
    }

    [Fact]
    public async Task An_origin_of_the_directory_is_ours_too()
    {
        using var report = intake.Process.NewReport();
        var (response, _) = await intake.SendAsync(intake.Post("/r/put", report.Report(), origin: "http://localhost:8080"));
        Assert.Equal(200, (int)response.StatusCode);
    }

    [Fact]
    public async Task The_conflict_answers_have_the_one_shape_too()
    {
        using var report = intake.Process.NewReport();
        await intake.PutAsync(report.Report());

        Assert.Equal(PutCode.WrongOrder, (await intake.PutAsync(report.Message(header => header with { Previous = Hash32.Ones }))).Code);
        Assert.Equal(PutCode.AlreadyExists, (await intake.PutAsync(report.Report(header => header with { Sequence = 0, Previous = Hash32.Zeros, Seen = [] }))).Code);
    }

    private async Task<int> CountAsync()
    {
        await using var mailbox = await intake.Process.OpenMailboxAsync();
        return (await mailbox.ObjectsSinceAsync(new CivilDay(0), IntakeProcess.Cancel)).Count;
    }

    private HttpRequestMessage Spoil(string fault, Testing.SampleReport report)
    {
        var bytes = report.Report();
        switch (fault)
        {
            case "no origin":
                var request = intake.Post("/r/put", bytes);
                request.Headers.Remove("Origin");
                return request;
            case "other origin":
                return intake.Post("/r/put", bytes, origin: "https://example.org");
            case "origin null":
                return intake.Post("/r/put", bytes, origin: "null");
            case "our origin with a slash":
                return intake.Post("/r/put", bytes, origin: intake.Process.Origin + "/");
            case "form content":
                return intake.Post("/r/put", bytes, type: "multipart/form-data");
            case "no content type":
                return intake.Post("/r/put", bytes, type: null);
            case "no length":
                var chunked = intake.Post("/r/put", bytes);
                chunked.Headers.TransferEncodingChunked = true;
                return chunked;
            default:
                return intake.Post("/r/put", SpoilBytes(fault, report, bytes));
        }
    }

    private static byte[] SpoilBytes(string fault, Testing.SampleReport report, byte[] bytes) => fault switch
    {
        "too long" => new byte[Sic.MaximumObjectSize + 1],
        "empty" => [],
        "noise" => new byte[9000],
        "other suite" => Flip(bytes, 5),
        "kind of officers" => report.Report(header => header with { Kind = ObjectKind.Reply, Author = Id16.From(Enumerable.Repeat((byte)3, 16).ToArray()), Reporter = null }),
        "unknown recipient" => report.Report(header => header with { Sequence = 0, Previous = Hash32.Zeros, Seen = [], Recipients = [header.Recipients[0] with { KeyId = Id16.Zeros }] }),
        "wrong signature" => Flip(bytes, ^1),
        "unknown report" => report.Message(),
        "wrong directory" => report.Report(header => header with { Sequence = 0, Previous = Hash32.Zeros, Seen = [], DirectorySequence = 9 }),
        "stale day" => report.Report(header => header with { Sequence = 0, Previous = Hash32.Zeros, Seen = [], Day = header.Day.AddDays(-2) }),
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };

    private static byte[] Flip(byte[] bytes, Index at)
    {
        bytes[at] ^= 1;
        return bytes;
    }
}
