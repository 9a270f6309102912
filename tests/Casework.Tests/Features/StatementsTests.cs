using System.Net;
using IntegrityChannel.Casework.Tests.Host;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Casework.Tests.Features;

public sealed class StatementsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Anybody_reads_the_directory_with_its_certificates_and_freshness()
    {
        await using var host = new RunningHost();
        using var document = await host.Open().GetAsync("/d");
        using var chain = await host.Open().GetAsync("/d/chain");

        Assert.True(DirectoryDocument.TryParse(await document.Content.ReadAsByteArrayAsync(Token), out var parsed, out _));
        Assert.Equal(TestData.Today, parsed.Day);
        Assert.Equal(3, parsed.Certificates.Count);
        Assert.Equal(3, parsed.Freshness.Count);
        Assert.True(parsed.Directory.VerifyFirstRoot(out var directory, out _));
        Assert.Equal(host.Files.Sample.Directory.Hash, directory.Hash);
        Assert.True(DirectoryChain.TryParse(await chain.Content.ReadAsByteArrayAsync(Token), out var history, out _));
        Assert.Single(history.Entries);
    }

    [Fact]
    public async Task An_officer_publishes_own_freshness_and_nobody_elses()
    {
        await using var host = new RunningHost();
        var sample = host.Files.Sample;
        var browser = host.Open();
        host.Clock.Advance(TimeSpan.FromDays(3));
        await browser.SignInAsync(host.Files.Responsible);

        using var own = await browser.PostBytesAsync("/o/freshness", sample.Freshness(sample.Responsible, TestData.Today.Value + 3));
        using var others = await browser.PostBytesAsync("/o/freshness", sample.Freshness(sample.Deputy, TestData.Today.Value + 3));
        using var ahead = await browser.PostBytesAsync("/o/freshness", sample.Freshness(sample.Responsible, TestData.Today.Value + 30));

        Assert.Equal(HttpStatusCode.NoContent, own.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, others.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, ahead.StatusCode);
        var stored = host.Mailbox.Directories.Current().Freshness.ToDictionary(statement => statement.OfficerId, statement => statement.Day);
        Assert.Equal(TestData.Today.AddDays(3), stored[sample.Responsible.Id]);
        Assert.Equal(TestData.Today, stored[sample.Deputy.Id]);
    }

    [Fact]
    public async Task An_officer_publishes_an_own_certificate_and_nobody_elses()
    {
        await using var host = new RunningHost();
        var sample = host.Files.Sample;
        var browser = await host.Open().SignInAsync(host.Files.Responsible);

        using var own = await browser.PostBytesAsync("/o/certificate", sample.Certificate(sample.Responsible, serial: 2, sample.Noise(Sic.KemKeySize)));
        using var others = await browser.PostBytesAsync("/o/certificate", sample.Certificate(sample.Deputy, serial: 2, sample.Noise(Sic.KemKeySize)));
        using var taken = await browser.PostBytesAsync("/o/certificate", sample.Certificate(sample.Responsible, serial: 3, sample.Deputy.KemKey));

        Assert.Equal(HttpStatusCode.NoContent, own.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, others.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, taken.StatusCode);
        Assert.Equal(2u, host.Mailbox.Directories.Current().CertificateOf(sample.Responsible.Id)!.Serial);
    }
}
