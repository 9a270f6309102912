namespace IntegrityChannel.Intake.Host.Assisted.Forms;

/// <summary>Every field that a form of this path has; any other name makes the whole form malformed.</summary>
internal enum FormField
{
    /// <summary>What the pressed button asks for.</summary>
    Step,
    Staff,
    Involved,
    Invited,
    Story,
    Where,
    Who,
    Check,
    Category,
    Recovery,
    Code,

    /// <summary>Which group of the code is to be typed back.</summary>
    Asked,
    Group,

    /// <summary>Officer ids of those who were shown as readers.</summary>
    Agreed,
    Answer,

    /// <summary>What a message asks for.</summary>
    Act,

    /// <summary>The number of the reporter's newest message when the form was shown.</summary>
    After,

    /// <summary>Answers to remove.</summary>
    Remove,

    /// <summary>A random number that all forms of one draft or visit share, so that it can be ended.</summary>
    Draft,
}

/// <summary>How fields are called in the forms, in the order of <see cref="FormField"/>.</summary>
internal static class FormFieldNames
{
    private static readonly byte[][] Names =
    [
        .. Enum.GetNames<FormField>().Select(name => System.Text.Encoding.ASCII.GetBytes(name.ToLowerInvariant())),
    ];

    internal static ReadOnlySpan<byte> Name(this FormField field) => Names[(int)field];

    /// <summary>True where a field may come several times, as ticked boxes do.</summary>
    internal static bool MayRepeat(this FormField field) => field is FormField.Involved or FormField.Invited or FormField.Agreed or FormField.Remove;

    internal static FormField? Find(ReadOnlySpan<byte> name)
    {
        for (var index = 0; index < Names.Length; index++)
        {
            if (name.SequenceEqual(Names[index]))
            {
                return (FormField)index;
            }
        }

        return null;
    }
}
