using Microsoft.EntityFrameworkCore;

namespace IntegrityChannel.Casework.Host.Storage;

/// <summary>
/// casework.db: officers' accounts and vaults, sessions, case files, mail and what the tick reported. Nothing here opens content:
/// vaults are sealed by the officer's browser, and a case file is a number beside a report's id.
/// </summary>
internal sealed class CaseworkContext(DbContextOptions<CaseworkContext> options) : DbContext(options)
{
    internal DbSet<AccountRow> Accounts => Set<AccountRow>();

    internal DbSet<VaultRow> Vaults => Set<VaultRow>();

    internal DbSet<SessionRow> Sessions => Set<SessionRow>();

    internal DbSet<AbsenceRow> Absences => Set<AbsenceRow>();

    internal DbSet<PersonRow> People => Set<PersonRow>();

    internal DbSet<InvitationRow> Invitations => Set<InvitationRow>();

    internal DbSet<RecoveryRow> Recoveries => Set<RecoveryRow>();

    internal DbSet<HostKeyRow> HostKeys => Set<HostKeyRow>();

    internal DbSet<CaseFileRow> CaseFiles => Set<CaseFileRow>();

    internal DbSet<CaseReadRow> CaseReads => Set<CaseReadRow>();

    internal DbSet<OutboxRow> Outbox => Set<OutboxRow>();

    internal DbSet<MailSlotRow> MailSlots => Set<MailSlotRow>();

    internal DbSet<TickResultRow> TickResults => Set<TickResultRow>();

    internal DbSet<MaintenanceRow> Maintenance => Set<MaintenanceRow>();

    internal DbSet<LogEntryRow> LogEntries => Set<LogEntryRow>();

    internal DbSet<AccessTodayRow> AccessToday => Set<AccessTodayRow>();

    internal DbSet<AccessEntryRow> AccessEntries => Set<AccessEntryRow>();

    internal DbSet<AccessHeadRow> AccessHeads => Set<AccessHeadRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<AccountRow>().ToTable("accounts").HasKey(row => row.OfficerId);
        modelBuilder.Entity<AccountRow>().HasIndex(row => row.Name).IsUnique().HasDatabaseName("accounts_name");
        modelBuilder.Entity<VaultRow>().ToTable("vaults").HasKey(row => row.OfficerId);
        modelBuilder.Entity<SessionRow>().ToTable("sessions").HasKey(row => row.SessionId);
        modelBuilder.Entity<AbsenceRow>().ToTable("absences").HasKey(row => row.OfficerId);
        modelBuilder.Entity<PersonRow>().ToTable("people").HasKey(row => row.OfficerId);
        modelBuilder.Entity<InvitationRow>().ToTable("invitations").HasKey(row => row.InvitationId);
        modelBuilder.Entity<InvitationRow>().HasIndex(row => row.Account).IsUnique().HasDatabaseName("invitations_account");
        modelBuilder.Entity<RecoveryRow>().ToTable("recoveries").HasKey(row => row.RecoveryId);
        modelBuilder.Entity<HostKeyRow>().ToTable("host_keys").HasKey(row => row.Name);
        modelBuilder.Entity<CaseFileRow>().ToTable("case_files").HasKey(row => row.ReportId);
        modelBuilder.Entity<CaseFileRow>().HasIndex(row => row.CaseNumber).IsUnique().HasDatabaseName("case_files_number");
        modelBuilder.Entity<CaseReadRow>().ToTable("case_reads").HasKey(row => new { row.OfficerId, row.ReportId, row.Day });
        modelBuilder.Entity<OutboxRow>().ToTable("outbox").HasKey(row => row.Id);
        modelBuilder.Entity<MailSlotRow>().ToTable("mail_slots").HasKey(row => new { row.OfficerId, row.Day });
        modelBuilder.Entity<TickResultRow>().ToTable("tick_results").HasKey(row => row.Name);
        modelBuilder.Entity<MaintenanceRow>().ToTable("maintenance").HasKey(row => new { row.Kind, row.Day });
        modelBuilder.Entity<LogEntryRow>().ToTable("log_entries").HasKey(row => row.Place);
        modelBuilder.Entity<LogEntryRow>().Property(row => row.Place).ValueGeneratedNever();
        modelBuilder.Entity<AccessTodayRow>().ToTable("access_today").HasKey(row => new { row.OfficerId, row.Action, row.Report, row.Day });
        modelBuilder.Entity<AccessEntryRow>().ToTable("access_entries").HasKey(row => row.Place);
        modelBuilder.Entity<AccessEntryRow>().Property(row => row.Place).ValueGeneratedNever();
        modelBuilder.Entity<AccessHeadRow>().ToTable("access_heads").HasKey(row => row.Day);
        modelBuilder.Entity<AccessHeadRow>().Property(row => row.Day).ValueGeneratedNever();
        UseSnakeCase(modelBuilder);
    }

    // One spelling in code and in the file: OfficerId is officer_id.
    private static void UseSnakeCase(ModelBuilder modelBuilder)
    {
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(type => type.GetProperties()))
        {
            property.SetColumnName(string.Concat(property.Name.Select((letter, index) =>
                index > 0 && char.IsUpper(letter) ? "_" + char.ToLowerInvariant(letter) : char.ToLowerInvariant(letter).ToString())));
        }
    }
}
