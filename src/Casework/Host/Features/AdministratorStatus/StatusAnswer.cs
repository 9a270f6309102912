namespace IntegrityChannel.Casework.Host.Features.AdministratorStatus;

/// <summary>Wire shape of the status. Days are civil days since 1970-01-01.</summary>
/// <param name="Day">Today at the host.</param>
/// <param name="Ticks">What each part of the tick last reported.</param>
/// <param name="Directory">The list of keys in force; null before the first.</param>
/// <param name="Officers">Whose key serves until when, in the order of the list of keys.</param>
/// <param name="Disk">Room on the disk of the data folder.</param>
/// <param name="Gap">The next working days on which nobody is in who receives every report; null where somebody always is.</param>
/// <param name="Upkeep">When backups were made and a restore was practised.</param>
/// <param name="Totals">Reports received by day: days that are over for three days at least, never today's or yesterday's.</param>
internal sealed record StatusAnswer(
    uint Day, IReadOnlyList<TickLine> Ticks, DirectoryLine? Directory, IReadOnlyList<OfficerLine> Officers, DiskLine Disk, GapLine? Gap, UpkeepLines Upkeep, TotalsLine Totals);

/// <summary>One part of the tick.</summary>
/// <param name="Name">As in <c>ITickStep</c>.</param>
/// <param name="LastDay">Of its last run.</param>
/// <param name="Result">"ok", or a number of docs/errors.md as "E-50".</param>
internal sealed record TickLine(string Name, uint LastDay, string Result);

internal sealed record DirectoryLine(uint Seq, uint Expires);

/// <summary>An officer as the signed directory shows them to everybody.</summary>
/// <param name="Display">Name on screen.</param>
/// <param name="Role">As numbered in docs/protocol.md.</param>
/// <param name="CertificateTo">Last day of the certificate; null where none was published yet.</param>
internal sealed record OfficerLine(string Display, byte Role, uint? CertificateTo);

/// <summary>In MiB, rounded down to 256 MiB: the size of one report must not be read off the difference.</summary>
/// <param name="FreeMib">What is free for this account.</param>
/// <param name="WatermarkMib">Below this nothing is stored.</param>
internal sealed record DiskLine(long FreeMib, long WatermarkMib);

/// <summary>Both days included.</summary>
internal sealed record GapLine(uint From, uint To);

internal sealed record UpkeepLines(UpkeepLine Backup, UpkeepLine Drill);

/// <param name="LastDay">Of the last try; null where there was none.</param>
/// <param name="LastWell">False where that one failed.</param>
/// <param name="WellDay">Of the last that went well; null where there was none.</param>
internal sealed record UpkeepLine(uint? LastDay, bool LastWell, uint? WellDay);

/// <summary>Day totals.</summary>
/// <param name="From">First day that is counted.</param>
/// <param name="To">Last day that is counted: three days before today.</param>
/// <param name="Days">Days with at least one report.</param>
internal sealed record TotalsLine(uint From, uint To, IReadOnlyList<DayTotal> Days);

internal sealed record DayTotal(uint Day, int Reports);
