using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Crypto.Cli.Vectors;

/// <summary>A case before it is run: the values that are compared come from running it.</summary>
internal sealed record VectorCase(string Name, string What, FailureClass Expect, string Comment, byte[] Bytes, params (string Key, string Value)[] Inputs)
{
    /// <summary>A copy with one bit of one byte changed; a negative place counts from the end.</summary>
    internal static byte[] Flip(byte[] bytes, int at)
    {
        var copy = (byte[])bytes.Clone();
        copy[at < 0 ? copy.Length + at : at] ^= 1;
        return copy;
    }

    internal static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);
}

/// <summary>All known answers that this implementation writes, with the same bytes at every run.</summary>
internal static class VectorCases
{
    private static readonly Lazy<IReadOnlyList<(string Name, string Text)>> Written = new(WriteAll);

    /// <summary>File names and contents.</summary>
    internal static IReadOnlyList<(string Name, string Text)> All() => Written.Value;

    private static List<(string Name, string Text)> WriteAll()
    {
        var organisation = new VectorOrganisation("sic1");
        IEnumerable<VectorCase> cases =
        [
            .. ObjectCases.Of(organisation), .. ContainerCases.Of(organisation), .. EntryCases.Of(organisation), .. TrustCases.Of(organisation), .. SecretCases.Of(organisation), .. LogCases.Of(organisation),
        ];
        return [.. cases.Select(Write)];
    }

    private static (string Name, string Text) Write(VectorCase item)
    {
        List<KeyValuePair<string, string>> head =
        [
            new("what", item.What), new("expect", item.Expect.Name()), new("comment", item.Comment),
            .. item.Inputs.Select(input => KeyValuePair.Create(input.Key, input.Value)),
        ];
        var file = new VectorFile(head, item.Bytes);
        var result = VectorProcedures.Run(file);
        return result.Failure == item.Expect
            ? ($"{item.Name}.vector", file.With(result.Values).Write())
            : throw new InvalidOperationException($"{item.Name}: expected {item.Expect.Name()}, got {result.Failure.Name()}");
    }
}
