namespace IntegrityChannel.Crypto.Protocol.Primitives;

// Argon2id 1.3
//
//   References   RFC 9106
//   Input        the passphrase as bytes (normalised by the caller), salt 16 bytes
//   Parameters   one lane; 64 MiB to 1 GiB, at least 3 passes; anything else is refused whoever asks for it
//   Output       32 bytes
/// <summary>The one memory-hard function: for officers' passphrases and passphrase-encrypted files, never for the reporter's code.</summary>
public sealed class Argon2id
{
    /// <summary>Bytes of a salt.</summary>
    public const int SaltSize = 16;

    /// <summary>Bytes of the result.</summary>
    public const int OutputSize = 32;

    /// <summary>The least memory that is accepted, in KiB (64 MiB).</summary>
    public const uint MinimumMemoryKib = 64 * 1024;

    /// <summary>The most memory that is accepted, in KiB (1 GiB).</summary>
    public const uint MaximumMemoryKib = 1024 * 1024;

    /// <summary>The fewest passes that are accepted.</summary>
    public const uint MinimumIterations = 3;

    /// <summary>The most passes that are accepted: with 1 GiB this is already minutes, so more is an attack on the client.</summary>
    public const uint MaximumIterations = 64;

    /// <summary>Parameters for new passphrases: 256 MiB, 3 passes, one lane.</summary>
    public static Argon2id Default { get; } = new(256 * 1024, 3);

    private Argon2id(uint memoryKib, uint iterations)
    {
        MemoryKib = memoryKib;
        Iterations = iterations;
    }

    /// <summary>Memory in KiB.</summary>
    public uint MemoryKib { get; }

    /// <summary>Passes over the memory.</summary>
    public uint Iterations { get; }

    /// <summary>Parameters that came from outside; null when they are below the floor or above the ceiling.</summary>
    public static Argon2id? TryCreate(uint memoryKib, uint iterations) =>
        memoryKib is >= MinimumMemoryKib and <= MaximumMemoryKib && iterations is >= MinimumIterations and <= MaximumIterations
            ? new Argon2id(memoryKib, iterations)
            : null;

    /// <summary>Derives 32 bytes from a passphrase in bytes.</summary>
    public Secret Derive(ReadOnlySpan<byte> passphrase, ReadOnlySpan<byte> salt)
    {
        if (salt.Length != SaltSize)
        {
            throw Errors.WrongLength(nameof(salt), SaltSize);
        }

        var output = new Secret(OutputSize);
        CryptoAdapter.Current.DeriveArgon2id(passphrase, salt, MemoryKib, Iterations, output.Writable);
        return output;
    }

    /// <summary>Small parameters for tests of what surrounds the function; not reachable from any product room.</summary>
    internal static Argon2id ForTests(uint memoryKib, uint iterations) => new(memoryKib, iterations);
}
