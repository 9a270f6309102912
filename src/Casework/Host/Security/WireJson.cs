using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IntegrityChannel.Casework.Host.Security;

/// <summary>JSON as both sides write it: camel case, bytes as base64url without padding. A member that is not asked for is refused, so nothing can be handed over by accident.</summary>
internal static class WireJson
{
    internal static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        NumberHandling = JsonNumberHandling.Strict,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
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
            var text = reader.GetString();
            try
            {
                // The decoder forgives padding and white space; the other side writes neither, so what does not come back the same is refused.
                var bytes = Base64Url.DecodeFromChars(text);
                return Base64Url.EncodeToString(bytes) == text ? bytes : throw new JsonException();
            }
            catch (FormatException)
            {
                throw new JsonException();
            }
        }

        public override void Write(Utf8JsonWriter writer, byte[] value, JsonSerializerOptions options) => writer.WriteStringValue(Base64Url.EncodeToString(value));
    }
}
