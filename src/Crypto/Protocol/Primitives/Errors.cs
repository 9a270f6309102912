using System.Security.Cryptography;

namespace IntegrityChannel.Crypto.Protocol.Primitives;

/// <summary>Every exception of this room in one place. They name a parameter and a size, never a value.</summary>
internal static class Errors
{
    internal static ArgumentException WrongLength(string parameter, int expected) =>
        new($"Expected exactly {expected} bytes.", parameter);

    internal static ArgumentException OtherAlgorithm(string what) =>
        new($"This {what} belongs to another algorithm.");

    internal static InvalidOperationException ExportNotAllowed() =>
        new("This key was made without permission to export its seed.");

    internal static CryptographicException Native(string function) =>
        new($"The native function {function} failed.");

    internal static DllNotFoundException NoLibsodium() =>
        new("libsodium was not found (tried libsodium.so.26 and libsodium.so.23); on Debian 12 install libsodium23.");

}
