package io.gyre.operate;

import io.gyre.chunk.ChunkName;
import io.gyre.publisher.ChunkOutcome;
import io.gyre.publisher.LineOutcome;
import io.gyre.publisher.LineProgress;
import io.gyre.publisher.PublishListener;
import io.gyre.publisher.error.PublishException;
import io.gyre.publisher.retain.Retention;
import io.gyre.publisher.retain.Verdict;
import io.gyre.wire.LineId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a publisher does and how far it is, as it tells it. Safe for use by several threads. */
public final class PublisherStatus implements PublishListener {
    private static final Duration RATE_WINDOW = Duration.ofMinutes(1);
    private static final int MAX_RATE_SAMPLES = 10_000;
    private static final int MAX_RETRIES = 1000;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssxx");

    private final Instant startedAt = Instant.now();
    private final Map<LineId, Session> sessions = new LinkedHashMap<>();
    private final Deque<Sample> samples = new ArrayDeque<>();
    private long published;
    private long failed;
    private long rawBytes;
    private long sealedBytes;
    private long deleted;
    private long deletedBytes;
    private long shed;
    private final Map<Path, Retry> retries = new LinkedHashMap<>();
    private @Nullable Problem lastError;
    private @Nullable Problem waitingFor;

    private record Sample(Instant at, long rawBytes) {}

    private static final class Session {
        private LineProgress progress;
        private Instant newestEnded;
        private @Nullable Long publishedChunk;
        private @Nullable Instant publishedAt;
        private boolean closed;

        private Session(LineProgress progress, Instant newestEnded) {
            this.progress = progress;
            this.newestEnded = newestEnded;
        }
    }

    /**
     * Something that went wrong.
     *
     * @param where the chunk or session line, or empty
     */
    public record Problem(String code, String message, String where, Instant at) {}

    /**
     * A chunk that failed and is tried again, while the others go on.
     *
     * @param problem of the latest try; its {@code where} is the chunk's folder
     * @param tries that have failed
     */
    public record Retry(Problem problem, int tries, Instant nextTry) {}

    /**
     * How far a session line is.
     *
     * @param newestEnded when the newest chunk on disk ended
     * @param publishedChunk the latest that this publisher published; null when none yet
     */
    public record SessionState(LineId line, Path archives, int chunks, int backlog, long newestChunk,
            Instant newestEnded, @Nullable Long publishedChunk, @Nullable Instant publishedAt, boolean closed) {}

    /**
     * Everything at one moment.
     *
     * @param rawBytesPerSecond over the last minute
     * @param retries chunks that failed and wait for their next try, at most 1000
     * @param lastError null when there was none
     * @param waitingFor what keeps all from going on; null when nothing does
     */
    public record Snapshot(Instant at, Instant startedAt, long published, long failed, long rawBytes, long sealedBytes,
            long rawBytesPerSecond, long deleted, long deletedBytes, long shed, List<SessionState> sessions,
            List<Retry> retries, @Nullable Problem lastError, @Nullable Problem waitingFor) {

        public int backlog() {
            return sessions.stream().mapToInt(SessionState::backlog).sum();
        }
    }

    @Override
    public synchronized void found(List<LineProgress> lines) {
        Set<LineId> there = lines.stream().map(LineProgress::line).collect(Collectors.toSet());
        sessions.keySet().retainAll(there);
        retries.keySet().removeIf(chunk -> !Files.exists(chunk));
        for (LineProgress line : lines) {
            Session known = sessions.get(line.line());
            if (known == null) {
                sessions.put(line.line(), new Session(line, ended(line.newest())));
            } else {
                known.newestEnded = known.progress.newest().equals(line.newest())
                        ? known.newestEnded
                        : ended(line.newest());
                known.closed &= known.progress.newestId() == line.newestId();
                known.progress = line;
            }
        }
    }

