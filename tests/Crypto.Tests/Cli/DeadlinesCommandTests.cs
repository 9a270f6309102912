using System.CommandLine;
using System.Text.Json;
using IntegrityChannel.Crypto.Cli.Deadlines;

namespace IntegrityChannel.Crypto.Tests.Cli;

public sealed class DeadlinesCommandTests
{
    private static readonly string Rows = Path.Combine(AppContext.BaseDirectory, "Vectors", "deadlines.json");

    [Fact]
    public void A_batch_of_the_worked_examples_comes_out_as_written_field_by_field()
    {
        var (code, output, _) = Run("--batch", Rows, "--json");

        Assert.Equal(0, code);
        using var expected = JsonDocument.Parse(File.ReadAllBytes(Rows));
        using var actual = JsonDocument.Parse(output);
        var pairs = expected.RootElement.GetProperty("examples").EnumerateArray()
            .Zip(actual.RootElement.GetProperty("examples").EnumerateArray()).ToList();
        Assert.Equal(40, pairs.Count);
        foreach (var (row, answer) in pairs)
        {
            foreach (var field in row.EnumerateObject().Where(field => field.Name != "why"))
            {
                Assert.Equal(field.Value.ToString(), answer.GetProperty(field.Name).ToString());
            }
        }
    }

    [Fact]
    public void Results_that_a_batch_file_claims_are_computed_and_not_copied()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, """[{"id": 7, "received": "2026-01-05", "acknowledged": null, "acknowledge_by": "2020-01-01"}]""");
            var (code, output, _) = Run("--batch", file, "--json");

            Assert.Equal(0, code);
            using var answer = JsonDocument.Parse(output);
            Assert.Equal("2026-01-12", answer.RootElement.GetProperty("examples")[0].GetProperty("acknowledge_by").GetString());
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void One_report_is_answered_in_lines_that_name_the_article()
    {
        var (code, output, _) = Run("--received", "2026-12-18T09:00:00+01:00");

        Assert.Equal(0, code);
        Assert.Contains("acknowledge_by: 2026-12-25 (art. 12, 2°)", output, StringComparison.Ordinal);
        Assert.Contains("acknowledge_work_target: 2026-12-24", output, StringComparison.Ordinal);
        Assert.Contains("feedback_ends_utc: 2027-03-25T23:00:00Z", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-07-14T22:30:00Z", "2026-07-22")]
    [InlineData("2026-07-15T00:30:00+02:00", "2026-07-22")]
    [InlineData("2026-07-15T00:30", "2026-07-22")]
    [InlineData("2026-07-15", "2026-07-22")]
    [InlineData("2026-07-14T23:59:59.9999999+02:00", "2026-07-21")]
    public void Instants_are_read_in_the_organisations_zone(string received, string acknowledgeBy)
    {
        var (_, output, _) = Run("--received", received, "--json");

        using var answer = JsonDocument.Parse(output);
        Assert.Equal(acknowledgeBy, answer.RootElement.GetProperty("acknowledge_by").GetString());
        Assert.False(answer.RootElement.TryGetProperty("id", out _));
    }

    [Theory]
    [InlineData("--received", "5 January 2026")]
    [InlineData("--received", "2026-02-30")]
    [InlineData("--received", "1969-12-31")]
    [InlineData("--received", "2026-01-05", "--acknowledged", "2026-01-04T23:59")]
    [InlineData("--received", "2026-01-05", "--acknowledged", "soon")]
    [InlineData("--received", "2026-01-05", "--zone", "Europe/Nowhere")]
    [InlineData("--received", "2026-01-05", "--batch", "x")]
    [InlineData("--batch", "no-such-file.json")]
    [InlineData("--json")]
    public void What_cannot_be_read_is_refused_without_an_answer(params string[] arguments)
    {
        var (code, output, error) = Run(arguments);

        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.NotEmpty(error);
    }

    private static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = DeadlinesCommand.Create().Parse(arguments).Invoke(new InvocationConfiguration { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }
}
