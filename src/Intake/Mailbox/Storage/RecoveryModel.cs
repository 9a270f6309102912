using Microsoft.EntityFrameworkCore;

namespace IntegrityChannel.Intake.Mailbox.Storage;

/// <summary>The table of recovery statements.</summary>
internal static class RecoveryModel
{
    internal static void Map(ModelBuilder modelBuilder) => modelBuilder.Entity<RecoveryRow>(recovery =>
    {
        recovery.ToTable("recovery").HasKey(row => new { row.ReportId, row.Newcomer });
        recovery.Property(row => row.ReportId).HasColumnName("report_id");
        recovery.Property(row => row.Newcomer).HasColumnName("newcomer");
        recovery.Property(row => row.Statement).HasColumnName("statement");
    });
}
