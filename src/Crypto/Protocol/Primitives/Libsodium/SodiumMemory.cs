using System.Runtime.InteropServices;

namespace IntegrityChannel.Crypto.Protocol.Primitives.Libsodium;

/// <summary>Guarded memory of libsodium: locked where the system allows it, wiped when freed.</summary>
internal sealed unsafe class SodiumMemory : SafeHandle
{
    internal SodiumMemory(int size)
        : base(0, ownsHandle: true)
    {
        Size = size;
        SetHandle(Native.sodium_malloc((nuint)size));
        if (IsInvalid)
        {
            throw Errors.Native(nameof(Native.sodium_malloc));
        }
    }

    public override bool IsInvalid => handle == 0;

    internal int Size { get; }

    /// <summary>Valid only while the caller holds a reference (<see cref="SafeHandle.DangerousAddRef"/>) or just made this object.</summary>
    internal byte* Pointer => (byte*)handle;

    protected override bool ReleaseHandle()
    {
        Native.sodium_free(handle);
        return true;
    }
}
