using System.Text.Json;

namespace IntegrityChannel.Crypto.Cli.Terminal;

/// <summary>Lists of words in JSON.</summary>
internal static class JsonLists
{
    internal static void WriteStrings(this Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }
}
