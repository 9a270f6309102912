using System.Reflection;
using System.Runtime.InteropServices;

namespace IntegrityChannel.Crypto.Protocol.Primitives.Libsodium;

/// <summary>libsodium's functions, one line each. Nothing outside this folder calls native code.</summary>
internal static partial class Native
{
    internal const int Argon2id13 = 2;
    private const string Library = "libsodium";

    static Native()
    {
        NativeLibrary.SetDllImportResolver(typeof(Native).Assembly, Resolve);
        if (sodium_init() < 0)
        {
            throw Errors.Native(nameof(sodium_init));
        }
    }

    /// <summary>Debian 13 carries .so.26, Debian 12 .so.23; both have all that is used here.</summary>
    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name != Library)
        {
            return 0;
        }

        return NativeLibrary.TryLoad("libsodium.so.26", out var handle) || NativeLibrary.TryLoad("libsodium.so.23", out handle)
            ? handle
            : throw Errors.NoLibsodium();
    }

    [LibraryImport(Library)]
    internal static partial nint sodium_version_string();

    [LibraryImport(Library)]
    internal static partial nint sodium_malloc(nuint size);

    [LibraryImport(Library)]
    internal static partial void sodium_free(nint pointer);

    [LibraryImport(Library)]
    internal static unsafe partial int crypto_sign_ed25519_seed_keypair(byte* publicKey, byte* secretKey, byte* seed);

    [LibraryImport(Library)]
    internal static unsafe partial int crypto_sign_ed25519_detached(byte* signature, ulong* signatureLength, byte* message, ulong messageLength, byte* secretKey);

    [LibraryImport(Library)]
    internal static unsafe partial int crypto_sign_ed25519_verify_detached(byte* signature, byte* message, ulong messageLength, byte* publicKey);

    [LibraryImport(Library)]
    internal static unsafe partial int crypto_scalarmult_curve25519_base(byte* publicKey, byte* scalar);

    [LibraryImport(Library)]
    internal static unsafe partial int crypto_scalarmult_curve25519(byte* shared, byte* scalar, byte* publicKey);

    [LibraryImport(Library)]
    internal static unsafe partial int crypto_pwhash_argon2id(
        byte* output, ulong outputLength, byte* password, ulong passwordLength, byte* salt, ulong operations, nuint memoryBytes, int algorithm);

    [LibraryImport(Library)]
    private static partial int sodium_init();
}
