using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using IntegrityChannel.Testing;

namespace IntegrityChannel.Casework.Tests.Host;

/// <summary>What an officer's page does, step by step.</summary>
internal sealed class OfficerBrowser(HttpClient http, CookieJar jar)
{
    internal string? Antiforgery { get; set; }

    internal string? Origin { get; set; } = RunningHost.Origin;

    internal string? UserAgent { get; set; }

    internal CookieJar Jar => jar;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    internal static byte[] Bytes(JsonNode? node) => Base64Url.DecodeFromChars(node!.GetValue<string>());

    internal static string Text(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);

    internal Task<HttpResponseMessage> GetAsync(string path) => http.GetAsync(new Uri(path, UriKind.Relative), Token);

    internal async Task<JsonNode> GetJsonAsync(string path)
    {
        using var response = await GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(Token))!;
    }

    internal Task<HttpResponseMessage> PostJsonAsync(string path, JsonObject body) => SendAsync(HttpMethod.Post, path, Json(body));

    internal Task<HttpResponseMessage> PutJsonAsync(string path, JsonObject body) => SendAsync(HttpMethod.Put, path, Json(body));

    internal Task<HttpResponseMessage> PostBytesAsync(string path, byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return SendAsync(HttpMethod.Post, path, content);
    }

    /// <summary>A request without a body worth reading, as a route table would make it.</summary>
    internal Task<HttpResponseMessage> SendEmptyAsync(string method, string path)
    {
        var request = new HttpMethod(method);
        return request == HttpMethod.Get || request == HttpMethod.Head
            ? http.SendAsync(new HttpRequestMessage(request, new Uri(path, UriKind.Relative)), Token)
            : SendAsync(request, path, Json([]));
    }

    internal async Task<JsonNode> HelloAsync(string name)
    {
        using var response = await PostJsonAsync("/o/hello", new JsonObject { ["name"] = name });
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(Token))!;
    }

    /// <summary>Signs in with what the account's passphrase would derive; <paramref name="signer"/> may be somebody else's.</summary>
    internal async Task<HttpResponseMessage> TrySignInAsync(SampleAccount account, SampleAccount? signer = null, string origin = RunningHost.Origin)
    {
        var nonce = Bytes((await HelloAsync(account.Name))["nonce"]);
        return await SignInAsync(account.OfficerId.ToArray(), nonce, (signer ?? account).LoginSignature(origin, nonce));
    }

    internal Task<HttpResponseMessage> SignInAsync(byte[] officerId, byte[] nonce, byte[] signature) =>
        PostJsonAsync("/o/sign-in", new JsonObject { ["officerId"] = Text(officerId), ["nonce"] = Text(nonce), ["signature"] = Text(signature) });

    internal async Task<OfficerBrowser> SignInAsync(SampleAccount account)
    {
        using var response = await TrySignInAsync(account);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Antiforgery = (await GetJsonAsync("/o/session"))["antiforgery"]!.GetValue<string>();
        return this;
    }

    internal static async Task<string> CodeAsync(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync(Token))!["code"]!.GetValue<string>();

    private static ByteArrayContent Json(JsonObject body)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body.ToJsonString()));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent content)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        if (Origin is not null)
        {
            request.Headers.Add("Origin", Origin);
        }

        if (UserAgent is not null)
        {
            request.Headers.UserAgent.ParseAdd(UserAgent);
        }

        if (Antiforgery is not null)
        {
            request.Headers.Add("X-Antiforgery", Antiforgery);
        }

        return await http.SendAsync(request, Token);
    }
}
