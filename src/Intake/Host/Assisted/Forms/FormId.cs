using System.Buffers;
using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Intake.Host.Assisted.Forms;

/// <summary>Ids of officers and objects as forms carry them: 32 hexadecimal digits, nothing secret.</summary>
internal static class FormId
{
    /// <summary>Null for anything but an id.</summary>
    internal static Id16? Read(ReadOnlyMemory<byte> value)
    {
        Span<byte> id = stackalloc byte[Id16.Size];
        return value.Length == 2 * Id16.Size && Convert.FromHexString(value.Span, id, out _, out var written) == OperationStatus.Done && written == Id16.Size
            ? Id16.From(id)
            : null;
    }
}
