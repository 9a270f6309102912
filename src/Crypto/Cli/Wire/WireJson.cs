using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IntegrityChannel.Crypto.Cli.Wire;

/// <summary>JSON as casework writes it: camel case, bytes as base64url without padding. Members that a later host adds are passed over.</summary>
internal static class WireJson
{
    internal static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        NumberHandling = JsonNumberHandling.Strict,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        MaxDepth = 8,
        Converters = { new Base64UrlBytes() },
    };

    private sealed class Base64UrlBytes : JsonConverter<byte[]>
    {
        public override byte[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            try
            {
                return Base64Url.DecodeFromChars(reader.GetString());
            }
            catch (FormatException)
            {
                throw new JsonException();
            }
        }

        public override void Write(Utf8JsonWriter writer, byte[] value, JsonSerializerOptions options) => writer.WriteStringValue(Base64Url.EncodeToString(value));
    }
}
