package io.gyre.operate;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.operate.PublisherStatus.Problem;
import io.gyre.operate.PublisherStatus.SessionState;
import io.gyre.operate.PublisherStatus.Snapshot;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The status of running publishers, in files beside their ledger: {@code <state>/status/<pid>.json}, written anew every second or two, so that
 * {@code gyre publish status} needs neither a port nor Kafka.
 */
public final class StatusFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StatusFile.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FOLDER = "status";
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration JOIN = Duration.ofSeconds(5);
    private static final int MAX_SESSIONS = 1000;

    private final PublisherStatus status;
    private final Path file;
    private final CountDownLatch ending = new CountDownLatch(1);
    private final Thread writer;
    private boolean failureTold;

    /** What a publisher does. */
    public enum State {
        RUNNING,
        /** Nothing goes on before something is cured. */
        WAITING, STOPPED
    }

    private StatusFile(PublisherStatus status, Path file) {
        this.status = status;
        this.file = file;
        this.writer = Thread.ofPlatform().daemon().name("gyre-status").unstarted(this::keepWriting);
    }

    /** Begins to write the status of this process, and clears away those of processes that are no more. */
    public static StatusFile start(Path state, PublisherStatus status) throws IOException {
        Path folder = Files.createDirectories(state.resolve(FOLDER));
        for (Path file : files(folder)) {
            if (!isAlive(pid(file))) {
                Files.deleteIfExists(file);
            }
        }
        StatusFile statusFile = new StatusFile(status, folder.resolve(ProcessHandle.current().pid() + ".json"));
        statusFile.writer.start();
        return statusFile;
    }

    /** {@return what the publishers with this state folder have written last, the running ones first}; each an object as JSON. */
    public static List<ObjectNode> read(Path state) throws IOException {
        List<ObjectNode> found = new ArrayList<>();
        for (Path file : files(state.resolve(FOLDER))) {
            try {
                if (JSON.readTree(Files.readString(file)) instanceof ObjectNode object) {
                    if (!isAlive(pid(file)) && !State.STOPPED.name().equalsIgnoreCase(object.path("state").asText())) {
                        object.put("state", "dead");
                    }
                    found.add(object);
                }
            } catch (NoSuchFileException | JacksonException e) {
                LOG.debug("{} is passed over: {}", file, e.toString());
            }
        }
        found.sort((a, b) -> b.path("written_at").asText().compareTo(a.path("written_at").asText()));
        return found;
    }

    @Override
    public void close() {
        ending.countDown();
        try {
            writer.join(JOIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void keepWriting() {
        boolean ended = false;
        while (!ended) {
            Snapshot now = status.snapshot();
            write(now, now.waitingFor() == null ? State.RUNNING : State.WAITING);
            try {
                ended = ending.await(INTERVAL.toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                ended = true;
            }
        }
        write(status.snapshot(), State.STOPPED);
    }

    private void write(Snapshot snapshot, State state) {
        Path writing = file.resolveSibling("." + file.getFileName());
        try {
            Files.writeString(writing, json(snapshot, state).toPrettyString());
            Files.move(writing, file, StandardCopyOption.ATOMIC_MOVE);
            failureTold = false;
        } catch (IOException e) {
            if (!failureTold) {
                LOG.warn("the status cannot be written to {}: {}", file, e.toString());
                failureTold = true;
            }
        }
    }

    static ObjectNode json(Snapshot snapshot, State state) {
        ObjectNode node = JSON.createObjectNode().put("state", state.name().toLowerCase(Locale.ROOT))
                .put("pid", ProcessHandle.current().pid()).put("started_at", snapshot.startedAt().toString())
                .put("written_at", snapshot.at().toString()).put("published_chunks", snapshot.published())
                .put("failed_attempts", snapshot.failed()).put("raw_bytes", snapshot.rawBytes())
                .put("sealed_bytes", snapshot.sealedBytes()).put("raw_bytes_per_second", snapshot.rawBytesPerSecond())
                .put("backlog_chunks", snapshot.backlog()).put("deleted_chunks", snapshot.deleted())
                .put("deleted_bytes", snapshot.deletedBytes()).put("shed_chunks", snapshot.shed());
        node.set("last_error", json(snapshot.lastError()));
        node.set("waiting_for", json(snapshot.waitingFor()));
        ArrayNode retries = node.putArray("failing_chunks");
        snapshot.retries().forEach(retry -> retries.addObject().put("path", retry.problem().where())
                .put("code", retry.problem().code()).put("message", retry.problem().message())
                .put("tries", retry.tries()).put("next_try_at", retry.nextTry().toString()));
        ArrayNode sessions = node.putArray("sessions");
        for (SessionState session : snapshot.sessions().stream().limit(MAX_SESSIONS).toList()) {
            sessions.addObject().put("host", session.line().host()).put("session", session.line().session())
                    .put("created", session.line().created()).put("archives", session.archives().toString())
                    .put("chunks_on_disk", session.chunks()).put("backlog_chunks", session.backlog())
                    .put("newest_chunk", session.newestChunk())
                    .put("newest_chunk_ended_at", session.newestEnded().toString())
                    .put("published_chunk", session.publishedChunk())
                    .put("published_at", session.publishedAt() == null ? null : session.publishedAt().toString())
                    .put("closed", session.closed());
        }
        return node;
    }

    private static JsonNode json(@Nullable Problem problem) {
        return problem == null
                ? JSON.nullNode()
                : JSON.createObjectNode().put("code", problem.code()).put("message", problem.message())
                        .put("where", problem.where()).put("at", problem.at().toString());
    }

    private static List<Path> files(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "[0-9]*.json")) {
            entries.forEach(files::add);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return files;
    }

    private static long pid(Path file) {
        String name = String.valueOf(file.getFileName()).replace(".json", "");
        return name.matches("\\d{1,18}") ? Long.parseLong(name) : -1;
    }

    private static boolean isAlive(long pid) {
        return pid > 0 && ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
}
