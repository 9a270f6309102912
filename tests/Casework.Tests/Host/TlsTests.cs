using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using IntegrityChannel.Casework.Host.Startup;

namespace IntegrityChannel.Casework.Tests.Host;

/// <summary>The program itself with a certificate in a PFX file, in Production, as an operator starts it. (A PEM file is tested with intake.)</summary>
public sealed class TlsTests : IDisposable
{
    private const string Password = "a password of the file";
    private readonly TestData files = new();
    private readonly X509Certificate2 certificate = MakeCertificate();
    private readonly int port = FreePort();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string File => Path.Combine(files.Data, "tls.pfx");

    [Fact]
    public async Task With_a_certificate_file_it_answers_https_with_that_certificate_and_nothing_in_the_clear()
    {
        using var program = Start(Password);
        using var client = new HttpClient(new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown!.GetCertHashString(HashAlgorithmName.SHA256) == certificate.GetCertHashString(HashAlgorithmName.SHA256) } });
        using var health = await UntilAnsweredAsync(program, client, new Uri($"https://localhost:{port}/health"));

        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        Assert.True(health.Headers.Contains("Strict-Transport-Security"));
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri($"http://localhost:{port}/health"), Token));
        program.Kill();
    }

    [Theory]
    [InlineData("another password", "", "tls.pfx cannot be used")]
    [InlineData(Password, "--origin=http://localhost:1", "answers https only")]
    [InlineData(Password, "--Kestrel:Endpoints:More:Url=http://0.0.0.0:1", "Endpoints:More:Url has no say here")]
    public async Task A_certificate_that_does_not_open_and_settings_that_would_pass_by_it_are_refused(string password, string more, string said)
    {
        using var program = Start(password, more);
        var error = await program.StandardError.ReadToEndAsync(Token);
        await program.WaitForExitAsync(Token);

        Assert.Contains(said, error, StringComparison.Ordinal);
        Assert.Equal(StartFailures.Refused, program.ExitCode);
    }

    public void Dispose()
    {
        certificate.Dispose();
        files.Dispose();
    }

    private Process Start(string password, string more = "")
    {
        System.IO.File.WriteAllBytes(File, certificate.Export(X509ContentType.Pfx, Password));
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in (string[])[typeof(CaseworkOptions).Assembly.Location, "--data", files.Data, "--web", files.Web, "--port", $"{port}", .. more.Length > 0 ? [more] : Array.Empty<string>()])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment.Remove("INTEGRITY_CLOCK_FILE");
        start.Environment[OwnCertificate.Variable] = File;
        start.Environment["INTEGRITY_Kestrel__Certificates__Default__Password"] = password;
        return Process.Start(start)!;
    }

    private static async Task<HttpResponseMessage> UntilAnsweredAsync(Process program, HttpClient client, Uri address)
    {
        while (true)
        {
            Assert.False(program.HasExited, program.HasExited ? await program.StandardError.ReadToEndAsync(Token) : "");
            try
            {
                return await client.GetAsync(address, Token);
            }
            catch (HttpRequestException)
            {
                await Task.Delay(100, Token);
            }
        }
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
