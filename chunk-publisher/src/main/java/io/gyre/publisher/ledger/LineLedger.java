package io.gyre.publisher.ledger;

import io.gyre.publisher.error.LedgerException;
import io.gyre.publisher.error.LedgerException.Kind;
import io.gyre.wire.ChunkKind;
import io.gyre.wire.LineId;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is published of one session line.
 *
 * <p>The file is used between {@link #hold()} and the hold's end only, under a lock, so that a hook's one-shot publisher and a
 * watching one may share it: whoever takes it reads first what the other has added. Not thread-safe.
 */
public final class LineLedger {
    private static final Logger LOG = LoggerFactory.getLogger(LineLedger.class);

    private final Path file;
    private final LineId line;
    private final NavigableMap<Long, LedgerEntry> chunks = new TreeMap<>();
    private final Map<Integer, Long> readTo = new HashMap<>();
    private @Nullable LedgerEntry closing;
    private @Nullable Hold hold;
    private long knownEnd;

    LineLedger(Path file, LineId line) {
        this.file = file;
        this.line = line;
    }

    /** The right to read and add, until closed. */
    public final class Hold implements Closeable {
        private final FileChannel channel;
        private final ChecksummedLines lines;

        private Hold(FileChannel channel, ChecksummedLines lines) {
            this.channel = channel;
            this.lines = lines;
        }

        /** Adds a published manifest; returns when it is on disk. */
        public void add(LedgerEntry entry) throws LedgerException {
            append(new LedgerText.Published(entry));
        }

        /** Notes that all manifests of this line below {@code offset} are in the ledger. */
        public void addReadTo(int partition, long offset) throws LedgerException {
            append(new LedgerText.ReadTo(partition, offset));
        }

        private void append(LedgerText.Item item) throws LedgerException {
            try {
                lines.append(LedgerText.write(item));
            } catch (IOException e) {
                throw new LedgerException(Kind.INACCESSIBLE, file + " cannot be written: " + e.getMessage(), e);
            }
            knownEnd = lines.end();
            take(item);
        }

        @Override
        public void close() {
            hold = null;
            try {
                channel.close();
            } catch (IOException e) {
                LOG.warn("{} was not closed cleanly: {}", file, e.toString());
            }
        }
    }

    public LineId line() {
        return line;
    }

    /**
     * Takes the ledger for this process, and reads what is new in it.
     *
     * @throws LedgerException when another holds it, or it cannot be used
     */
    public Hold hold() throws LedgerException {
        FileChannel channel = openLocked();
        try {
            ChecksummedLines lines = new ChecksummedLines(channel, knownEnd);
            if (channel.size() < knownEnd || lines.read(this::takeText) == ChecksummedLines.Condition.DAMAGED) {
                lines = startAnew(channel);
            }
            knownEnd = lines.end();
            Hold taken = new Hold(channel, lines);
            hold = taken;
            if (knownEnd == 0) {
                taken.append(new LedgerText.Head(line, LedgerText.VERSION));
            }
            return taken;
        } catch (IOException e) {
            closeAfter(channel, e);
            throw new LedgerException(Kind.INACCESSIBLE, file + " cannot be read: " + e.getMessage(), e);
        } catch (LedgerException | RuntimeException e) {
            hold = null;
            closeAfter(channel, e);
            throw e;
        }
    }

    /**
     * Reads what is published without taking the ledger: what another adds meanwhile is seen or not. What a damaged ledger says is not
     * believed. Not to be called while this process holds the same ledger: closing the file would give that lock away.
     */
    public void look() throws LedgerException {
        if (hold != null) {
            throw new IllegalStateException("held by this process");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ChecksummedLines lines = new ChecksummedLines(channel, knownEnd);
            if (channel.size() < knownEnd || lines.read(this::takeText) == ChecksummedLines.Condition.DAMAGED) {
                forget();
                return;
            }
            knownEnd = lines.end();
        } catch (NoSuchFileException e) {
            forget();
        } catch (IOException e) {
            throw new LedgerException(Kind.INACCESSIBLE, file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** {@return the published chunk of this id, or null} */
    public @Nullable LedgerEntry chunk(long id) {
        return chunks.get(id);
    }

    /** {@return every published chunk, by id} */
    public NavigableMap<Long, LedgerEntry> chunks() {
        return Collections.unmodifiableNavigableMap(chunks);
    }

    /** {@return the newest closing manifest, or null} */
    public @Nullable LedgerEntry closing() {
        return closing;
    }

    /** {@return the published chunk that names this one its predecessor, or null} */
    public @Nullable LedgerEntry successorOf(long id) {
        Map.Entry<Long, LedgerEntry> next = chunks.higherEntry(id);
        if (next == null) {
            return null;
        }
        Long previous = next.getValue().previousChunkId();
        return previous != null && previous == id ? next.getValue() : null;
    }

    /** {@return the offset in this partition of the chunks topic below which every manifest of the line is known} */
    public long readTo(int partition) {
        return readTo.getOrDefault(partition, 0L);
    }

    private FileChannel openLocked() throws LedgerException {
        if (hold != null) {
            throw new IllegalStateException("already held");
        }
        FileChannel channel;
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new LedgerException(Kind.INACCESSIBLE, file + " cannot be opened: " + e, e);
        }
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            LOG.debug("{} is held by this process", file);
        } catch (IOException e) {
            closeAfter(channel, e);
            throw new LedgerException(Kind.INACCESSIBLE, file + " cannot be locked: " + e, e);
        }
        var busy = new LedgerException(Kind.BUSY, "another publisher of this machine works on " + line + " (" + file
                + "); it is tried again later");
        closeAfter(channel, busy);
        throw busy;
    }

    /** A damaged ledger is set aside; what was in it is read from Kafka again. */
    private ChecksummedLines startAnew(FileChannel channel) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".damaged");
        LOG.warn("{} is damaged; it is kept as {} and rebuilt from Kafka", file, aside);
        // By the locked channel: closing any other one of this file would give the lock away.
        try (FileChannel copy = FileChannel.open(aside, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            channel.transferTo(0, channel.size(), copy);
        }
        forget();
        channel.truncate(0);
        return new ChecksummedLines(channel, 0);
    }

    private void forget() {
        chunks.clear();
        readTo.clear();
        closing = null;
        knownEnd = 0;
    }

    private boolean takeText(String text) {
        LedgerText.Item item = LedgerText.read(text);
        if (item == null || isForeign(item)) {
            return false;
        }
        take(item);
        return true;
    }

    private boolean isForeign(LedgerText.Item item) {
        return item instanceof LedgerText.Head(LineId other, int version)
                && !(other.equals(line) && version == LedgerText.VERSION);
    }

    private void take(LedgerText.Item item) {
        switch (item) {
            case LedgerText.Head head -> {
            }
            case LedgerText.Published(LedgerEntry entry) when entry.kind() == ChunkKind.CLOSING -> {
                closing = entry;
                readTo.merge(entry.partition(), entry.offset() + 1, Math::max);
            }
            case LedgerText.Published(LedgerEntry entry) -> {
                chunks.put(entry.chunkId(), entry);
                readTo.merge(entry.partition(), entry.offset() + 1, Math::max);
            }
            case LedgerText.ReadTo(int partition, long offset) -> readTo.merge(partition, offset, Math::max);
        }
    }

    private static void closeAfter(FileChannel channel, Exception cause) {
        try {
            channel.close();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }
}
