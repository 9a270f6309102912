using System.Text;

namespace IntegrityChannel.Crypto.Cli.Ceremony;

/// <summary>Texts for people, embedded from the folder Texts.</summary>
internal static class Texts
{
    internal static string Read(string name)
    {
        using var stream = typeof(Texts).Assembly.GetManifestResourceStream($"Ceremony.{name}")
            ?? throw new InvalidOperationException($"the text {name} is not part of this program");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
