package io.gyre.publisher.find;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says when it is worth to scan again: something changed in a folder where chunks appear, or the rescan interval is over. What changed
 * is of no interest: the scan finds it, also what the watch has missed.
 */
public final class ArchiveWatch implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(ArchiveWatch.class);
    private static final int MAX_WATCHED = 8192;
    /** A rotation changes several names within milliseconds; they are one reason to scan. */
    private static final Duration SETTLE = Duration.ofMillis(20);
    private static final int MAX_SETTLES = 100;

    private final WatchService service;
    private final Map<Path, WatchKey> watched = new HashMap<>();
    private final Semaphore changes = new Semaphore(0);
    private volatile boolean closed;
    private boolean limitTold;

    public ArchiveWatch() throws IOException {
        service = FileSystems.getDefault().newWatchService();
        Thread.ofVirtual().name("gyre-archive-watch").start(this::takeChanges);
    }

    /**
     * Watches the folders of a scan, and where a path does not exist yet the nearest folder above it that does.
     *
     * <p>To be called before the scan whose result is acted upon ends, or else followed by another scan: what changes in a folder before
     * it is watched is not told.
     *
     * @return whether a folder is watched that was not before: scan again, for it may have changed in between
     */
    public boolean follow(ArchiveScan scan, Collection<Path> paths) {
        Set<Path> wanted = new LinkedHashSet<>();
        for (Path path : paths) {
            Path existing = nearestExisting(path.toAbsolutePath().normalize());
            if (existing != null) {
                wanted.add(existing);
            }
        }
        wanted.addAll(scan.folders());
        watched.entrySet().removeIf(entry -> {
            boolean drop = !wanted.contains(entry.getKey()) || !entry.getValue().isValid();
            if (drop) {
                entry.getValue().cancel();
            }
            return drop;
        });
        boolean grown = false;
        for (Path folder : wanted) {
            grown |= !watched.containsKey(folder) && watch(folder);
        }
        return grown;
    }

    /** Waits until something changed, or for {@code longest}; returns at once when the watch is closed. */
    public void await(Duration longest) throws InterruptedException {
        if (closed) {
            return;
        }
        boolean changed = changes.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS);
        for (int i = 0; changed && !closed && i < MAX_SETTLES; i++) {
            changes.drainPermits();
            changed = changes.tryAcquire(SETTLE.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** Says from outside that it is worth to scan again. */
    public void wake() {
        changes.release();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        service.close();
        wake();
    }

    private void takeChanges() {
        try {
            while (!closed) {
                WatchKey key = service.take();
                key.pollEvents();
                key.reset();
                wake();
            }
        } catch (ClosedWatchServiceException e) {
            LOG.debug("the watch is closed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean watch(Path folder) {
        if (watched.size() >= MAX_WATCHED) {
            tellLimit(MAX_WATCHED + " folders are watched");
            return false;
        }
        try {
            watched.put(folder, folder.register(service, StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_DELETE));
            return true;
        } catch (NoSuchFileException | NotDirectoryException e) {
            LOG.debug("{} is gone", folder);
        } catch (ClosedWatchServiceException e) {
            LOG.debug("the watch is closed");
        } catch (IOException e) {
            tellLimit(e.toString());
        }
        return false;
    }

    private void tellLimit(String reason) {
        if (!limitTold) {
            limitTold = true;
            LOG.warn("not every folder can be watched ({}); the rest is found by rescans", reason);
        }
    }

    private static @Nullable Path nearestExisting(Path path) {
        Path at = path;
        while (at != null && !Files.isDirectory(at)) {
            at = at.getParent();
        }
        return at;
    }
}
