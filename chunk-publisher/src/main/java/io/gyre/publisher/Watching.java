package io.gyre.publisher;

import io.gyre.publisher.error.PublishException;
import io.gyre.publisher.error.PublishException.Persistence;
import io.gyre.publisher.find.ArchiveScan;
import io.gyre.publisher.find.ArchiveWatch;
import io.gyre.publisher.find.ChunkCatalog;
import io.gyre.publisher.find.LineOnDisk;
import io.gyre.publisher.find.SessionFolder;
import io.gyre.publisher.find.SessionNews;
import io.gyre.wire.LineId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Scans, publishes what is new, waits for a change; until stopped. */
final class Watching {
    private static final Logger LOG = LoggerFactory.getLogger(Watching.class);
    /** When LTTng itself says that a session is no more. */
    private static final Duration SURELY_ENDED = Duration.ofMillis(500);

    private final PublisherConfig config;
    private final PublishListener listener;
    private final Stop.Run run;
    private final Attempts attempts;
    private final ArchiveWatch watch;
    private final SessionNews news;
    private final ChunkCatalog catalog = new ChunkCatalog();
    private final Set<Path> done = new HashSet<>();
    private final Map<Path, Retry> retries = new HashMap<>();
    /** When lines whose sessions seem to have ended are closed, unless something comes before. */
    private final Map<LineId, Long> closingDueNanos = new HashMap<>();
    private final Set<LineId> ended = new HashSet<>();
    private final Backoff backoff = new Backoff();
    private final AdaptiveLevel level;

    /** When a chunk that failed is tried again. */
    private static final class Retry {
        private final Backoff backoff = new Backoff();
        private long dueNanos;
    }

    Watching(PublisherConfig config, PublishListener listener, Stop.Run run, Attempts attempts, ArchiveWatch watch,
            SessionNews news) {
        this.config = config;
        this.listener = listener;
        this.run = run;
        this.attempts = attempts;
        this.watch = watch;
        this.news = news;
        this.level = new AdaptiveLevel(config.segments().zstdLevel(), config.lowestLevel());
    }

    void run(Collection<Path> paths) {
        run.onRequest(this::closeWatch);
        while (!run.isRequested()) {
            ArchiveScan scan = ArchiveScan.of(paths);
            if (watch.follow(scan, paths)) {
                scan = ArchiveScan.of(paths);
            }
            if (!scan.complete()) {
                LOG.warn("there are more folders than one publisher looks through; give it fewer paths");
            }
            List<LineOnDisk> lines = catalog.lines(scan.chunks());
            forget(scan);
            listener.found(progress(lines));
            Duration pause = publish(lines);
            listener.idle();
            if (!await(pause)) {
                return;
            }
        }
    }

    /** {@return how long to wait at most before the next scan} */
    private Duration publish(List<LineOnDisk> lines) {
        List<Work> plan = Work.plan(due(lines), config.order(), config.seed());
        Map<LineId, Integer> waiting = new HashMap<>();
        plan.forEach(work -> waiting.merge(work.line().line(), 1, Integer::sum));
        long begin = System.nanoTime();
        for (Work work : plan) {
            if (run.isRequested()) {
                return Duration.ZERO;
            }
            int behind = waiting.merge(work.line().line(), -1, Integer::sum);
            ChunkOutcome outcome = attempts.chunk(work, level, behind);
            listener.chunk(outcome);
            switch (outcome) {
                case ChunkOutcome.Published p -> succeeded(p.folder());
                case ChunkOutcome.AlreadyPublished p -> succeeded(p.folder());
                case ChunkOutcome.Failed failed -> {
                    if (Attempts.isEveryones(failed.reason())) {
                        return stalled(failed.reason());
                    }
                    retryLater(failed);
                }
            }
            // A long backlog must not hide what other sessions have finished meanwhile.
            if (System.nanoTime() - begin > config.rescan().toNanos()) {
                return Duration.ZERO;
            }
        }
        for (LineOnDisk line : lines) {
            closeWhenIdle(line);
        }
        return untilNext();
    }

    private List<LineProgress> progress(List<LineOnDisk> lines) {
        return lines.stream().map(line -> {
            int waiting = (int) line.chunks().values().stream().filter(folder -> !done.contains(folder)).count();
            Map.Entry<Long, Path> newest = line.chunks().lastEntry();
            return new LineProgress(line.line(), line.archives(), line.chunks().size(), waiting, newest.getKey(),
                    newest.getValue());
        }).toList();
    }

