using Microsoft.EntityFrameworkCore;

namespace IntegrityChannel.Intake.Mailbox.Storage;

/// <summary>The model of keys.db: shred keys and nothing else. The file is never in the long-term backup (docs/protocol.md section 14).</summary>
internal sealed class KeysContext(DbContextOptions<KeysContext> options) : DbContext(options)
{
    internal DbSet<ShredRow> Shreds => Set<ShredRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.Entity<ShredRow>(shred =>
        {
            shred.ToTable("shred").HasKey(row => new { row.ObjectId, row.KeyId });
            shred.Property(row => row.ObjectId).HasColumnName("object_id");
            shred.Property(row => row.KeyId).HasColumnName("key_id");
            shred.Property(row => row.Secret).HasColumnName("secret");
            shred.Property(row => row.PutDay).HasColumnName("put_day");
        });
}
