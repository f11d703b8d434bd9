package io.gyre.publisher.retain;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a policy looks at beside the things themselves, at one moment.
 *
 * @param spaces of the file systems that the things lie on, by folder
 * @param positions of the consumer groups that the policy names
 */
public record Circumstances(Instant now, Map<Path, Space> spaces, GroupPositions positions) {

    private static final Logger LOG = LoggerFactory.getLogger(Circumstances.class);

    public Circumstances {
        spaces = Map.copyOf(spaces);
    }

    /**
     * A file system.
     *
     * @param name tells it from others
     * @param freeBytes that anybody may use
     */
    public record Space(String name, long freeBytes, long totalBytes) {}

    /** {@return as things are now} */
    public static Circumstances now(Collection<Holding> holdings, GroupPositions positions) {
        Map<Path, Space> spaces = new HashMap<>();
        for (Holding holding : holdings) {
            Path folder = folder(holding);
            if (!spaces.containsKey(folder)) {
                try {
                    FileStore store = Files.getFileStore(folder);
                    // The same name may be mounted twice ("tmpfs"); then each is a file system of its own.
                    spaces.put(folder, new Space(store.name() + " " + store.getTotalSpace(), store.getUsableSpace(),
                            store.getTotalSpace()));
                } catch (IOException e) {
                    LOG.debug("how much room there is below {} cannot be told: {}", folder, e.toString());
                }
            }
        }
        return new Circumstances(Instant.now(), spaces, positions);
    }

    static Path folder(Holding holding) {
        return Objects.requireNonNullElse(holding.path().getParent(), holding.path());
    }
}
