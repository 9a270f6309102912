namespace IntegrityChannel.Intake.Host.Assisted.Forms;

/// <summary>The fields of a report on its way from form to form. They travel with every form, and lie nowhere else.</summary>
internal static class Draft
{
    /// <summary>Bytes of text that a report may have here together.</summary>
    internal const int LongestText = 64 * 1024;

    /// <summary>What is written; code and choices of later pages with it.</summary>
    internal static ReadOnlySpan<FormField> Written => [FormField.Story, FormField.Where, FormField.Who, FormField.Check, FormField.Category, FormField.Recovery, FormField.Code, FormField.Asked];

    /// <summary>Who reads and who does not.</summary>
    internal static ReadOnlySpan<FormField> Chosen => [FormField.Staff, FormField.Involved, FormField.Invited];

    /// <summary>The questions of a report with their numbers (docs/protocol.md section 6) and labels.</summary>
    internal static IReadOnlyList<(FormField Field, ushort Question, string Label)> Questions { get; } =
    [
        (FormField.Story, 1, "write.story"), (FormField.Where, 2, "write.where"), (FormField.Who, 3, "write.who"), (FormField.Check, 4, "write.check"), (FormField.Category, 5, "write.category"),
    ];

    /// <summary>The number of the question whether the reporter is a staff member.</summary>
    internal const ushort StaffQuestion = 6;

    internal static bool IsTooLong(FormFields form) => Questions.Sum(question => form[question.Field].Length) > LongestText;

    /// <summary>The answer to that question: one of three words, whatever the form says.</summary>
    internal static ReadOnlyMemory<byte> Staff(FormFields form) =>
        form.Has(FormField.Staff, "yes"u8) || form.Has(FormField.Staff, "no"u8) ? form[FormField.Staff] : "unsaid"u8.ToArray();
}
