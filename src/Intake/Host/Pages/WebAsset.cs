using System.IO.Compression;

namespace IntegrityChannel.Intake.Host.Pages;

/// <summary>One served file: its media type, its bytes and, where that saves something, the same bytes in gzip.</summary>
internal sealed class WebAsset
{
    internal WebAsset(string contentType, byte[] bytes, byte[]? zipped)
    {
        ContentType = contentType;
        Bytes = bytes;
        Zipped = zipped;
    }

    internal string ContentType { get; }

    internal byte[] Bytes { get; }

    internal byte[]? Zipped { get; }

    /// <summary>Compresses once, when the bytes become known; never while answering (no length of a secret depends on compression).</summary>
    internal static WebAsset Compress(string contentType, byte[] bytes)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return new WebAsset(contentType, bytes, target.ToArray());
    }

    /// <summary>True where undoing the gzip gives exactly the plain bytes.</summary>
    internal bool ZippedMatches()
    {
        if (Zipped is null)
        {
            return true;
        }

        using var gzip = new GZipStream(new MemoryStream(Zipped), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        gzip.CopyTo(plain);
        return plain.GetBuffer().AsSpan(0, (int)plain.Length).SequenceEqual(Bytes);
    }

    /// <summary>Writes the file, in gzip where the browser takes it.</summary>
    internal Task WriteAsync(HttpContext context)
    {
        var response = context.Response;
        response.ContentType = ContentType;
        response.Headers.Vary = "Accept-Encoding";
        var body = Bytes;
        if (Zipped is not null && TakesGzip(context.Request))
        {
            response.Headers.ContentEncoding = "gzip";
            body = Zipped;
        }

        response.ContentLength = body.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    private static bool TakesGzip(HttpRequest request) =>
        request.Headers.AcceptEncoding.ToString().Split(',').Any(static coding => coding.Trim() is "gzip");
}
