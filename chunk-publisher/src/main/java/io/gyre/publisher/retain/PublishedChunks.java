package io.gyre.publisher.retain;

import io.gyre.chunk.ChunkName;
import io.gyre.publisher.error.ChunkFileException;
import io.gyre.publisher.error.LedgerException;
import io.gyre.publisher.find.ArchiveScan;
import io.gyre.publisher.find.ChunkCatalog;
import io.gyre.publisher.find.LineOnDisk;
import io.gyre.publisher.ledger.Ledger;
import io.gyre.publisher.ledger.LedgerEntry;
import io.gyre.publisher.ledger.LineLedger;
import io.gyre.publisher.pack.ChunkInventory;
import io.gyre.publisher.retain.Holding.Standing;
import io.gyre.wire.RecordRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The finished chunks that lie under some folders, and what the ledger says of each. Remembers what it has looked into, for finished
 * chunks do not change. Not thread-safe; not to be used while this process holds one of the ledgers.
 */
public final class PublishedChunks {
    private static final Logger LOG = LoggerFactory.getLogger(PublishedChunks.class);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssxx");
    private static final String ARCHIVES = "archives";

    private final Ledger ledger;
    private final String chunksTopic;
    private final ChunkCatalog catalog = new ChunkCatalog();
    private final Map<Path, Content> contents = new HashMap<>();
    private final Map<Path, LineOnDisk> lines = new LinkedHashMap<>();

    private record Content(long bytes, int files, Instant ended) {}

    /** @param chunksTopic whose partitions and offsets the ledger names */
    public PublishedChunks(Ledger ledger, String chunksTopic) {
        this.ledger = ledger;
        this.chunksTopic = chunksTopic;
    }

    /** {@return every finished chunk under these paths} */
    public List<Holding> under(Collection<Path> paths) {
        ArchiveScan scan = ArchiveScan.of(paths);
        List<LineOnDisk> found = catalog.lines(scan.chunks());
        contents.keySet().retainAll(scan.chunks().stream().map(chunk -> chunk.path()).collect(Collectors.toSet()));
        lines.clear();
        List<Holding> holdings = new ArrayList<>();
        for (LineOnDisk line : found) {
            line.chunks().values().forEach(chunk -> lines.put(chunk, line));
            holdings.addAll(holdings(line));
        }
        return holdings;
    }

    /** {@return the folders that the chunks found last lie in} */
    public Set<Path> folders() {
        return lines.values().stream().map(LineOnDisk::archives).collect(Collectors.toCollection(TreeSet::new));
    }

    /** {@return the ledger of the line that a chunk found last belongs to} */
    LineLedger ledgerOf(Holding holding) {
        return ledger.line(lineOf(holding).line());
    }

    LineOnDisk lineOf(Holding holding) {
        return Objects.requireNonNull(lines.get(holding.path()), () -> holding.path() + " was not found here");
    }

    private List<Holding> holdings(LineOnDisk line) {
        LineLedger published = ledger.line(line.line());
        String unreadable = null;
        try {
            published.look();
        } catch (LedgerException e) {
            LOG.warn("{}: nothing is deleted: {}", line.line(), e.getMessage());
            unreadable = "the ledger cannot be read: " + e.getMessage();
        }
        String fixed = unreadable != null ? unreadable : outside(line);
        LedgerEntry closing = published.closing();
        long newest = line.chunks().lastKey();
        boolean open = closing == null || closing.chunkId() < newest;
        Long named = newestNamed(line);
        List<Holding> holdings = new ArrayList<>();
        line.chunks().forEach((id, path) -> {
            Content content = content(path);
            LedgerEntry entry = published.chunk(id);
            Standing standing;
            if (fixed != null) {
                standing = new Standing.Fixed(fixed);
            } else if (content == null) {
                standing = new Standing.Fixed("it cannot be looked into now");
            } else if (open && (id == newest || id.equals(named))) {
                standing = new Standing.Fixed("the newest of a session line that is still open");
            } else {
                standing = standing(entry, content);
            }
            holdings.add(new Holding(path, path.resolveSibling(Holding.TRASH + path.getFileName()),
                    line.line().toString(), id, content == null ? Instant.EPOCH : content.ended,
                    content == null ? 0 : content.bytes, standing,
                    entry == null ? null : new RecordRef(chunksTopic, entry.partition(), entry.offset())));
        });
        return holdings;
    }

    private static Standing standing(@Nullable LedgerEntry entry, Content content) {
        if (entry == null) {
            return new Standing.Unpublished();
        }
        return entry.bytes() == content.bytes && entry.files() == content.files
                ? new Standing.Safe()
                : new Standing.Fixed("not what is published: " + content.files + " files of " + content.bytes
                        + " bytes, published " + entry.files() + " of " + entry.bytes());
    }

    /** LTTng's rule: what it has put into {@code archives/} it no longer minds. */
    private static @Nullable String outside(LineOnDisk line) {
        return String.valueOf(line.archives().getFileName()).equals(ARCHIVES)
                ? null
                : "not in a folder named " + ARCHIVES;
    }

    /** Chunks without any trace are the line's whose trace lies beside them. */
    private static @Nullable Long newestNamed(LineOnDisk line) {
        for (Map.Entry<Long, Path> chunk : line.chunks().descendingMap().entrySet()) {
            if (ChunkCatalog.lineNamedBy(chunk.getValue()).isPresent()) {
                return chunk.getKey();
            }
        }
        return null;
    }

    private @Nullable Content content(Path chunk) {
        Content known = contents.get(chunk);
        if (known != null) {
            return known;
        }
        try {
            ChunkInventory inventory = ChunkInventory.of(chunk);
            Instant touched = Files.getLastModifiedTime(chunk).toInstant();
            Instant named = ended(String.valueOf(chunk.getFileName()), touched);
            Content content = new Content(inventory.bytes(), inventory.files().size(),
                    named.isAfter(touched) ? named : touched);
            contents.put(chunk, content);
            return content;
        } catch (ChunkFileException | IOException e) {
            LOG.debug("{} cannot be looked into now: {}", chunk, e.toString());
            return null;
        }
    }

    private static Instant ended(String name, Instant otherwise) {
        try {
            return ChunkName.parse(name).map(parts -> ZonedDateTime.parse(parts.end(), TIME).toInstant())
                    .orElse(otherwise);
        } catch (DateTimeParseException e) {
            return otherwise;
        }
    }
}