    @Override
    public synchronized void chunk(ChunkOutcome outcome) {
        Session session = sessions.get(outcome.line());
        switch (outcome) {
            case ChunkOutcome.Published done -> {
                retries.remove(done.folder());
                published++;
                rawBytes += done.rawBytes();
                sealedBytes += done.sealedBytes();
                samples.add(new Sample(Instant.now(), done.rawBytes()));
                if (samples.size() > MAX_RATE_SAMPLES) {
                    samples.remove();
                }
                waitingFor = null;
                if (session != null) {
                    session.publishedChunk = done.chunkId();
                    session.publishedAt = Instant.now();
                    step(session);
                }
            }
            case ChunkOutcome.AlreadyPublished done -> {
                retries.remove(done.folder());
                waitingFor = null;
                if (session != null) {
                    step(session);
                }
            }
            case ChunkOutcome.Failed problem -> {
                failed++;
                lastError = problem(problem.reason(), problem.folder().toString());
            }
        }
    }

    @Override
    public synchronized void postponed(ChunkOutcome.Failed outcome, int tries, Duration pause) {
        if (retries.size() < MAX_RETRIES || retries.containsKey(outcome.folder())) {
            retries.put(outcome.folder(), new Retry(problem(outcome.reason(), outcome.folder().toString()), tries,
                    Instant.now().plus(pause)));
        }
    }

    private static void step(Session session) {
        LineProgress was = session.progress;
        session.progress = new LineProgress(was.line(), was.archives(), was.chunks(), Math.max(0, was.waiting() - 1),
                was.newestId(), was.newest());
    }

    @Override
    public synchronized void line(LineOutcome outcome) {
        Session session = sessions.get(outcome.line());
        switch (outcome) {
            case LineOutcome.Closed _,LineOutcome.AlreadyClosed _ -> {
                if (session != null) {
                    session.closed = true;
                }
            }
            case LineOutcome.Open _ -> {
            }
            case LineOutcome.Failed problem -> lastError = problem(problem.reason(), problem.line().toString());
        }
    }

    @Override
    public synchronized void waiting(PublishException reason, Duration pause) {
        waitingFor = problem(reason, "");
        lastError = waitingFor;
    }

    /** Takes note of what a retention policy did. */
    public synchronized void retained(List<Retention.Outcome> outcomes) {
        for (Retention.Outcome outcome : outcomes) {
            switch (outcome) {
                case Retention.Outcome.Gone(Verdict verdict) when verdict.fate() == Verdict.Fate.SHED -> shed++;
                case Retention.Outcome.Gone(Verdict verdict) -> {
                    deleted++;
                    deletedBytes += verdict.holding().bytes();
                }
                case Retention.Outcome.Stayed(Verdict verdict, String why) ->
                    lastError = new Problem("retention-stayed",
                            why, verdict.holding().path().toString(), Instant.now());
            }
        }
    }

    public synchronized Snapshot snapshot() {
        Instant now = Instant.now();
        Instant begin = now.minus(RATE_WINDOW);
        while (!samples.isEmpty() && samples.getFirst().at().isBefore(begin)) {
            samples.remove();
        }
        Instant from = startedAt.isAfter(begin) ? startedAt : begin;
        long seconds = Math.max(1, Duration.between(from, now).toSeconds());
        List<SessionState> states = new ArrayList<>();
        sessions.forEach((line, session) -> states.add(new SessionState(line, session.progress.archives(),
                session.progress.chunks(), session.progress.waiting(), session.progress.newestId(),
                session.newestEnded, session.publishedChunk, session.publishedAt, session.closed)));
        return new Snapshot(now, startedAt, published, failed, rawBytes, sealedBytes,
                samples.stream().mapToLong(Sample::rawBytes).sum() / seconds, deleted, deletedBytes, shed, states,
                List.copyOf(retries.values()), lastError, waitingFor);
    }

    private static Problem problem(PublishException reason, String where) {
        return new Problem(reason.code(), String.valueOf(reason.getMessage()), where, Instant.now());
    }

    /** By the folder's name, to the second; where that tells nothing, by its time. */
    private static Instant ended(Path chunk) {
        try {
            var name = ChunkName.parse(String.valueOf(chunk.getFileName()));
            return name.isPresent()
                    ? ZonedDateTime.parse(name.get().end(), TIME).toInstant()
                    : Files.getLastModifiedTime(chunk).toInstant();
        } catch (DateTimeParseException | IOException e) {
            return Instant.now();
        }
    }
}
