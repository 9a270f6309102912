using Microsoft.EntityFrameworkCore;

namespace IntegrityChannel.Intake.Mailbox.Storage;

/// <summary>The model of mailbox.db. Keys are random or hashes and never an order of arrival; the only time in it is a civil day.</summary>
internal sealed class MailboxContext(DbContextOptions<MailboxContext> options) : DbContext(options)
{
    internal DbSet<ReportRow> Reports => Set<ReportRow>();

    internal DbSet<ObjectRow> Objects => Set<ObjectRow>();

    internal DbSet<ContentRow> Contents => Set<ContentRow>();

    internal DbSet<WrapRow> Wraps => Set<WrapRow>();

    internal DbSet<ContainerRow> Containers => Set<ContainerRow>();

    internal DbSet<PartRow> Parts => Set<PartRow>();

    internal DbSet<DirectoryRow> Directories => Set<DirectoryRow>();

    internal DbSet<CertificateRow> Certificates => Set<CertificateRow>();

    internal DbSet<FreshnessRow> Freshness => Set<FreshnessRow>();

    internal DbSet<HostRow> ChannelHosts => Set<HostRow>();

    internal DbSet<WithheldRow> Withheld => Set<WithheldRow>();

    internal DbSet<ErasedObjectRow> ErasedObjects => Set<ErasedObjectRow>();

    internal DbSet<ErasedReportRow> ErasedReports => Set<ErasedReportRow>();

    internal DbSet<RootChangeRow> RootChanges => Set<RootChangeRow>();

    internal DbSet<RecoveryRow> Recoveries => Set<RecoveryRow>();

