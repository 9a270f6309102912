namespace IntegrityChannel.Crypto.Protocol.Encoding;

/// <summary>A civil date in the organisation's time zone, as days since 1970-01-01. No finer time exists in any object (docs/protocol.md section 1).</summary>
/// <param name="Value">Days since 1970-01-01.</param>
public readonly record struct CivilDay(uint Value) : IComparable<CivilDay>
{
    private static readonly int Epoch = new DateOnly(1970, 1, 1).DayNumber;
    private static readonly uint Last = (uint)(DateOnly.MaxValue.DayNumber - Epoch);

    /// <summary>The date. A value past the year 9999 shows as the last date there is, so that a hostile field cannot throw.</summary>
    public DateOnly Date => DateOnly.FromDayNumber((int)Math.Min(Value, Last) + Epoch);

    /// <summary>The day of a date from 1970-01-01 on.</summary>
    public static CivilDay From(DateOnly date) => new(checked((uint)(date.DayNumber - Epoch)));

    /// <summary>The civil day at an instant, as a clock on the wall of the organisation's zone shows it.</summary>
    public static CivilDay At(DateTimeOffset instant, TimeZoneInfo zone) =>
        From(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime));

    /// <summary>A day this many days later (or earlier), stopping at either end of the range instead of wrapping.</summary>
    public CivilDay AddDays(int days) => new((uint)Math.Clamp((long)Value + days, 0, uint.MaxValue));

    public int CompareTo(CivilDay other) => Value.CompareTo(other.Value);

    /// <summary>ISO 8601 date.</summary>
    public override string ToString() => Date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public static bool operator <(CivilDay left, CivilDay right) => left.Value < right.Value;

    public static bool operator >(CivilDay left, CivilDay right) => left.Value > right.Value;

    public static bool operator <=(CivilDay left, CivilDay right) => left.Value <= right.Value;

    public static bool operator >=(CivilDay left, CivilDay right) => left.Value >= right.Value;
}
