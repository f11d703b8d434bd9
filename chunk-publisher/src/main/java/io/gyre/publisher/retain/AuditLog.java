package io.gyre.publisher.retain;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every deletion, in a file of JSON lines: one before ({@code "event":"delete"} or {@code "shed"}), one after ({@code "removed"} or
 * {@code "failed"}). Each line is on disk before the next step. The file may be moved away at any time: it is opened for each line.
 *
 * <p>A full disk is a reason to delete, and no reason not to: a line that cannot be written is kept, and written when there is room
 * again; but no second thing goes before that. Not thread-safe.
 */
public final class AuditLog {
    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

    private final Path file;
    private final Deque<String> unwritten = new ArrayDeque<>();

    public AuditLog(Path file) {
        this.file = file;
    }

    public Path file() {
        return file;
    }

    /** {@return whether everything so far is written} */
    boolean isWritten() {
        while (!unwritten.isEmpty()) {
            try {
                append(unwritten.getFirst());
                unwritten.removeFirst();
            } catch (IOException e) {
                LOG.error("the audit log {} cannot be written: {}; it lacks: {}", file, e.toString(), unwritten);
                return false;
            }
        }
        return true;
    }

    void before(Verdict verdict) {
        ObjectNode entry = entry(verdict.fate() == Verdict.Fate.SHED ? "shed" : "delete", verdict.holding());
        note(entry.put("owner", verdict.holding().owner()).put("number", verdict.holding().number())
                .put("bytes", verdict.holding().bytes()).put("ended", verdict.holding().ended().toString())
                .put("reason", verdict.reason()));
    }

    void removed(Holding holding) {
        note(entry("removed", holding));
    }

    void failed(Holding holding, IOException error) {
        note(entry("failed", holding).put("error", error.toString()));
    }

    private void note(ObjectNode entry) {
        unwritten.add(entry.toString());
        isWritten();
    }

    private static ObjectNode entry(String event, Holding holding) {
        return JsonNodeFactory.instance.objectNode().put("at", Instant.now().toString()).put("event", event)
                .put("path", holding.path().toString());
    }

    private void append(String line) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.APPEND)) {
            long before = channel.size();
            ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
            try {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            } catch (IOException e) {
                channel.truncate(before);
                throw e;
            }
        }
    }
}