    internal DbSet<GenerationRow> Generation => Set<GenerationRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        MapReports(modelBuilder);
        MapContainers(modelBuilder);
        MapDirectory(modelBuilder);
        TombstoneModel.Map(modelBuilder);
        RecoveryModel.Map(modelBuilder);
    }

    private static void MapContainers(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<ContainerRow>(container =>
        {
            container.ToTable("container").HasKey(row => row.ContainerId);
            container.Property(row => row.ContainerId).HasColumnName("container_id");
            container.Property(row => row.Size).HasColumnName("size");
            container.Property(row => row.Hash).HasColumnName("hash");
            container.Property(row => row.StagedDay).HasColumnName("staged_day");
            container.Property(row => row.ObjectId).HasColumnName("object_id");
            container.HasIndex(row => row.Hash).HasDatabaseName("container_hash");
            container.HasIndex(row => row.ObjectId).IsUnique().HasDatabaseName("container_object");
        });
        modelBuilder.Entity<PartRow>(part =>
        {
            part.ToTable("part").HasKey(row => new { row.ContainerId, row.Idx });
            part.Property(row => row.ContainerId).HasColumnName("container_id");
            part.Property(row => row.Idx).HasColumnName("idx");
            part.Property(row => row.Slab).HasColumnName("slab");
            part.Property(row => row.Slot).HasColumnName("slot");
            part.Property(row => row.Hash).HasColumnName("hash");
            part.HasIndex(row => new { row.Slab, row.Slot }).IsUnique().HasDatabaseName("part_slot");
        });
    }

    private static void MapReports(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<ReportRow>(report =>
        {
            report.ToTable("report").HasKey(row => row.ReportId);
            report.Property(row => row.ReportId).HasColumnName("report_id");
            report.Property(row => row.Lookup).HasColumnName("lookup");
            report.Property(row => row.AuthPublicKey).HasColumnName("auth_pk");
            report.Property(row => row.PutDay).HasColumnName("put_day");
            report.HasIndex(row => row.Lookup).IsUnique().HasDatabaseName("report_lookup");
        });
        modelBuilder.Entity<ObjectRow>(sealedObject =>
        {
            sealedObject.ToTable("object").HasKey(row => row.ObjectId);
            sealedObject.Property(row => row.ObjectId).HasColumnName("object_id");
            sealedObject.Property(row => row.ReportId).HasColumnName("report_id");
            sealedObject.Property(row => row.Kind).HasColumnName("kind");
            sealedObject.Property(row => row.Author).HasColumnName("author");
            sealedObject.Property(row => row.Stream).HasColumnName("stream");
            sealedObject.Property(row => row.Seq).HasColumnName("seq");
            sealedObject.Property(row => row.PutDay).HasColumnName("put_day");
            sealedObject.Property(row => row.ObjectHash).HasColumnName("object_hash");
            sealedObject.Property(row => row.BodyHash).HasColumnName("body_hash");
            sealedObject.HasOne<ReportRow>().WithMany().HasForeignKey(row => row.ReportId).OnDelete(DeleteBehavior.Restrict);
            sealedObject.HasIndex(row => new { row.ReportId, row.Author, row.Stream, row.Seq }).IsUnique().HasDatabaseName("object_chain");
            sealedObject.HasIndex(row => new { row.ReportId, row.Author }).HasFilter("kind = 9").HasDatabaseName("object_control");
        });
        modelBuilder.Entity<ContentRow>(content =>
        {
            content.ToTable("content").HasKey(row => row.Id);
            content.Property(row => row.Id).HasColumnName("id").ValueGeneratedNever();
            content.Property(row => row.Header).HasColumnName("header");
            content.Property(row => row.Signature).HasColumnName("signature");
            content.Property(row => row.Body).HasColumnName("body");
            content.Property(row => row.Wraps).HasColumnName("wraps");
        });
        modelBuilder.Entity<WrapRow>(wrap =>
        {
            wrap.ToTable("wrap").HasKey(row => new { row.ObjectId, row.KeyId });
            wrap.Property(row => row.ObjectId).HasColumnName("object_id");
            wrap.Property(row => row.KeyId).HasColumnName("key_id");
            wrap.Property(row => row.Who).HasColumnName("who");
            wrap.Property(row => row.Place).HasColumnName("place");
            wrap.HasOne<ObjectRow>().WithMany().HasForeignKey(row => row.ObjectId).OnDelete(DeleteBehavior.Restrict);
        });
    }

    private static void MapDirectory(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<DirectoryRow>(directory =>
        {
            directory.ToTable("directory").HasKey(row => row.Seq);
            directory.Property(row => row.Seq).HasColumnName("seq").ValueGeneratedNever();
            directory.Property(row => row.Hash).HasColumnName("hash");
            directory.Property(row => row.Statement).HasColumnName("statement");
        });
        modelBuilder.Entity<RootChangeRow>(change =>
        {
            change.ToTable("root_change").HasKey(row => row.FromSeq);
            change.Property(row => row.FromSeq).HasColumnName("from_seq").ValueGeneratedNever();
            change.Property(row => row.Statement).HasColumnName("statement");
        });
        modelBuilder.Entity<CertificateRow>(certificate =>
        {
            certificate.ToTable("certificate").HasKey(row => row.KeyId);
            certificate.Property(row => row.KeyId).HasColumnName("key_id");
            certificate.Property(row => row.OfficerId).HasColumnName("officer_id");
            certificate.Property(row => row.Serial).HasColumnName("serial");
            certificate.Property(row => row.Statement).HasColumnName("statement");
            certificate.HasIndex(row => new { row.OfficerId, row.Serial }).IsUnique().HasDatabaseName("certificate_serial");
        });
        modelBuilder.Entity<FreshnessRow>(freshness =>
        {
            freshness.ToTable("freshness").HasKey(row => row.OfficerId);
            freshness.Property(row => row.OfficerId).HasColumnName("officer_id");
            freshness.Property(row => row.Day).HasColumnName("day");
            freshness.Property(row => row.Statement).HasColumnName("statement");
        });
        modelBuilder.Entity<HostRow>(host =>
        {
            host.ToTable("channel_host").HasKey(row => row.Uses);
            host.Property(row => row.Uses).HasColumnName("uses").ValueGeneratedNever();
            host.Property(row => row.PublicKey).HasColumnName("public_key");
            host.Property(row => row.Origins).HasColumnName("origins");
            host.Property(row => row.Page).HasColumnName("page");
            host.Property(row => row.Sealer).HasColumnName("sealer");
        });
        modelBuilder.Entity<GenerationRow>(generation =>
        {
            generation.ToTable("generation").HasKey(row => row.Id);
            generation.Property(row => row.Id).HasColumnName("id").ValueGeneratedNever();
            generation.Property(row => row.Value).HasColumnName("value");
        });
    }
}
