using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using IntegrityChannel.Journeys.Pages;

namespace IntegrityChannel.Journeys.Channel;

/// <summary>A photo of at least five megabytes as a telephone makes it: the pixels are Chromium's, the place and the telephone are exiftool's.</summary>
internal sealed class Photo : IDisposable
{
    /// <summary>The smallest size of the file, in bytes.</summary>
    public const int SmallestSize = 5_000_000;

    /// <summary>Stands in the description inside the file; the cleaned file and everything the channel keeps must be without it.</summary>
    public const string Planted = "platinaotter-planted-photo";

    /// <summary>The file's own name.</summary>
    public const string Name = "kobaltmeerkoet-planted-name.jpg";

    private readonly string _folder = Directory.CreateTempSubdirectory("integrity-photo-").FullName;

    // Noise cannot be compressed, so the size follows from the number of pixels.
    private const string Draw = """
        async () => {
          const canvas = new OffscreenCanvas(3200, 2400);
          const paint = canvas.getContext('2d');
          const image = paint.createImageData(canvas.width, canvas.height);
          const words = new Uint32Array(image.data.buffer);
          for (let at = 0, seed = 1; at < words.length; at++) {
            seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
            words[at] = (seed | 0xff000000) >>> 0;
          }
          paint.putImageData(image, 0, 0);
          const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.92 });
          const reader = new FileReader();
          return new Promise(resolve => { reader.onload = () => resolve(reader.result.split(',')[1]); reader.readAsDataURL(blob); });
        }
        """;

    private Photo()
    {
    }

    public string File => Path.Combine(_folder, Name);

    public static async Task<Photo> TakeAsync(Browser browser, CancellationToken ct)
    {
        var photo = new Photo();
        var page = await MadeUpPage.OpenAsync(browser, "");
        var pixels = Convert.FromBase64String(await page.EvaluateAsync<string>(Draw));
        await page.Context.CloseAsync();
        await System.IO.File.WriteAllBytesAsync(photo.File, pixels, ct);
        await ExifToolAsync(
            ["-overwrite_original", "-q", "-GPSLatitude=51.05434", "-GPSLatitudeRef=N", "-GPSLongitude=3.71742", "-GPSLongitudeRef=E",
                "-Make=Journey", "-Model=Journey 7", "-DateTimeOriginal=2026:11:08 17:42:11", $"-ImageDescription={Planted}", photo.File],
            ct);
        Assert.InRange(new FileInfo(photo.File).Length, SmallestSize, 3 * SmallestSize);
        return photo;
    }

    /// <summary>What exiftool finds in a file, by "group:tag"; its own remarks about the file on this disk are left out.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> TagsAsync(string file, CancellationToken ct)
    {
        using var document = JsonDocument.Parse(await ExifToolAsync(["-json", "-G1", "-a", "-u", file], ct));
        return document.RootElement[0].EnumerateObject()
            .Where(tag => !tag.Name.StartsWith("System:", StringComparison.Ordinal) && !tag.Name.StartsWith("ExifTool:", StringComparison.Ordinal))
            .GroupBy(tag => tag.Name, StringComparer.Ordinal)
            .ToDictionary(tags => tags.Key, tags => Convert.ToString(tags.First().Value, CultureInfo.InvariantCulture)!, StringComparer.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<string> ExifToolAsync(IEnumerable<string> arguments, CancellationToken ct)
    {
        var start = new ProcessStartInfo(Prerequisites.ExifTool) { RedirectStandardOutput = true };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        Assert.Equal(0, process.ExitCode);
        return said;
    }
}
