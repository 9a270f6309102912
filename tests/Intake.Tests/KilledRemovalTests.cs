using System.Net.Http.Headers;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Intake.Mailbox;
using IntegrityChannel.Testing;
using Microsoft.Data.Sqlite;

namespace IntegrityChannel.Intake.Tests;

/// <summary>The real intake program is killed (kill -9) while it removes an answer: after the shred key was deleted, before the logs that still hold it were emptied.</summary>
public sealed class KilledRemovalTests
{
    [Fact]
    public async Task I_06_killed_while_an_answer_is_removed_nothing_was_promised_it_is_withheld_and_the_next_start_finishes()
    {
        await using var intake = await IntakeProcess.StartAsync();
        using var client = intake.Client();
        using var report = intake.NewReport();
        var sample = intake.Organisation;
        await PutAsync(client, intake, report.Report());
        var beside = await intake.OpenMailboxAsync();
        var reply = report.By(sample.Responsible, ObjectKind.Reply);
        Assert.Equal(PutCode.Accepted, (await beside.PutAsync(reply, PutAudience.Casework, IntakeProcess.Cancel)).Code);
        var (answer, keys) = (Header(reply), Path.Combine(intake.Data, "keys.db"));
        var removal = report.Removal(answer.ObjectId);
        var secret = Secret(keys, answer);
        var scan = new LeakScan().PlantBytes("shred key", secret);
        Task sending;
        await using (var reading = await OpenAsync(keys, "BEGIN", "SELECT count(*) FROM shred"))
        {
            sending = PutAsync(client, intake, removal);
            while (Count(keys, answer) > 0)
            {
                Assert.False(sending.IsCompleted, "the answer came before the key was gone");
                await Task.Delay(20, IntakeProcess.Cancel);
            }

            await intake.KillAsync();
        }

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => sending);
        Assert.Equal(EntryForm.Stub, await FormAsync(beside, report, answer));
        var crashed = CrashedFolder.Keep(intake.Data);
        await beside.DisposeAsync();
        crashed.Restore();
        Assert.NotEmpty(scan.FindInFiles(intake.Data));

        await intake.RunAsync();

        Assert.Empty(scan.FindInFiles(intake.Data));
        Assert.Equal(PutCode.Accepted, (await PutAsync(client, intake, removal)).Code);
    }

    private static async Task<EntryForm> FormAsync(MailboxStore store, SampleReport report, ObjectHeader answer) =>
        (await store.ReadForReporterAsync(report.ReportId, IntakeProcess.Cancel)).Single(entry => entry.Header.ObjectId == answer.ObjectId).Form;

    private static ObjectHeader Header(byte[] bytes) => SealedObject.TryParse(bytes, out var parsed, out var failure) ? parsed.Header : throw new InvalidOperationException(failure.Name());

    // The reporter's own: officers keep theirs.
    private static string Place(ObjectHeader answer) =>
        $"FROM shred WHERE object_id = x'{Convert.ToHexString(answer.ObjectId.Span)}' AND key_id = x'{Convert.ToHexString(answer.Recipients.Single(recipient => recipient.Who == Id16.Zeros).KeyId.Span)}'";

    private static byte[] Secret(string keys, ObjectHeader answer) => (byte[])Ask(keys, $"SELECT secret {Place(answer)}");

    private static long Count(string keys, ObjectHeader answer) => (long)Ask(keys, $"SELECT count(*) {Place(answer)}");

    private static object Ask(string file, string question)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=false;Default Timeout=30");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = question;
        return command.ExecuteScalar()!;
    }

    private static async Task<SqliteConnection> OpenAsync(string file, params string[] statements)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=false;Default Timeout=30");
        await connection.OpenAsync(IntakeProcess.Cancel);
        foreach (var statement in statements)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = statement;
            await command.ExecuteScalarAsync(IntakeProcess.Cancel);
        }

        return connection;
    }

    private static async Task<PutAnswer> PutAsync(HttpClient client, IntakeProcess intake, byte[] bytes)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/r/put") { Content = new ByteArrayContent(bytes) };
        request.Headers.Add("Origin", intake.Origin);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var response = await client.SendAsync(request, IntakeProcess.Cancel);
        return PutAnswer.TryParse(await response.Content.ReadAsByteArrayAsync(IntakeProcess.Cancel), out var answer, out _) ? answer : throw new InvalidOperationException("not a put answer");
    }
}
