using Microsoft.EntityFrameworkCore;

namespace IntegrityChannel.Intake.Mailbox.Storage;

/// <summary>The tables of what may no longer be read and what was erased.</summary>
internal static class TombstoneModel
{
    internal static void Map(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<WithheldRow>(withheld =>
        {
            withheld.ToTable("withheld").HasKey(row => new { row.ReportId, row.ObjectId, row.Who });
            withheld.Property(row => row.ReportId).HasColumnName("report_id");
            withheld.Property(row => row.ObjectId).HasColumnName("object_id");
            withheld.Property(row => row.Who).HasColumnName("who");
            withheld.Property(row => row.State).HasColumnName("state");
        });
        modelBuilder.Entity<ErasedObjectRow>(erased =>
        {
            erased.ToTable("erased_object").HasKey(row => row.ObjectId);
            erased.Property(row => row.ObjectId).HasColumnName("object_id");
            erased.Property(row => row.ReportId).HasColumnName("report_id");
            erased.Property(row => row.OrderId).HasColumnName("order_id");
            erased.Property(row => row.Day).HasColumnName("day");
            erased.Property(row => row.State).HasColumnName("state");
        });
        modelBuilder.Entity<ErasedReportRow>(erased =>
        {
            erased.ToTable("erased_report").HasKey(row => row.ReportId);
            erased.Property(row => row.ReportId).HasColumnName("report_id");
            erased.Property(row => row.Day).HasColumnName("day");
            erased.Property(row => row.Heads).HasColumnName("heads");
            erased.Property(row => row.EraseOrder).HasColumnName("erase_order");
            erased.Property(row => row.Confirmation).HasColumnName("confirmation");
            erased.Property(row => row.State).HasColumnName("state");
        });
    }
}
