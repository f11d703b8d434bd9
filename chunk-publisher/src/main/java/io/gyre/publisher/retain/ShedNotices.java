package io.gyre.publisher.retain;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gyre.wire.LineId;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was shed and not yet told on Kafka, which is often away when chunks must be shed: a file each in a folder, removed when told.
 * Written before the chunk goes; on a full disk right after. Not thread-safe; several processes may share the folder.
 */
public final class ShedNotices {
    private static final Logger LOG = LoggerFactory.getLogger(ShedNotices.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SUFFIX = ".json";
    private static final int MAX_AT_ONCE = 1000;

    private final Path folder;
    private final Deque<Notice> unwritten = new ArrayDeque<>();

    public ShedNotices(Path folder) {
        this.folder = folder;
    }

    /**
     * A chunk that was shed.
     *
     * @param name of the chunk's folder
     */
    public record Notice(LineId line, long chunkId, String name, long bytes, String reason, long atMs) {}

    /** A notice that waits, and the file that it waits in. */
    public record Waiting(Notice notice, Path file) {}

    void add(LineId line, Verdict verdict) throws IOException {
        flush();
        Holding holding = verdict.holding();
        unwritten.add(new Notice(line, holding.number(), String.valueOf(holding.path().getFileName()), holding.bytes(),
                verdict.reason(), Instant.now().toEpochMilli()));
        try {
            flush();
        } catch (IOException e) {
            LOG.error("the notice that {} is shed cannot be written before; it is tried again after: {}",
                    holding.path(), e.toString());
        }
    }

    /** Writes what could not be written before. */
    public void flush() throws IOException {
        while (!unwritten.isEmpty()) {
            Notice notice = unwritten.getFirst();
            Files.createDirectories(folder);
            ObjectNode node = JSON.createObjectNode().put("host", notice.line.host())
                    .put("session", notice.line.session()).put("created", notice.line.created())
                    .put("chunk", notice.chunkId).put("name", notice.name).put("bytes", notice.bytes)
                    .put("reason", notice.reason).put("at_ms", notice.atMs);
            Path file = folder.resolve(notice.atMs + "-" + UUID.randomUUID() + SUFFIX);
            Path writing = file.resolveSibling("." + file.getFileName());
            Files.writeString(writing, node.toString());
            Files.move(writing, file, StandardCopyOption.ATOMIC_MOVE);
            unwritten.removeFirst();
        }
    }

    /** {@return what waits to be told, oldest first; at most so many that they are told soon} */
    public List<Waiting> waiting() throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "[0-9]*" + SUFFIX)) {
            entries.forEach(files::add);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        files.sort(null);
        List<Waiting> waiting = new ArrayList<>();
        for (Path file : files.subList(0, Math.min(files.size(), MAX_AT_ONCE))) {
            try {
                JsonNode node = JSON.readTree(Files.readString(file));
                waiting.add(new Waiting(new Notice(
                        new LineId(node.required("host").asText(), node.required("session").asText(),
                                node.required("created").asText()),
                        node.required("chunk").asLong(), node.required("name").asText(),
                        node.required("bytes").asLong(),
                        node.required("reason").asText(), node.required("at_ms").asLong()), file));
            } catch (JacksonException | IllegalArgumentException e) {
                LOG.warn("{} is no notice: {}", file, e.toString());
            }
        }
        return waiting;
    }

    /** Forgets a notice that was told. */
    public void told(Waiting notice) throws IOException {
        Files.deleteIfExists(notice.file());
    }
}
