using System.Text.Json;

namespace IntegrityChannel.Crypto.Tests.PublicVectors;

/// <summary>One Wycheproof case: its bytes by name, what is expected, and a label for the failure message.</summary>
internal sealed record WycheproofCase(JsonElement Group, JsonElement Test)
{
    internal bool IsValid => Result == "valid";

    internal string Result => Test.GetProperty("result").GetString()!;

    internal string Label => $"tcId {Test.GetProperty("tcId")}: {(Test.TryGetProperty("comment", out var c) ? c : default)}";

    internal byte[] this[string name] => Test.Hex(name);

    internal bool Has(string flag) =>
        Test.TryGetProperty("flags", out var flags) && flags.EnumerateArray().Any(f => f.GetString() == flag);
}
