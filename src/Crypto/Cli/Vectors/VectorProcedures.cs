using System.Globalization;
using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Crypto.Cli.Vectors;

/// <summary>What a procedure found: a failure class, or the values that are compared.</summary>
internal sealed class VectorResult
{
    private readonly List<KeyValuePair<string, string>> values = [];

    internal VectorResult(FailureClass failure = FailureClass.None) => Failure = failure;

    internal FailureClass Failure { get; }

    internal IReadOnlyList<KeyValuePair<string, string>> Values => values;

    internal VectorResult Add(string key, string value)
    {
        values.Add(KeyValuePair.Create(key, value));
        return this;
    }

    internal VectorResult Add(string key, ReadOnlySpan<byte> value) => Add(key, Convert.ToHexStringLower(value));

    internal VectorResult Add(string key, ulong value) => Add(key, value.ToString(CultureInfo.InvariantCulture));

    internal VectorResult Add(string key, IEnumerable<string> value) => Add(key, string.Join(' ', value));
}

/// <summary>Runs a known answer through the procedure that its `what` names, and compares.</summary>
internal static class VectorProcedures
{
    private static readonly Dictionary<string, Func<VectorFile, VectorResult>> All = new(StringComparer.Ordinal)
    {
        ["object"] = ObjectProcedures.Object,
        ["container"] = ContainerProcedure.Run,
        ["entry"] = ObjectProcedures.Entry,
        ["list"] = ObjectProcedures.List,
        ["put-answer"] = ObjectProcedures.PutAnswer,
        ["document"] = TrustProcedures.Document,
        ["chain"] = TrustProcedures.Chain,
        ["receipt"] = TrustProcedures.Receipt,
        ["keys-log"] = LogProcedure.Run,
        ["recovery"] = TrustProcedures.Recovery,
        ["genesis"] = TrustProcedures.Genesis,
        ["candidate"] = TrustProcedures.Candidate,
        ["enrolment"] = TrustProcedures.Enrolment,
        ["vault"] = SecretProcedures.Vault,
        ["code"] = SecretProcedures.Code,
        ["chunks"] = SecretProcedures.Chunks,
        ["reporter-login"] = SecretProcedures.ReporterLogin,
        ["officer-login"] = SecretProcedures.OfficerLogin,
    };

    internal static VectorResult Run(VectorFile file) =>
        All.TryGetValue(file.What, out var procedure) ? procedure(file) : throw new FormatException($"no procedure is called {file.What}");

    /// <summary>What does not hold; null where the answer is the known one.</summary>
    internal static string? Check(VectorFile file)
    {
        try
        {
            return Compare(file, Run(file));
        }
        catch (FormatException fault)
        {
            return fault.Message;
        }
    }

    private static string? Compare(VectorFile file, VectorResult result)
    {
        if (result.Failure.Name() != file.Expect)
        {
            return $"expected {file.Expect}, got {result.Failure.Name()}";
        }

        foreach (var (key, value) in result.Values)
        {
            if (file.Text(key) != value)
            {
                return $"{key} is another";
            }
        }

        return file.Unasked() is { Count: > 0 } unknown ? $"unknown keys: {string.Join(", ", unknown)}" : null;
    }
}
