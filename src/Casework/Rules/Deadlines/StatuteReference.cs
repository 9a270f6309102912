using System.Globalization;

namespace IntegrityChannel.Casework.Rules.Deadlines;

/// <summary>Where a date or a duty comes from. The sentence that explains it stands in the language files.</summary>
/// <param name="Statute">The act.</param>
/// <param name="Article">Number of the article.</param>
/// <param name="Point">Number of the point within the article, as in "5°".</param>
public readonly record struct StatuteReference(Statute Statute, int Article, int Point)
{
    /// <summary>Acknowledgement of receipt within seven days of receipt.</summary>
    public static StatuteReference Acknowledgement { get; } = new(Statute.PoliceIntegrityAct2022, 12, 2);

    /// <summary>Feedback within three months of the acknowledgement, or of the end of the seven days.</summary>
    public static StatuteReference Feedback { get; } = new(Statute.PoliceIntegrityAct2022, 12, 5);

    /// <summary>Feedback is the action envisaged or taken, and the grounds for it.</summary>
    public static StatuteReference FeedbackContent { get; } = new(Statute.PoliceIntegrityAct2022, 6, 23);

    /// <summary>The citation as it is written in every language of the country: <c>art. 12, 2°</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"art. {Article}, {Point}°");
}

/// <summary>The acts that dates refer to.</summary>
public enum Statute
{
    /// <summary>Act of 8 December 2022 on reporting channels in the federal bodies and the integrated police (numac 2022034749).</summary>
    PoliceIntegrityAct2022 = 1,
}
