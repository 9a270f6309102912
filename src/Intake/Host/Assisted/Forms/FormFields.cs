using System.Text.Unicode;

namespace IntegrityChannel.Intake.Host.Assisted.Forms;

/// <summary>The fields of one form, in place in its body: void once that is wiped. Every value is well-formed UTF-8.</summary>
internal sealed class FormFields
{
    /// <summary>No form has more fields than this, ticked boxes and all.</summary>
    internal const int Most = 1_200;

    private readonly List<(FormField Field, Memory<byte> Value)> values = [];

    /// <summary>The value; empty where the form did not bring the field.</summary>
    internal ReadOnlyMemory<byte> this[FormField field] => values.Find(value => value.Field == field).Value;

    internal IEnumerable<ReadOnlyMemory<byte>> All(FormField field) => values.Where(value => value.Field == field).Select(value => (ReadOnlyMemory<byte>)value.Value);

    internal bool Has(FormField field, ReadOnlySpan<byte> value) => this[field].Span.SequenceEqual(value);

    /// <summary>True where there is something besides white space.</summary>
    internal bool IsFilled(FormField field) => !this[field].Span.Trim(" \t\n"u8).IsEmpty;

    /// <summary>Forgets fields that were dealt with, so that the next page does not show them again.</summary>
    internal void Drop(params IReadOnlyList<FormField> fields) => values.RemoveAll(value => fields.Contains(value.Field));

    /// <summary>False for a field that came before and may not repeat, for too many, and for what is no UTF-8.</summary>
    internal bool TryAdd(FormField field, Memory<byte> value)
    {
        if (values.Count == Most || (!field.MayRepeat() && values.Exists(other => other.Field == field)) || !Utf8.IsValid(value.Span))
        {
            return false;
        }

        values.Add((field, value));
        return true;
    }
}
