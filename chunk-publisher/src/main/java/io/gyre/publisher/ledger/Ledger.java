package io.gyre.publisher.ledger;

import io.gyre.wire.LineId;
import io.gyre.wire.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The ledgers of all session lines, for one chunks topic of one Kafka cluster:
 * {@code <state folder>/<cluster id>/<topic id>/<host>_<session>_<digest>.jsonl}. A topic made anew, or another cluster, has
 * received nothing yet.
 *
 * <p>Not thread-safe.
 */
public final class Ledger {
    private static final int NAME_CHARS = 60;
    private static final int DIGEST_CHARS = 16;

    private final Path folder;
    private final Map<LineId, LineLedger> lines = new HashMap<>();

    /** @param topicId of the chunks topic, as Kafka names it */
    public Ledger(Path state, String clusterId, String topicId) {
        this(state.resolve(plain(clusterId)).resolve(plain(topicId)));
    }

    private Ledger(Path folder) {
        this.folder = folder;
    }

    /** {@return every ledger below a state folder}: one for each chunks topic that was ever published to from here. */
    public static List<Ledger> under(Path state) throws IOException {
        List<Ledger> ledgers = new ArrayList<>();
        for (Path cluster : folders(state)) {
            folders(cluster).forEach(topic -> ledgers.add(new Ledger(topic)));
        }
        return ledgers;
    }

    private static List<Path> folders(Path folder) throws IOException {
        List<Path> folders = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder, Files::isDirectory)) {
            children.forEach(folders::add);
        } catch (NoSuchFileException e) {
            return List.of();
        }
        folders.sort(null);
        return folders;
    }

    public Path folder() {
        return folder;
    }

    public LineLedger line(LineId line) {
        return lines.computeIfAbsent(line, key -> new LineLedger(folder.resolve(fileName(key)), key));
    }

    /** {@return a name that people recognise and that no two lines share} */
    private static String fileName(LineId line) {
        String digest = Sha256.of(line.key().getBytes(StandardCharsets.UTF_8)).toString().substring(0, DIGEST_CHARS);
        String name = plain(line.host() + "_" + line.session());
        return name.substring(0, Math.min(name.length(), NAME_CHARS)) + "_" + digest + ".jsonl";
    }

    private static String plain(String text) {
        return text.replaceAll("[^A-Za-z0-9._-]", "-").replaceFirst("^\\.", "-");
    }
}