    private Map<LineOnDisk, NavigableMap<Long, Path>> due(List<LineOnDisk> lines) {
        Map<LineOnDisk, NavigableMap<Long, Path>> due = new LinkedHashMap<>();
        long now = System.nanoTime();
        for (LineOnDisk line : lines) {
            if (!line.named() && !SessionFolder.around(line.archives()).isIdle()) {
                // No traced program has run yet; the first trace will say whose these chunks are.
                continue;
            }
            NavigableMap<Long, Path> wanted = new TreeMap<>(line.chunks());
            wanted.values().removeIf(folder -> {
                Retry retry = retries.get(folder);
                return done.contains(folder) || (retry != null && retry.dueNanos - now > 0);
            });
            if (!wanted.isEmpty()) {
                due.put(line, wanted);
                ended.remove(line.line());
                closingDueNanos.remove(line.line());
            }
        }
        return due;
    }

    private void succeeded(Path folder) {
        backoff.reset();
        retries.remove(folder);
        done.add(folder);
    }

    private Duration stalled(PublishException reason) {
        Duration pause = reason.persistence() == Persistence.PASSING ? backoff.next() : config.recheck();
        if (!run.isRequested()) {
            LOG.warn("nothing is published for {} ms: {}", pause.toMillis(), reason.getMessage());
            listener.waiting(reason, pause);
            run.pause(pause);
        }
        return Duration.ZERO;
    }

    private void retryLater(ChunkOutcome.Failed failed) {
        if (run.isRequested()) {
            return;
        }
        PublishException reason = failed.reason();
        Retry retry = retries.computeIfAbsent(failed.folder(), _ -> new Retry());
        Duration pause = switch (reason.persistence()) {
            case PASSING -> Attempts.isCostly(reason)
                    ? retry.backoff.nextAfter(config.transactionTimeout())
                    : retry.backoff.next();
            case PERMANENT -> {
                retry.backoff.next();
                yield config.recheck();
            }
        };
        retry.dueNanos = System.nanoTime() + pause.toNanos();
        LOG.warn("{} is tried again in {} ms: {}", failed.folder(), pause.toMillis(), reason.getMessage());
        listener.postponed(failed, retry.backoff.failures(), pause);
    }

    private void closeWhenIdle(LineOnDisk line) {
        Optional<Duration> patience = switch (config.closing()) {
            case WHEN_ENDED -> patience(line);
            case ALWAYS -> Optional.of(config.closeAfterIdle());
            case NEVER -> Optional.empty();
        };
        if (patience.isEmpty() || ended.contains(line.line()) || !done.containsAll(line.chunks().values())) {
            closingDueNanos.remove(line.line());
            return;
        }
        // Never in the pass that saw the session idle first: its last chunk may have been renamed after that pass's scan.
        long now = System.nanoTime();
        long due = now + patience.get().toNanos();
        Long before = closingDueNanos.get(line.line());
        if (before == null || before - now > 0) {
            closingDueNanos.put(line.line(), before == null ? due : now + Math.min(before - now, due - now));
            return;
        }
        LineOutcome outcome = attempts.end(line);
        listener.line(outcome);
        switch (outcome) {
            case LineOutcome.Closed c -> ended.add(c.line());
            case LineOutcome.AlreadyClosed c -> ended.add(c.line());
            case LineOutcome.Open o -> closingDueNanos.remove(o.line());
            case LineOutcome.Failed f -> {
                LOG.warn("{} could not be closed: {}", f.line(), f.reason().getMessage());
                closingDueNanos.remove(f.line());
            }
        }
    }

    /** {@return how long to wait before the line is closed; nothing while its session goes on} */
    private Optional<Duration> patience(LineOnDisk line) {
        if (!SessionFolder.around(line.archives()).isIdle()) {
            return Optional.empty();
        }
        return switch (news.standing(line.archives())) {
            // A stopped session shows no current chunk either, and may be started again.
            case KNOWN -> Optional.empty();
            case GONE -> Optional.of(config.closeAfterIdle().compareTo(SURELY_ENDED) < 0
                    ? config.closeAfterIdle()
                    : SURELY_ENDED);
            case UNKNOWN -> Optional.of(config.closeAfterIdle());
        };
    }

    private Duration untilNext() {
        long now = System.nanoTime();
        long nanos = config.rescan().toNanos();
        for (Retry retry : retries.values()) {
            nanos = Math.min(nanos, Math.max(0, retry.dueNanos - now));
        }
        for (long due : closingDueNanos.values()) {
            nanos = Math.min(nanos, Math.max(0, due - now));
        }
        return Duration.ofNanos(nanos);
    }

    /** What is no longer on disk needs no memory. */
    private void forget(ArchiveScan scan) {
        Set<Path> there = new HashSet<>();
        scan.chunks().forEach(chunk -> there.add(chunk.path()));
        done.retainAll(there);
        retries.keySet().retainAll(there);
    }

    /** {@return whether to go on} */
    private boolean await(Duration pause) {
        try {
            watch.await(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void closeWatch() {
        try {
            watch.close();
        } catch (IOException e) {
            LOG.debug("the watch was not closed cleanly", e);
        }
    }
}
